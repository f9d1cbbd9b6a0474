#!/bin/sh
# Long reads: the progress line, SIGINT, SIGUSR1; on terminals that python makes.
. "$(dirname "$0")/lib.sh"
want "progress and signals" timeout 120 python3 "$TESTS/progress.py" "$SMTPCODE" "$TESTS/scan.log" "$T"
[ "$failed" -eq 0 ] || cat "$T/want"
run "$SMTPCODE" -q 252
want "-q is for scan and tally" is_status 2
finish
