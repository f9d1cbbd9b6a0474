#!/bin/sh
# scan: contract of its records, filters, redaction, user rules, live output, bad input.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

rows() { [ "$(($(wc -l <"$T/out") - 1))" -eq "$1" ]; }
objects() { [ "$(jq -s length "$T/out")" -eq "$1" ]; }
LOG="$TESTS/scan.log"

run "$S" scan -f json "$LOG"
want "json is valid" jq -e . "$T/out"
jq -r 'keys_unsorted | join(" ")' "$T/out" 2>/dev/null | sort -u >"$T/keys"
want "the keys are the contract" [ "$(cat "$T/keys")" = "schema file line code enhanced class cause fixer retry proof rule provider match warnings text" ]
want "types are right" jq -es 'all(.[]; (.line | type) == "number" and (.class | type) == "number" and (.warnings | type) == "array")' "$T/out"
want "the file is named" [ "$(jq -r .file "$T/out" | sort -u)" = "$LOG" ]
run "$S" scan -f tsv "$LOG"
want "the TSV header is the contract" [ "$(head -n 1 "$T/out")" = "$(printf 'line\tcode\tenhanced\tcause\tfixer\tretry\tproof\trule\tprovider\ttext')" ]
want "every row has ten columns" [ "$(awk -F '\t' '{ print NF }' "$T/out" | sort -u)" = 10 ]
want "json and tsv agree" [ "$("$S" scan -f json "$LOG" | jq -r '"\(.line) \(.code // "-") \(.enhanced // "-") \(.cause)"')" = "$(tail -n +2 "$T/out" | awk -F '\t' '{ print $1, $2, $3, $4 }')" ]
run "$S" scan "$LOG"
want "text prints every line" [ "$(grep -vc '^    => ' "$T/out")" -eq "$(wc -l <"$LOG")" ]

# Notes say what records say, of all lines that the rules and the finder are tested with.
cat >"$T/note.jq" <<'END'
"    => " + ([.code, .enhanced] | map(select(. != null) | tostring) | join(" ")) + "  " + .cause + "  fixer " + .fixer +
"  retry " + .retry + (if .rule then "  rule " + .rule else "" end) + (.warnings | map("  " + .) | join(""))
END
printf 'said: 250-2.0.0 a\\n251 2.0.0 b\nsaid: 250-2.0.0 a\\n250 2.0.0 b\nx: 250-SIZE 1000\n250 OK\n250 2.7.99 odd\n' >"$T/odd"
for file in "$LOG" "$T/odd" "$TESTS/replies/labelled.tsv"; do
    "$S" scan -f json "$file" | jq -r -f "$T/note.jq" >"$T/records"
    "$S" scan "$file" | grep -a '^    => ' >"$T/notes"
    want "notes are as records: ${file##*/}" cmp -s "$T/records" "$T/notes"
done

# A split at any line gives the same records.
"$S" scan -f tsv "$LOG" | tail -n +2 | cut -f 2- >"$T/whole"
total=$(wc -l <"$LOG")
cut=1
while [ "$cut" -lt "$total" ]; do
    { head -n "$cut" "$LOG" | "$S" scan -f tsv | tail -n +2; tail -n +$((cut + 1)) "$LOG" | "$S" scan -f tsv | tail -n +2; } | cut -f 2- >"$T/parts"
    want "split behind line $cut" cmp -s "$T/whole" "$T/parts"
    cut=$((cut + 3))
done

# Lines count over the whole input; a lone status is a record without a code.
input '250 ok\n'
run "$S" scan -f tsv "$LOG" -
want "lines count on in the next file" [ "$(tail -n 1 "$T/out" | cut -f 1)" -eq $((total + 1)) ]
input 'dsn=5.1.1\nStatus: 4.2.2\n'
run "$S" scan -f tsv
want "a lone status is a record" [ "$(tail -n +2 "$T/out" | cut -f 2,3,4 | tr '\t\n' '  ')" = "- 5.1.1 user-unknown - 4.2.2 mailbox-full " ]
run "$S" scan -f json "$LOG" --only cause=nonsense
want "a wrong cause is refused" is_status 2

# Threads: the same bytes, with lines longer than a block, lines of any bytes, and no last newline.
{
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do cat "$LOG" "$LOG" "$LOG" "$LOG" "$LOG"; done
    head -c 700000 /dev/zero | tr '\0' y
    printf ' said: 550 5.1.1 lost\n'
    printf 'said: 554 5.7.1 spam '
    head -c 900000 /dev/zero | tr '\0' '\342'
    printf '\r\n\n\000\377 250 2.0.0 ok\r\n\n'
    cat "$LOG" "$LOG"
    printf 'said: 450 4.2.0 '
    head -c 600000 /dev/zero | tr '\0' z
} >"$T/log"
for options in '' '-f json' '-f tsv' '--only class=5' '--only class=5 --invert' '-f tsv --redact' '--color always'; do
    # shellcheck disable=SC2086
    "$S" scan $options --jobs 1 "$T/log" >"$T/whole"
    for jobs in 2 3 7 16; do
        # shellcheck disable=SC2086
        "$S" scan $options --jobs $jobs "$T/log" >"$T/threads"
        want "$jobs threads write the same: $options" cmp -s "$T/whole" "$T/threads"
    done
done
cp "$T/log" "$T/in"
"$S" scan -f tsv --jobs 1 "$T/log" "$LOG" - "$T/log" <"$T/in" >"$T/whole"
"$S" scan -f tsv --jobs 3 "$T/log" "$LOG" - "$T/log" <"$T/in" >"$T/threads"
want "threads count lines on in the next file" cmp -s "$T/whole" "$T/threads"
run "$S" scan --jobs 0 "$LOG"
want "no threads are refused" is_status 2
run sh -c "'$S' scan --jobs 3 '$T/log' >/dev/full"
want "threads and a full disk are exit 2" is_status 2
printf '\377\376h\000i\000' >"$T/utf16"
run "$S" scan --jobs 2 "$T/utf16"
want "threads name UTF-16" err_has "UTF-16"
printf '' >"$T/empty"
run "$S" scan --jobs 4 "$T/empty"
want "nothing is found in nothing" is_status 1

# Filters.
run "$S" scan -f json "$LOG" --only class=4
want "only class 4" jq -es 'length > 0 and all(.[]; .class == 4)' "$T/out"
run "$S" scan -f json "$LOG" --only cause=greylisted,cause=user-unknown
want "values of one key are alternatives" jq -es 'length > 1 and all(.[]; .cause == "greylisted" or .cause == "user-unknown")' "$T/out"
run "$S" scan -f json "$LOG" --only class=5,fixer=sender
want "different keys must agree" jq -es 'length > 0 and all(.[]; .class == 5 and .fixer == "sender")' "$T/out"
run "$S" scan -f json "$LOG" --only provider=gmail
want "providers in any case" jq -es 'length > 0 and all(.[]; .provider == "Gmail")' "$T/out"
a=$("$S" scan -f json "$LOG" | wc -l)
b=$("$S" scan -f json "$LOG" --only class=5 | wc -l)
c=$("$S" scan -f json "$LOG" --only class=5 --invert | wc -l)
want "--invert is the rest" [ "$a" -eq $((b + c)) ]
a=$("$S" scan "$LOG" --only class=5 | grep -vc '^    => ')
b=$("$S" scan "$LOG" --only class=5 --invert | grep -vc '^    => ')
want "text --invert prints the other lines" [ "$total" -eq $((a + b)) ]
refuse "unknown key 'caus'; did you mean 'cause'?" "$S" scan --only caus=x
refuse "unknown cause 'greylist'; did you mean 'greylisted'?" "$S" scan --only cause=greylist
refuse "unknown expression" "$S" scan --only cause

# What is odd about a reply stands behind its verdict.
input '550 4.4.7 try again later\n550 5.1.1 plain\n'
run "$S" scan -f json
want "warnings of the first" [ "$(jq -c .warnings "$T/out" | head -n 1)" = '["class-mismatch","text-contradicts"]' ]
want "none of the second" [ "$(jq -c .warnings "$T/out" | tail -n 1)" = '[]' ]
input '550 4.4.7 try again later\n550 5.1.1 plain\n'
run "$S" scan
want "the same in text" out_has "class-mismatch  text-contradicts"
for only in warning=class-mismatch code=550,warning=text-contradicts class=5,retry=after-fix; do
    input '550 4.4.7 try again later\n450 4.2.2 plain\n'
    run "$S" scan -f tsv --only $only
    want "--only $only" rows 1
done

# Redaction, in every format: nothing that names anybody is left.
for format in text json tsv; do
    run "$S" scan --redact -f $format "$LOG"
    sed 's/"file": "[^"]*"//' "$T/out" >"$T/o"
    for name in joe@ example.com example.net 192.0.2. 198.51.100. 2001:db8 4F1B2C3D4E 1tF0aB relay1 mx1; do
        want "$format: '$name' is redacted" [ "$(grep -cF -e "$name" "$T/o")" -eq 0 ]
    done
done
input 'mx1 host said: 550 5.1.1 <joe@example.com>: unknown (at mx.example.com[192.0.2.1])\n'
run "$S" --redact -
want "the paste box redacts" [ "$(grep -c -e joe -e mx.example -e 192.0.2.1 "$T/out")" -eq 0 ]

# The user's rules come first; their mistakes are named with file and line.
cat >"$T/rules.rec" <<'END'
%rec: rule

id: our-own
provider: our relay
phrase: no such user
cause: policy
fixer: recipient-admin
retry: after-fix
why: Ours.
fix: Ask us.
reference: our handbook
example: 550 No such user here
END
input '550 5.1.1 No such user\n'
expect 0 '"rule": "our-own"' "$S" scan -f json --rules "$T/rules.rec"
expect 0 "Ask us." "$S" --rules "$T/rules.rec" '550 No such user'
expect 0 "our relay" "$S" --rules "$T/rules.rec" our-own
mkdir -p "$T/config/smtpcode"
cp "$T/rules.rec" "$T/config/smtpcode/rules.rec"
input '550 5.1.1 No such user\n'
expect 0 '"rule": "our-own"' env XDG_CONFIG_HOME="$T/config" "$S" scan -f json
sed 's/^cause: .*/cause: bad/' "$T/rules.rec" >"$T/wrong.rec"
run "$S" --rules "$T/wrong.rec" 550
want "a wrong rule is exit 2" is_status 2
want "with file and line" err_has "wrong.rec:6: 'bad' is not in the closed list 'cause'"
sed 's/^phrase: .*/phrase: ab/' "$T/rules.rec" >"$T/wrong.rec"
run "$S" --rules "$T/wrong.rec" 550
want "a short phrase is refused" err_has "fewer than three letters"
sed 's/^example: .*/example: 550 Something else/' "$T/rules.rec" >"$T/wrong.rec"
run "$S" --rules "$T/wrong.rec" 550
want "an example must be won" err_has "does not win its own example"
run "$S" --rules "$T/missing.rec" 550
want "missing rules are exit 2" is_status 2

# Live: a line comes out before the next goes in.
mkfifo "$T/live"
: >"$T/liveout" # the reader opens it when it gets a processor
"$S" scan -f tsv <"$T/live" >"$T/liveout" &
exec 9>"$T/live"
printf '550 5.1.1 No such user\n' >&9
tries=0
while [ "$(wc -l <"$T/liveout")" -lt 2 ] && [ $tries -lt 300 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
want "a line is shown while the pipe stays open" [ "$(wc -l <"$T/liveout")" -eq 2 ]
exec 9>&-
wait

# Bad input.
run "$S" scan "$T/nowhere" "$LOG" -f tsv
want "a missing file is named" err_has "nowhere"
want "and is exit 2" is_status 2
want "and the others are done" [ "$(wc -l <"$T/out")" -gt 5 ]
run "$S" scan "$T" -f tsv
want "a folder is an error" is_status 2
printf '\377\376h\000i\000' >"$T/in"
run "$S" scan
want "UTF-16 is named" err_has "UTF-16"
want "and is exit 2" is_status 2
printf '550 5.1.1 no such user\r\n\000\377 250 2.0.0 ok' >"$T/in"
run "$S" scan -f tsv
want "CRLF, NUL, broken UTF-8 and no newline" rows 2
{
    head -c 50000000 /dev/zero | tr '\0' x
    printf '\n550 5.1.1 no such user\n'
} >"$T/in"
# A sanitizer's own memory does not fit the limit; there only the answer is checked.
run sh -c "${MEMORY_LIMIT-ulimit -v 40000}
'$S' scan -f tsv"
want "a line of 50 MB in bounded memory" rows 1
want "the line behind it is counted as the second" [ "$(tail -n 1 "$T/out" | cut -f 1)" -eq 2 ]
run sh -c "'$S' scan '$LOG' >/dev/full"
want "a full disk is exit 2" is_status 2

want "accuracy is as published" sh "$TESTS/accuracy.sh" --check
want "lines much like the labelled ones give what they gave; sh tests/variants.sh tells which do not" sh "$TESTS/variants.sh"
finish
