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

# The Chinese page has the same items, words, variables, files, sections and examples, in order;
# only the order of words within a sentence is its own.
CHINESE=$ROOT/src/smtpcode.zh_CN.1
run mandoc -T lint -W warning "$CHINESE"
want "mandoc has no complaint about the Chinese page" is_status 0
want "it is UTF-8" iconv -f UTF-8 -t UTF-8 -o "$T/utf8" "$CHINESE"
same_part() { # name, then the sed commands that take a part out of a page
    name=$1
    shift
    sed -n "$@" "$MANUAL" >"$T/english"
    sed -n "$@" "$CHINESE" >"$T/chinese"
    want "there are $name" [ -s "$T/english" ]
    want "both pages have the same $name" cmp -s "$T/english" "$T/chinese"
}
same_part 'options' '/^\.It Fl /p'
same_part 'commands, warnings' '/^\.It Cm /p'
same_part 'environment variables' '/^\.It Ev /p'
same_part 'files' '/^\.It Pa /p'
same_part 'signals' '/^\.It Dv /p'
same_part 'exit statuses' '/^\.It [0-9]/p'
same_part 'sections' '/^\.Sh /p'
same_part 'synopsis' '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p'
same_part 'formats' '/^\.It Fl f /,/^\.It Fl l /{/^\.Cm/p;}'
same_part 'examples' '/^\.Bd/,/^\.Ed/p'
same_part 'references' '/^\.Sh SEE ALSO/,/^\.Re/p'
same_part 'structure' '/^\.\(Sh\|Ss\|Pp\|Bl\|It\|El\|Bd\|Ed\|Rs\|Re\)/s/^\(\...\).*/\1/p'
for page in "$MANUAL" "$CHINESE"; do
    grep -E '^\.(Cm|Fl|Ev|Pa|Dv|Ql|Dq|Sq|Xr|Ar|Pq|Nm) ?' "$page" | sed 's/ [.,:;]$//' | sort >"$T/words.${page##*/}"
done
want "both pages have the same words" cmp -s "$T/words.smtpcode.1" "$T/words.smtpcode.zh_CN.1"
finish
