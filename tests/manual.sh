#!/bin/sh
# The manual page against the program's own tables, and mandoc's opinion of it.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
MANUAL=$ROOT/src/smtpcode.1

"$S" --help >"$T/help"
grep -o -- '--[a-z-]*' "$T/help" | sort -u >"$T/options"
for command in list compare search scan tally; do
    "$S" $command --help | grep -o -- '--[a-z-]*' >>"$T/options"
done
sort -u "$T/options" | sed '/^--$/d' | grep -v -x -e '--color-' >"$T/o" && mv "$T/o" "$T/options"
want "there are options" [ "$(wc -l <"$T/options")" -ge 12 ]
while read -r option; do
    want "the manual has $option" grep -q "^\.It.* Fl -${option#--}\( \|$\)" "$MANUAL"
done <"$T/options"
sed -n 's/^\.It.* Fl -\([a-z-]*\).*/--\1/p' "$MANUAL" | sort -u >"$T/documented"
want "the manual has no other options" cmp -s "$T/options" "$T/documented"
sed -n 's/^  \([a-z]*\) .*/\1/p' "$T/help" | grep -v smtpcode | sort -u >"$T/commands"
for command in compare list search scan tally; do
    want "the manual has the command $command" grep -q "^\.It Cm $command" "$MANUAL"
    want "help has the command $command" grep -q "^  $command" "$T/help"
done
"$S" list causes -f json | jq -r '.fixer, .retry' | sort -u >"$T/words"
while read -r word; do
    want "the manual explains '$word'" grep -q "^\.Cm $word" "$MANUAL"
done <"$T/words"
for w in class-mismatch unofficial-code not-a-reply squashed-enhanced code-changes text-contradicts \
    unregistered-enhanced; do
    want "the manual explains the warning $w" grep -q "^\.It Cm $w" "$MANUAL"
done
run mandoc -T lint -W warning "$MANUAL"
want "mandoc has no complaint" is_status 0
finish
