#!/bin/sh
# Instructions for each byte of a log, counted by valgrind: no clock is asked,
# so a busy machine gives the same answer. Usage: bench-guard.sh LOG
set -eu
cd "$(dirname "$0")/.."
LOG=$1
BUILD=${BUILD:-build}
size=$(wc -c <"$LOG")
status=0

# What, the most it may take in hundredths of an instruction a byte, the command.
guard() {
    what=$1
    most=$2
    shift 2
    # lackey writes to stderr; callgrind would open a file, which the sandbox refuses
    valgrind --tool=lackey --vgdb=no "$@" "$LOG" 2>"$BUILD/guard" >/dev/null || true
    took=$(sed -n 's/.*guest instrs: *//p' "$BUILD/guard" | tr -d ,)
    [ -n "$took" ] || {
        cat "$BUILD/guard" >&2
        exit 2
    }
    hundredths=$((took * 100 / size))
    echo "$what: $hundredths hundredths of an instruction a byte (at most $most)"
    [ $hundredths -le "$most" ] || status=1
}

guard 'tally' 900 ./smtpcode tally --jobs 1 -f tsv
guard 'scan' 800 ./smtpcode scan --jobs 1
guard 'scan -f json' 1000 ./smtpcode scan --jobs 1 -f json
exit $status
