#!/bin/sh
# Runs the command-line tests, or those named: sh tests/run.sh [NAME...].
# Ends with `N passed, N failed`, counting single checks.
set -u
cd "$(dirname "$0")" || exit 2
: "${SMTPCODE:?the program under test}"
[ $# -gt 0 ] || set -- options explain entries compare list search paste formats markdown terminal trouble scan tally progress widths generator \
    hostile sandbox data manual completions lang golden readme uses build
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for name; do
    sh "./$name.sh" >"$log" 2>&1
    status=$?
    cat "$log"
    line=$(tail -n 1 "$log")
    p=$(printf '%s\n' "$line" | sed -n 's/^[^:]*: \([0-9]*\) passed, [0-9]* failed$/\1/p')
    f=$(printf '%s\n' "$line" | sed -n 's/^[^:]*: [0-9]* passed, \([0-9]*\) failed$/\1/p')
    if [ -z "$p" ] || { [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; }; then
        echo "not ok: $name did not finish (status $status)"
        p=${p:-0}
        f=1
    fi
    passed=$((passed + p))
    failed=$((failed + f))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
