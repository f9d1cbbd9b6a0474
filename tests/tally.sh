#!/bin/sh
# tally: counts, keys, merging, threads; the sum is that of scan.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
LOG="$TESTS/scan.log"

run "$S" tally -f tsv "$LOG"
want "the header" [ "$(head -n 1 "$T/out")" = "$(printf 'count\tclass\tcode\tenhanced\tcause\tfixer\tretry\tproof\trule\tprovider')" ]
want "the counts add up to scan's records" [ "$(tail -n +2 "$T/out" | awk '{ n += $1 } END { print n }')" -eq "$("$S" scan -f json "$LOG" | wc -l)" ]
run "$S" tally -f json --by cause,provider "$LOG"
want "json is valid" jq -es 'length > 3 and all(.[]; .schema == "smtpcode/1" and (.count | type) == "number" and has("cause") and has("provider"))' "$T/out"
run "$S" tally -f markdown --by cause "$LOG"
want "markdown is a table" out_has "| --- | --- |"
run "$S" tally -f html --by cause "$LOG"
want "html is a page" out_has "</html>"
run "$S" tally "$LOG"
want "the report has its parts" out_has "What to do first"
want "and bars" out_has "##"
run "$S" tally --by cause --top 2 "$LOG"
want "--top cuts" [ "$(wc -l <"$T/out")" -eq 3 ]
run "$S" tally --only class=4 -f tsv --by class "$LOG"
want "filters hold" [ "$(tail -n +2 "$T/out" | cut -f 2)" = 4 ]

# Any split at line ends gives exactly the whole, by merging and by threads.
cat "$LOG" "$TESTS/scan.log" "$LOG" >"$T/log"
"$S" tally -f tsv "$T/log" >"$T/whole"
total=$(wc -l <"$T/log")
cut=1
while [ "$cut" -lt "$total" ]; do
    { head -n "$cut" "$T/log" | "$S" tally -f tsv; tail -n +$((cut + 1)) "$T/log" | "$S" tally -f tsv; } | "$S" tally --merge -f tsv >"$T/merged"
    want "merged behind line $cut" cmp -s "$T/whole" "$T/merged"
    cut=$((cut + 5))
done
for jobs in 1 2 3 7 16; do
    "$S" tally -f tsv --jobs $jobs "$T/log" >"$T/threads"
    want "$jobs threads count the same" cmp -s "$T/whole" "$T/threads"
done
for kernel in portable sse2 avx2; do
    SMTPCODE_KERNEL=$kernel "$S" tally -f tsv "$T/log" >"$T/kernel"
    want "the $kernel kernel counts the same" cmp -s "$T/whole" "$T/kernel"
done

refuse "unknown by 'caus'; did you mean 'cause'?" "$S" tally --by caus
input 'nonsense\n'
run "$S" tally --merge
want "--merge names the line that is no tally" err_has "standard input:1: no row of a tally"
want "and is exit 2" is_status 2
input 'count\tcause\n5\tgreylisted\nx\tgreylisted\n'
run "$S" tally --merge
want "a count must be a number" err_has ":3: "
input 'hello\n'
run "$S" tally
want "no reply is exit 1" is_status 1
run "$S" tally "$T/missing" "$LOG"
want "a missing file is exit 2" is_status 2
want "the others are counted" out_has "replies"
finish
