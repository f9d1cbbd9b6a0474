#!/bin/sh
# 350,000 lines much like the labelled ones, each spoiled in one place: what is found in them, and
# what is hidden, stays as it was.  golden/variants.out has a line for each format: lines, replies
# found, checksums of codes and texts, as they are and redacted.  `make golden` rewrites it;
# sh variants.sh --show FORMAT prints what is behind one line, for a diff of two versions.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
mkdir "$T/lines"
LC_ALL=C awk -f "$TESTS/variants.awk" FOLDER="$T/lines" "$TESTS/replies/labelled.tsv"

found() { "$S" scan -q -f tsv "$T/lines/$1" | cut -f 1,2,3,10; }
hidden() { "$S" scan -q -f tsv --redact "$T/lines/$1" | cut -f 1,10; }

if [ "${1:-}" = --show ]; then
    found "$2"
    hidden "$2"
    exit
fi
for lines in "$T"/lines/*; do
    format=${lines##*/}
    found "$format" >"$T/found"
    # shellcheck disable=SC2046
    printf '%s\t%d\t%d\t%s\t%s\n' "$format" $(wc -l <"$lines") $(($(wc -l <"$T/found") - 1)) \
        "$(cksum <"$T/found" | cut -d ' ' -f 1)" "$(hidden "$format" | cksum | cut -d ' ' -f 1)"
done >"$T/all"
if [ "${1:-}" = --write ]; then cp "$T/all" "$TESTS/golden/variants.out"; fi
want "there are variants enough" [ "$(awk '{ n += $2 } END { print n }' "$T/all")" -gt 300000 ]
while read -r format rest; do
    want "the variants of $format: $(grep "^$format	" "$T/all") instead of $rest" grep -qxF "$format	$rest" "$T/all"
done <"$TESTS/golden/variants.out"
want "all formats are in golden/variants.out" [ "$(wc -l <"$T/all")" -eq "$(wc -l <"$TESTS/golden/variants.out")" ]
finish
