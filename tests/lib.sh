# shellcheck shell=sh
# What the command-line tests share: run a command, then look at what it did.

set -u
: "${SMTPCODE:?the program under test}"
TESTS=$(cd "$(dirname "$0")" && pwd)
# shellcheck disable=SC2034
ROOT=$(dirname "$TESTS")
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0
failed=0
unset NO_COLOR LC_MESSAGES LC_CTYPE XDG_CONFIG_HOME
export LC_ALL=C.UTF-8 TERM=dumb

pass() {
    passed=$((passed + 1))
}

fail() {
    failed=$((failed + 1))
    printf 'not ok: %s\n' "$1"
    if [ -s "$T/out" ]; then head -n 20 "$T/out" | cut -c 1-200 | sed 's/^/    out: /'; fi
    if [ -s "$T/err" ]; then head -n 5 "$T/err" | cut -c 1-200 | sed 's/^/    err: /'; fi
    [ -z "${FAIL_FAST:-}" ] || exit 1
}

# want NAME CONDITION...: the condition is a command that must succeed.
want() {
    want_name=$1
    shift
    if "$@" >"$T/want" 2>&1; then pass; else fail "$want_name"; fi
}

# run COMMAND...: standard input comes from $T/in; sets status.
run() {
    : >>"$T/in"
    status=0
    "$@" <"$T/in" >"$T/out" 2>"$T/err" || status=$?
    : >"$T/in"
}

# input TEXT: what the next run reads, with printf's escapes.
input() {
    # shellcheck disable=SC2059
    printf "$1" >"$T/in"
}

is_status() { [ "$status" -eq "$1" ]; }
out_has() { [ -z "$1" ] || grep -qF -e "$1" "$T/out"; }
out_lacks() { ! grep -qF -e "$1" "$T/out"; }
err_has() { grep -qF -e "$1" "$T/err"; }
out_empty() { [ ! -s "$T/out" ]; }
err_empty() { [ ! -s "$T/err" ]; }
err_is_one_line() { [ "$(wc -l <"$T/err")" -eq 1 ]; }

# expect STATUS TEXT COMMAND...: exit status, and text somewhere on stdout.
expect() {
    expect_status=$1
    expect_text=$2
    shift 2
    run "$@"
    if is_status "$expect_status" && out_has "$expect_text"; then
        pass
    else
        fail "$* (status $status, wanted $expect_status and '$expect_text')"
    fi
}

# refuse TEXT COMMAND...: exit 2, nothing on stdout, one line with text on stderr.
refuse() {
    refuse_text=$1
    shift
    run "$@"
    if is_status 2 && out_empty && err_is_one_line && err_has "$refuse_text"; then
        pass
    else
        fail "$* (status $status, wanted 2 and '$refuse_text')"
    fi
}

finish() {
    printf '%s: %d passed, %d failed\n' "$(basename "$0" .sh)" "$passed" "$failed"
    [ "$failed" -eq 0 ]
}
