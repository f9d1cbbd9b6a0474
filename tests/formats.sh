#!/bin/sh
# JSON by a real parser, TSV by its rules.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
command -v jq >/dev/null || {
    echo "jq is missing"
    exit 1
}

objects() { jq -s 'length' "$T/out" 2>/dev/null; }
run "$S" -f json 250 5.7.26 4xx VRFY PIPELINING greylisted '550 5.1.1 x' nonsense
want "one object for each" [ "$(objects)" = 8 ]
want "one line for each" [ "$(wc -l <"$T/out")" -eq 8 ]
want "each has its schema" [ "$(jq -r .schema "$T/out" | sort -u)" = smtpcode/1 ]
want "kinds" [ "$(jq -r .kind "$T/out" | tr '\n' ' ')" = "code enhanced series command keyword cause reply unknown " ]
want "keys are snake_case" [ -z "$(jq -r 'keys[]' "$T/out" | grep -v '^[a-z][a-z0-9_]*$')" ]
for table in codes enhanced commands keywords causes; do
    run "$S" -f json list $table
    want "list $table is JSON" [ "$(objects)" = "$(wc -l <"$T/out" | tr -d ' ')" ]
    keys=$("$S" list $table | awk '{ print $1 }')
    # shellcheck disable=SC2086
    run "$S" -f json $keys
    want "every one of $table is JSON" [ "$(objects)" = "$(printf '%s\n' "$keys" | wc -l | tr -d ' ')" ]
done
run "$S" -f json compare 214 252
want "a comparison is one object" [ "$(objects)" = 1 ]
want "with both things" [ "$(jq -r '.things[].code' "$T/out" | tr '\n' ' ')" = "214 252 " ]
want "and differences" [ "$(jq '.difference | length' "$T/out")" -ge 2 ]
run "$S" -f json search greylist
want "search is JSON" [ "$(objects)" -ge 1 ]
run "$S" -f json --field cause '550 5.1.1 x'
want "a field is bare in any format" [ "$(cat "$T/out")" = user-unknown ]

# Markdown and HTML: text of the input cannot break out of them.
hostile='550 5.1.1 <script>alert(1)</script> | `x` [a](javascript:b) "q" &amp; *b* '
run "$S" -f html "$hostile"
want "no tag of the input reaches HTML" out_lacks "<script"
want "it is escaped" out_has "&lt;script&gt;"
want "HTML is closed" out_has "</html>"
run "$S" -f markdown "$hostile"
want "it is code, and its bars part no cells" out_has '``<script>alert(1)</script> \| `x` [a](javascript:b) "q" &amp; *b*``'
run "$S" -f markdown '<img src=x onerror=alert(1)> [a](javascript:b)'
want "so it is in a heading" out_has '## `<img src=x onerror=alert(1)> [a](javascript:b)`'
# What could fool a terminal: C1 controls, bidirectional overrides, tags, broken UTF-8.
hostile="550 5.1.1 a$(printf '\302\233')2J b$(printf '\342\200\256') c$(printf '\363\240\201\201') d$(printf '\233')"
run "$S" -f tsv "$hostile"
want "TSV writes them in hex" out_has '550 5.1.1 a\xC2\x9B2J b\xE2\x80\xAE c\xF3\xA0\x81\x81 d\x9B'
run "$S" -f json "$hostile"
want "JSON escapes them" out_has 'a\u009b2J b\u202e c\udb40\udc41 d'
for format in markdown html; do
    run "$S" -f $format compare 214 252
    for heading in "Description" "When it appears" "How to fix" "Key differences" "When to use which"; do
        want "$format has '$heading'" out_has "$heading"
    done
    run "$S" -f $format list codes
    want "$format lists all codes" [ "$(grep -c -e '^| [0-9]' -e '^<tr id=' "$T/out")" -eq 83 ]
done
run "$S" -f html list codes
want "rows can be linked to" out_has 'id="550"'

# The whole catalogue on one page: every row of every table, each with a place to link to.
run "$S" -f html list
for table in codes enhanced causes commands keywords rules; do "$S" list $table; done >"$T/rows"
rows=$(($(wc -l <"$T/rows") + $(grep -c '^pair:' "$ROOT/data/pairs.rec")))
want "all $rows entries are there" [ "$(grep -c '<details class="entry">' "$T/out")" -eq "$rows" ]
for place in 550 5.7.26 X.7.26 VRFY PIPELINING greylisted 214-vs-252 252-vs-214 gmail-dmarc-policy; do
    want "a place called $place" out_has "<span id=\"$place\"></span>"
done
want "each place is there once" [ -z "$(grep -o ' id="[^"]*"' "$T/out" | sort | uniq -d)" ]
grep -o 'href="#[^"]*"' "$T/out" | sed 's/href="#//' | sort -u >"$T/links"
grep -o ' id="[^"]*"' "$T/out" | sed 's/ id="//' | sort -u >"$T/places"
want "there are links" [ "$(wc -l <"$T/links")" -gt 100 ]
want "every link leads somewhere" [ -z "$(comm -23 "$T/links" "$T/places")" ]
run "$S" -f html list --class 4
want "with a filter it is one table" out_lacks "<details"
"$S" -f html 252 5.7.26 VRFY >"$T/page"
want "HTML is well-formed" python3 -c "
import html.parser, sys
class Check(html.parser.HTMLParser):
    stack = []
    def handle_starttag(self, tag, attributes):
        if tag not in ('meta', 'br', 'link', 'input'): self.stack.append(tag)
    def handle_endtag(self, tag):
        assert self.stack.pop() == tag
check = Check()
check.feed(open(sys.argv[1]).read())
assert not check.stack" "$T/page"

# All bytes in a reply: still valid JSON and one line of TSV.
i=1
{
    printf '550 5.1.1 "\\ '
    while [ $i -lt 256 ]; do
        # shellcheck disable=SC2059
        [ $i -eq 10 ] || printf "\\$(printf %03o $i)"
        i=$((i + 1))
    done
    printf '\n'
} >"$T/bytes"
cp "$T/bytes" "$T/in"
run "$S" -f json
want "any bytes give valid JSON" [ "$(objects)" = 1 ]
want "in valid UTF-8" iconv -f UTF-8 -t UTF-8 -o /dev/null "$T/out"
cp "$T/bytes" "$T/in"
run "$S" -f tsv
want "any bytes give one row" [ "$(wc -l <"$T/out")" -eq 2 ]
want "of as many columns" [ "$(awk -F '\t' '{ print NF }' "$T/out" | sort -u | wc -l)" -eq 1 ]
run "$S" -f tsv 250 550
want "TSV has one header" [ "$(wc -l <"$T/out")" -eq 3 ]
run "$S" -f tsv compare 214 252
want "TSV comparison" [ "$(head -n 1 "$T/out")" = "$(printf 'field\tsame\t214\t252')" ]
finish
