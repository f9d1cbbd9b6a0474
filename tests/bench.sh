#!/bin/sh
# How fast logs are read: every figure beside `wc -l` and other tools of the
# same minute, the quickest of some runs. Usage: bench.sh LOG [RUNS]
set -eu
cd "$(dirname "$0")/.."
LOG=$1
RUNS=${2:-7}
BUILD=${BUILD:-build}
output=null
CODES='[^0-9][245][0-9][0-9][^0-9]'

for tool in hyperfine jq; do
    command -v $tool >/dev/null 2>&1 || {
        echo "bench needs $tool" >&2
        exit 2
    }
done

# Seconds of the quickest run.
seconds() {
    hyperfine --shell "$1" --style none --warmup 1 --runs "$RUNS" --output "$output" --ignore-failure \
        --export-json "$BUILD/bench.json" "$2" >/dev/null 2>&1
    jq '.results[0].min' "$BUILD/bench.json"
}

# Peak memory in KiB; nothing where GNU time is missing.
memory() {
    # shellcheck disable=SC2086
    env time -f '%M KiB' $1 2>&1 >/dev/null | tail -n 1
}

line() {
    awk -v name="$1" -v s="$2" -v base="$3" -v most="$4" -v memory="$5" 'BEGIN {
        printf "| %s | %.0f ms | %.2f | %s | %s |\n", name, s * 1000, s / base, most, memory }'
}

# A command of its own, against `wc -l`; the ratio that it may have at most.
row() {
    command -v "${2%% *}" >/dev/null 2>&1 || return 0
    line "$1" "$(seconds none "$2")" "$wc" "${3:-}" "$(memory "$2")"
}

echo "$(wc -l <"$LOG") lines, $(wc -c <"$LOG") bytes, $(nproc) processors:$(
    sed -n 's/^model name[^:]*:/ /p' /proc/cpuinfo 2>/dev/null | sort -u | head -n 1)"
echo
echo '| what | time | ratio | at most | peak memory |'
echo '| --- | --- | --- | --- | --- |'
wc=$(seconds none "wc -l $LOG")
piped=$(seconds default "cat $LOG | wc -l")
line '`wc -l`' "$wc" "$wc" '' "$(memory "wc -l $LOG")"
row '`tally --jobs 1`' "./smtpcode tally --jobs 1 -f tsv $LOG" 2.0
row '`tally`' "./smtpcode tally -f tsv $LOG" 1.2
row '`scan --jobs 1`' "./smtpcode scan --jobs 1 $LOG"
row '`scan`' "./smtpcode scan $LOG" 2.5
row '`scan -f json --jobs 1`' "./smtpcode scan -f json --jobs 1 $LOG"
row '`scan -f json`' "./smtpcode scan -f json $LOG" 3.5
line '`cat LOG \| wc -l`' "$piped" "$piped" '' ''
line '`cat LOG \| smtpcode tally`' "$(seconds default "cat $LOG | ./smtpcode tally -f tsv")" "$piped" 1.1 ''
output=pipe # grep knows that nobody reads /dev/null
row '`grep -cE` for a code' "grep -cE $CODES $LOG"
row '`rg -c` for a code' "rg -c $CODES $LOG"
row '`mawk` for a code' "mawk /$CODES/{n++}END{print(n)} $LOG"
[ -n "${QUICK:-}" ] || {
    row '`perl` for a code' "perl -ne \$n++if/$CODES/;END{print\$n} $LOG"
    [ "$(wc -c <"$LOG")" -gt 300000000 ] || row '`pflogsumm`' "pflogsumm $LOG"
}
