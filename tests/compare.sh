#!/bin/sh
# compare: columns, stacked, many, unknown, equal.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

expect 0 "Key differences" "$S" compare 214 252
want "says when to use which" out_has "When to use which"
want "is 80 columns at most" [ "$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$T/out")" -le 80 ]
want "columns stand side by side" grep -Eq '^ +214 +252' "$T/out"
want "no line ends with blanks" [ "$(grep -c ' $' "$T/out")" -eq 0 ]
expect 0 "Key differences" "$S" --width 40 compare 214 252
want "narrow is 40 columns at most" [ "$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$T/out")" -le 40 ]
want "narrow is stacked" [ -z "$(grep -E '^ +214 +252' "$T/out")" ]
expect 0 "451" "$S" compare 421 450 451 452
expect 0 "5.7.26" "$S" compare 550 5.7.26 '550 5.7.1 Relaying denied'
expect 0 "In common" "$S" compare 250 250
want "equal codes have no differences" out_lacks "Key differences"
expect 1 "599" "$S" compare 550 599

# A B and B A say the same.
"$S" compare --width 120 214 252 | tr -s ' ' '\n' | sort >"$T/ab"
"$S" compare --width 120 252 214 | tr -s ' ' '\n' | sort >"$T/ba"
want "the order changes nothing but the order" cmp -s "$T/ab" "$T/ba"

run "$S" compare 5.1.6 4.4.3
want "two enhanced codes are of a kind" out_lacks "tells the reason"
want "they differ in class and subject" out_has "They differ in severity"
run "$S" compare 550 5.1.6
want "a reply code and an enhanced one are not" out_has "tells the reason"
run "$S" compare 550 451
want "two reply codes are of a kind" out_lacks "tells the reason"
refuse "needs two codes" "$S" compare 214
refuse "cannot compare 'VRFY'" "$S" compare 214 VRFY
refuse "at most 8" "$S" compare 1 2 3 4 5 6 7 8 9
finish
