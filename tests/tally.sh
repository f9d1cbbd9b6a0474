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
want "with its alignment" out_has "| ---: |"
run "$S" tally -f markdown --top 3 "$LOG"
want "markdown has the totals" out_has "| Replies | Failures | Lines |"
want "in figures" out_has "| 9 | 7 | 12 |"
want "and what --top left out" out_has "| 5 | 55.6 % | others (5) | |"
run "$S" tally -f html --by cause "$LOG"
want "html is a page" out_has "</html>"
run "$S" tally -f html "$LOG"
want "the page has charts" out_has '<svg role="img"'
want "and fixes" out_has 'class="fixes"'
want "and names its file" out_has "scan.log"
run "$S" tally "$LOG"
want "the report has its parts" out_has "What to do first"
want "and bars" out_has "████"
want "and what causes are called" out_has "Relaying denied"
want "and its totals" [ "$(head -n 1 "$T/out")" = "Replies 9   Failures 7   Lines 12" ]
want "of 80 columns at most" [ "$(wc -L <"$T/out")" -le 80 ]
LC_ALL=C run "$S" tally "$LOG"
want "under C bars are ASCII" out_has "####"
want "and all else" [ "$(LC_ALL=C grep -c "$(printf '[\200-\377]')" "$T/out")" -eq 0 ]
for width in 40 60 120; do
    run "$S" tally --width $width "$LOG"
    want "a report of $width columns" [ "$(wc -L <"$T/out")" -le $width ]
    want "in $width columns nothing is cut" out_lacks '...'
    tr -s ' \n' ' ' <"$T/out" >"$T/joined"
    mv "$T/joined" "$T/out"
    for name in 'No such mailbox' 'Relaying denied' 'who runs the receiving server' 'Mailbox unavailable'; do
        want "in $width columns: $name" out_has "$name"
    done
done
run "$S" tally --by cause --top 2 "$LOG"
want "--top cuts, and says how much" [ "$(wc -l <"$T/out")" -eq 4 ]
want "the rest is one row" grep -q '66.7 % .*others (6)$' "$T/out"
LC_ALL=C run "$S" tally --by class,cause "$LOG"
want "several keys have heads" grep -Eq '^ {27}Class  Cause$' "$T/out"
want "and straight columns" [ "$(tail -n +3 "$T/out" | grep -cvE '^.{27}[245] {6}[a-z]')" -eq 0 ]
for keys in class cause,provider class,fixer code,enhanced,retry rule,proof; do
    run "$S" tally --by $keys -f tsv "$LOG"
    want "by $keys the counts add up" [ "$(tail -n +2 "$T/out" | awk '{ n += $1 } END { print n }')" -eq "$("$S" scan -f json "$LOG" | wc -l)" ]
    for format in text markdown html json; do
        run "$S" tally --by $keys -f $format "$LOG"
        want "by $keys as $format" is_status 0
    done
done
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
# Successes that differ in their codes only.
printf 'said: 220 mx here\nsaid: 250 ok then\nsaid: 251 forwards\nsaid: 250 2.0.0 ok\ndsn=2.0.0\n' >"$T/in"
run "$S" tally -f tsv --by code,enhanced,cause
want "each success keeps its code" [ "$(tail -n +2 "$T/out" | sort | tr '\t\n' ' ;')" = "1 - 2.0.0 accepted;1 220 - info;1 250 - accepted;1 250 2.0.0 accepted;1 251 - accepted;" ]

for jobs in 1 2 3 7 16; do
    "$S" tally -f tsv --jobs $jobs "$T/log" >"$T/threads"
    want "$jobs threads count the same" cmp -s "$T/whole" "$T/threads"
done
for kernel in portable sse2 avx2; do
    SMTPCODE_KERNEL=$kernel "$S" tally -f tsv "$T/log" >"$T/kernel"
    want "the $kernel kernel counts the same" cmp -s "$T/whole" "$T/kernel"
done

# Splits at random line ends into random many parts, counted by some keys or all, add up to the whole.
want "random splits" python3 - "$S" "$T/log" <<'END'
import random, subprocess, sys
program, log = sys.argv[1:]
lines = open(log, "rb").read().splitlines(keepends=True)
def tally(text, *args):
    return subprocess.run([program, "tally", "-f", "tsv", *args], input=text, stdout=subprocess.PIPE).stdout
chance = random.Random(5321)
for by in [], ["--by", "cause,provider"], ["--by", "class"], ["--by", "code,rule"]:
    whole = tally(b"".join(lines), *by)
    assert whole.count(b"\n") > 2
    for _ in range(12):
        cuts = sorted(chance.sample(range(len(lines) + 1), chance.randint(1, 6)))
        parts = [lines[a:b] for a, b in zip([0] + cuts, cuts + [len(lines)])]
        chance.shuffle(parts)
        merged = tally(b"".join(tally(b"".join(p), *by) for p in parts), "--merge")
        assert merged == whole, (by, cuts)
END
parallel --version 2>/dev/null | grep -q GNU || {
    echo "GNU parallel is missing"
    exit 1
}
i=0
while [ $i -lt 30 ]; do cat "$LOG"; i=$((i + 1)); done >"$T/big"
"$S" tally -f tsv "$T/big" >"$T/whole"
HOME=$T parallel --will-cite --pipepart -a "$T/big" --block 3k "$S" tally -f tsv >"$T/parts"
want "parallel cuts the log in parts" [ "$(grep -c '^count' "$T/parts")" -ge 5 ]
"$S" tally --merge -f tsv "$T/parts" >"$T/merged"
want "and their sum is the whole" cmp -s "$T/whole" "$T/merged"

# Codes without end: the rarest are counted without theirs, and the sum stays.
awk 'BEGIN { for (i = 0; i < 14000; i++) printf "550 5.%d.%d x\n", i / 1000 + 10, i % 1000 }' >"$T/many"
for jobs in 1 3; do
    run "$S" tally --jobs $jobs -f tsv "$T/many"
    want "$jobs: too many codes are told" err_has "too many different enhanced codes"
    want "$jobs: and counted" [ "$(tail -n +2 "$T/out" | awk '{ n += $1 } END { print n }')" -eq 14000 ]
    want "$jobs: those without their code are one row" [ "$(awk -F '\t' '$4 == "-" { print $1 }' "$T/out" | wc -l)" -eq 1 ]
done
run "$S" tally -f html --by enhanced --top 3 "$T/many"
want "a table says how many rows are left out" grep -qE '<th scope="row">.*\([0-9]+\)</th>' "$T/out"
run "$S" tally -f html --by enhanced,cause --top 3 "$T/many"
want "over all its columns" grep -qE '<th scope="row" colspan="[23]">' "$T/out"

# Rows of earlier tallies by every key, and what is wrong with them.
for keys in class code enhanced cause fixer retry proof rule provider class,code,enhanced,cause,fixer,retry,proof,rule,provider; do
    "$S" tally -f tsv --by $keys "$LOG" >"$T/rows"
    "$S" tally --merge -f tsv "$T/rows" "$T/rows" >"$T/twice"
    awk -F '\t' -v OFS='\t' 'NR > 1 { $1 *= 2 } { print }' "$T/rows" >"$T/wanted"
    want "rows by $keys add up" cmp -s "$T/twice" "$T/wanted"
done
for row in 'count\n1\n' 'count\tclass\n1\n' 'count\tclass\n1\t2\t3\n' 'count\tclass\n1\t0\n' 'count\tclass\n1\t6\n' 'count\tclass\n1\t22\n' \
    'count\tclass\n0\t2\n' 'count\tclass\n\t2\n' 'count\tclass\n1x\t2\n' 'count\tclass\n18446744073709551616\t2\n' 'count\tclass\n-1\t2\n' \
    'count\tcode\n1\t5500\n' 'count\tcode\n1\t5x0\n' 'count\tenhanced\n1\t5.1\n' 'count\tenhanced\n1\t5.1.1.1\n' 'count\tcause\n1\t-\n' \
    'count\tfixer\n1\tnone\n' 'count\tretry\n1\tnone\n' 'count\tproof\n1\tnone\n' 'count\trule\n1\tno-such-rule\n' \
    'count\tprovider\n1\tNo such\n' 'count\tcolour\n1\tred\n' '1\t2\ncount\tclass\n' 'count\tclass\ncount\tcode\n'; do
    input "$row"
    run "$S" tally --merge
    want "no row of a tally: $row" err_has ": no row of a tally"
    want "is exit 2: $row" is_status 2
done
"$S" tally -f tsv "$T/log" >"$T/whole"
run sh -c "'$S' tally -f tsv --jobs 3 '$T/log' <&-"
want "standard input need not be open" cmp -s "$T/out" "$T/whole"
printf '%%rec: rule\n\nid: our-own\nprovider: our relay\nphrase: no such user\ncause: policy\nfixer: recipient-admin\nretry: after-fix\nwhy: Ours.\nfix: Ask us.\nreference: us\nexample: 550 No such user here\n' >"$T/rules.rec"
printf '550 5.1.1 No such user\n' >"$T/line"
for key in rule provider; do
    "$S" tally --rules "$T/rules.rec" -f tsv --by $key "$T/line" >"$T/rows"
    run "$S" tally --rules "$T/rules.rec" --merge -f tsv "$T/rows"
    want "rules of one's own are merged by $key" cmp -s "$T/out" "$T/rows"
    want "and named" grep -q '^1.our' "$T/out"
done
for row in 'count\tclass\n1\t5\n' 'count\tcode\n1\t-\n' 'count\tenhanced\n1\t-\n' 'count\trule\n1\t-\n' 'count\tprovider\n1\t-\n' \
    'count\tclass\n1\t1\ncount\tclass\n2\t1\n' 'count\tclass\n1844674407370955160\t2\n'; do
    input "$row"
    run "$S" tally --merge
    want "a row of a tally: $row" is_status 0
    want "without a word: $row" err_empty
done

refuse "unknown key 'caus'; did you mean 'cause'?" "$S" tally --by class,caus
input 'nonsense\n'
run "$S" tally --merge
want "--merge names the line that is no tally" err_has "standard input:1: no row of a tally"
want "and is exit 2" is_status 2
evil=$T/$(printf 'e\033vil')
printf 'nonsense\n' >"$evil"
run "$S" tally --merge "$evil"
want "and nothing of a file's name reaches the terminal raw" err_has 'e\x1bvil:1: no row of a tally'
input 'count\tcause\n5\tgreylisted\nx\tgreylisted\n'
run "$S" tally --merge
want "a count must be a number" err_has ":3: "
input 'hello\n'
run "$S" tally
want "no reply is exit 1" is_status 1
run "$S" tally "$T/missing" "$LOG"
want "a missing file is exit 2" is_status 2
want "the others are counted" [ "$(head -n 1 "$T/out")" = "Replies $(($("$S" scan -f json "$LOG" | wc -l)))   Failures 7   Lines $(($(wc -l <"$LOG")))" ]
finish
