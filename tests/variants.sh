#!/bin/sh
# 350,000 lines much like the labelled ones, each spoiled in one place: what is found in them, and
# what is hidden, stays as it was.  golden/variants.out has a line for each format: lines, replies
# found, checksums of codes and texts, as they are and redacted.  `make golden` rewrites it;
# sh variants.sh --show FORMAT prints what is behind one line, for a diff of two versions.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
WHERE=${VARIANTS:-$T/lines} # VARIANTS: a folder where they may stay
[ -d "$WHERE" ] || {
    mkdir "$WHERE"
    LC_ALL=C awk -f "$TESTS/variants.awk" FOLDER="$WHERE" "$TESTS/replies/labelled.tsv"
}

found() { "$S" scan -q -f tsv "$WHERE/$1"; }
texts() { cut -f 1,2,3,10; }
# How often there are the same codes with the same cause, in what scan shows and in what tally counts.
shown() { awk -F '\t' 'NR > 1 { n[$2 "\t" $3 "\t" $4]++ } END { for (k in n) print n[k] "\t" k }' "$1" | sort; }
counted() { "$S" tally -q --by code,enhanced,cause -f tsv "$WHERE/$1" | tail -n +2 | sort; }
hidden() { "$S" scan -q -f tsv --redact "$WHERE/$1" | cut -f 1,10; }

if [ "${1:-}" = --show ]; then
    found "$2" | texts
    hidden "$2"
    exit
fi
for lines in "$WHERE"/*; do
    format=${lines##*/}
    found "$format" >"$T/found"
    # shellcheck disable=SC2046
    printf '%s\t%d\t%d\t%s\t%s\n' "$format" $(wc -l <"$lines") $(($(wc -l <"$T/found") - 1)) \
        "$(texts <"$T/found" | cksum | cut -d ' ' -f 1)" "$(hidden "$format" | cksum | cut -d ' ' -f 1)" >"$T/line"
    cat "$T/line"
    shown "$T/found" >"$T/shown"
    counted "$format" | cmp -s - "$T/shown" || echo "$format" >>"$T/miscounted"
    [ -z "${FAIL_FAST:-}" ] || grep -qxF -f "$T/line" "$TESTS/golden/variants.out" || exit 1
done >"$T/all"
if [ "${1:-}" = --write ]; then cp "$T/all" "$TESTS/golden/variants.out"; fi
want "tally counts what scan shows: $(cat "$T/miscounted" 2>/dev/null)" [ ! -f "$T/miscounted" ]
want "there are variants enough" [ "$(awk '{ n += $2 } END { print n }' "$T/all")" -gt 300000 ]
while read -r format rest; do
    want "the variants of $format: $(grep "^$format	" "$T/all") instead of $rest" grep -qxF "$format	$rest" "$T/all"
done <"$TESTS/golden/variants.out"
want "all formats are in golden/variants.out" [ "$(wc -l <"$T/all")" -eq "$(wc -l <"$TESTS/golden/variants.out")" ]
finish
