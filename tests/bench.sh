#!/bin/sh
# How fast logs are read: ratios to `wc -l` and other tools of the same minute.
# Usage: bench.sh LOG
set -eu
cd "$(dirname "$0")/.."
LOG=$1
CODES='[^0-9][245][0-9][0-9][ -]'
echo "$(wc -c <"$LOG") bytes"
row() {
    name=$1
    shift
    hyperfine -N --style none --warmup 1 --runs 5 --output pipe --export-json build/bench.json "$@" >/dev/null 2>&1 || return 0
    jq -r --arg name "$name" --argjson wc "${wc:-null}" \
        '.results[0].min as $t | "\($name)\t\($t * 1000 | round) ms\t\(if $wc then ($t / $wc * 10 | round / 10) else 1 end) x"' build/bench.json
}
row 'wc -l' "wc -l $LOG"
wc=$(jq '.results[0].min' build/bench.json)
row 'tally, one thread' "./smtpcode tally --jobs 1 -f tsv $LOG"
row 'tally, all processors' "./smtpcode tally -f tsv $LOG"
row 'tally, from a pipe' "sh -c 'cat $LOG | ./smtpcode tally -f tsv'"
row 'scan, text' "./smtpcode scan $LOG"
row 'scan, json' "./smtpcode scan -f json $LOG"
row 'grep -cE' "grep -cE '$CODES' $LOG"
row 'rg -c' "rg -c '$CODES' $LOG"
row 'perl' "perl -ne '\$n++ if /$CODES/; END { print \$n }' $LOG"
row 'mawk' "mawk '/$CODES/ { n++ } END { print n }' $LOG"
echo "peak memory: $(env time -f '%M' ./smtpcode tally --jobs 1 -f tsv "$LOG" 2>&1 >/dev/null | tail -n 1) KiB one thread"
