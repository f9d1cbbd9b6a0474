#!/bin/sh
# How long `smtpcode 252` (static) takes, as a ratio to a static program that
# only says hello (same libc, usual options) and to `errno 2` of moreutils. The
# quickest of 2500 runs counts, because other work on the machine only ever adds
# time. Both programs are installed, as a package would: the pages of a file
# that was copied in one go are mapped together.
# Fails when the ratio to hello is above 1.4; with --check above 2, because on a
# machine that others use too it wanders. With --guard no clock is asked: page
# faults, system calls and instructions are counted instead.
# The ratio to errno should be 0.2 with musl; hello alone takes nearly that.
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
mode=${1:-}
case $mode in
--guard) tools='python3 valgrind' ;;
*) tools='hyperfine jq errno' ;;
esac
for tool in $tools; do
    command -v "$tool" >/dev/null || {
        echo "bench-startup needs $tool" >&2
        exit 2
    }
done
F=$BUILD/startup
mkdir -p "$F"
cat >"$F/hello.c" <<'END'
#include <unistd.h>
int main(void)
{
    return write(1, "hello\n", 6) != 6;
}
END
${STATIC_CC:-cc} -O2 -static -s -o "$F/hello-built" "$F/hello.c"
install -m 755 "$F/hello-built" "$F/hello"
install -m 755 smtpcode-static "$F/smtpcode"

# The same environment everywhere, since every variable is looked at.
clean() {
    env -i PATH="$PATH" HOME=/nonexistent LANG=C.UTF-8 "$@"
}

# Page faults of the luckiest of 50 runs: where the stack begins is up to chance.
faults() {
    clean python3 -c '
import os, sys
def run():
    pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    return os.wait4(pid, 0)[2].ru_minflt
print(min(run() for _ in range(50)))' "$@"
}

calls() {
    clean valgrind --tool=none --vgdb=no --trace-syscalls=yes "$@" 2>&1 >/dev/null | grep -a '^SYSCALL' | grep -avc '\.\.\. \[async\]'
}

instructions() {
    clean valgrind --tool=lackey --vgdb=no "$@" 2>&1 >/dev/null | sed -n 's/.*guest instrs: *//p' | tr -d ,
}

# WHAT, COUNT of ours, the most it may be.
guard() {
    echo "$1: $2 (at most $3)"
    [ "$2" -le "$3" ] || status=1
}

if [ "$mode" = --guard ]; then
    status=0
    hello=$(faults "$F/hello")
    guard 'page faults' "$(faults "$F/smtpcode" 252)" $((hello + 3))
    hello=$(calls "$F/hello")
    guard 'system calls' "$(calls "$F/smtpcode" 252)" $((hello + 1))
    hello=$(instructions "$F/hello")
    guard 'instructions' "$(instructions "$F/smtpcode" 252)" $((hello + 60000))
    [ $status -eq 0 ] || echo "where only page faults grew: make layout" >&2
    exit $status
fi

# Five rounds in turn, so that a busy moment does not fall on one of them alone.
for round in 1 2 3 4 5; do
    hyperfine -N --style none --warmup 50 --runs 500 --export-json "$F/$round.json" \
        "$F/hello" "$F/smtpcode 252" "errno 2" 2>/dev/null
done
jq -s '[.[].results | [.[].min]] | transpose | map(min)' "$F"/?.json >"$F/quickest.json"
jq -r --arg cc "${STATIC_CC:-cc}" '
    map(. * 1e6 | round) as [$hello, $code, $errno] |
    "libc                      \($cc)",
    "static hello              \($hello) us",
    "smtpcode 252              \($code) us",
    "errno 2                   \($errno) us",
    "ratio to hello            \($code / $hello * 100 | round / 100)   (at most 1.4)",
    "ratio to errno            \($code / $errno * 100 | round / 100)   (hello: \($hello / $errno * 100 | round / 100))"
' "$F/quickest.json"
most=1.4
[ "$mode" != --check ] || most=2
jq -e --argjson most $most '. as [$hello, $code] | $code <= $hello * $most' "$F/quickest.json" >/dev/null || {
    echo "smtpcode 252 takes more than $most times as long as hello" >&2
    exit 1
}
