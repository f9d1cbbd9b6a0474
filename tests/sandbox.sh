#!/bin/sh
# Least power: what the program can do, and what it gives up while it reads a stream.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
LOG=$TESTS/scan.log

# No network, no other programs; files only by the two variables that the manual names.
nm -D --undefined-only "$S" | sed 's/.* //; s/@.*//' >"$T/symbols"
for name in socket connect bind getaddrinfo gethostbyname sendto recvfrom system popen fork execve execvp posix_spawn \
    dlopen tmpfile mkstemp unlink rename chmod setuid; do
    want "no $name in the binary" [ "$(grep -cx "$name" "$T/symbols")" -eq 0 ]
done
want "getenv is there to be looked for" grep -qx getenv "$T/symbols"
grep -oh 'getenv("[A-Z_]*")' "$ROOT"/src/*.c | sed 's/.*("//; s/").*//' | grep -vx -e COLUMNS -e LINES -e NO_COLOR -e TERM -e LANG \
    -e SMTPCODE_KERNEL -e LC_ALL -e COLORFGBG | sort -u >"$T/names"
want "only HOME and XDG_CONFIG_HOME lead to files" [ "$(tr '\n' ' ' <"$T/names")" = "HOME XDG_CONFIG_HOME " ]

# Hardening, as it is in the file: position independent, relocations read-only and at once,
# no executable stack, stack protector, fortified functions, no text relocations.
readelf -hldW "$S" >"$T/elf"
want "position independent" grep -q 'Type: *DYN' "$T/elf"
want "relocations are read-only" grep -q GNU_RELRO "$T/elf"
want "and made at the start" grep -qE 'BIND_NOW|Flags:.* NOW' "$T/elf"
want "the stack is not executable" grep -qE 'GNU_STACK.* RW  ' "$T/elf"
want "nothing is writable and executable" [ "$(grep -c ' RWE ' "$T/elf")" -eq 0 ]
want "no text relocations" [ "$(grep -c TEXTREL "$T/elf")" -eq 0 ]
want "the stack is protected" grep -qx __stack_chk_fail "$T/symbols"
want "functions are fortified" grep -q '_chk$' "$T/symbols"
case $(uname -m) in
x86_64) want "indirect jumps are guarded" sh -c "objdump -d --no-show-raw-insn '$S' | grep -q endbr64" ;;
esac

run "$S" -V
want "-V tells" out_has "sandbox: "
name=$(sed -n 's/^sandbox: //p' "$T/out")
case $(uname -s)/$(uname -m) in
Linux/x86_64 | Linux/aarch64) want "there is one" [ "$name" = "$(grep -q '^Seccomp:' /proc/self/status && echo seccomp || echo none)" ] ;;
esac

# While a stream is read: the filter is on, and no file is opened any more.
if [ "$name" = seccomp ]; then
    mkfifo "$T/pipe"
    for command in 'scan -f tsv' 'tally -f tsv' ''; do
        # shellcheck disable=SC2086
        "$S" $command <"$T/pipe" >"$T/out" 2>"$T/err" &
        pid=$!
        exec 9>"$T/pipe"
        cat "$LOG" >&9
        tries=0
        until grep -q '^Seccomp:[^0-9]*2' "/proc/$pid/status" || [ $tries -eq 50 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        want "a filter is on: ${command:-paste}" grep -q '^Seccomp:[^0-9]*2' "/proc/$pid/status"
        want "and no new rights: ${command:-paste}" grep -q '^NoNewPrivs:[^0-9]*1' "/proc/$pid/status"
        exec 9>&-
        wait $pid
        want "it works as ever: ${command:-paste}" [ "$(wc -l <"$T/out")" -gt 8 ]
    done
    "$S" tally --jobs 1 -f tsv "$LOG" >"$T/one"
    "$S" tally --jobs 3 -f tsv "$LOG" >"$T/three"
    "$S" scan --jobs 1 -f tsv "$LOG" >>"$T/one"
    "$S" scan --jobs 3 -f tsv "$LOG" >>"$T/three"
    want "threads still start" cmp -s "$T/one" "$T/three"
fi
finish
