#!/bin/sh
# What a terminal gets and what a pipe gets: colour, width, character set.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
ESC=$(printf '\033')

# In a terminal of 60 columns, made by script(1).
on_terminal() {
    script -qec "stty cols 60; $1" /dev/null >"$T/out" 2>/dev/null </dev/null
}
command -v script >/dev/null || {
    echo "script is missing"
    exit 1
}
run "$S" 252
want "no colour in a pipe" out_lacks "$ESC"
run "$S" --color always 252
want "colour when asked for" out_has "$ESC"
TERM=xterm on_terminal "'$S' 252"
want "colour on a terminal" out_has "${ESC}["
want "the terminal's width is used" [ "$(sed "s/${ESC}\[[0-9;]*m//g" "$T/out" | tr -d '\r' | awk '{ if (length($0) > n) n = length($0) } END { print n }')" -le 60 ]
TERM=xterm NO_COLOR=1 on_terminal "'$S' 252"
want "NO_COLOR" out_lacks "$ESC"
TERM=dumb on_terminal "'$S' 252"
want "no colour on a dumb terminal" out_lacks "$ESC"
TERM=xterm on_terminal "'$S' --color never 252"
want "--color never" out_lacks "$ESC"
TERM=xterm on_terminal "'$S'; echo status \$?"
want "an idle terminal gets a hint and exit 2" out_has "status 2"
want "which leads with examples" out_has "smtpcode compare 214 252"
TERM=xterm on_terminal "LC_ALL=zh_CN.UTF-8 '$S'; echo status \$?"
want "in the language of the reader" out_has "详见 'smtpcode --help'"
want "and exit 2 there, too" out_has "status 2"
for width in 24 40 79 100 200; do
    run "$S" --width $width 252 5.7.26 VRFY PIPELINING greylisted '550 5.1.1 x'
    longest=$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$T/out")
    want "nothing is wider than $width ($longest)" [ "$longest" -le "$width" ]
done
run "$S" --width 40 --help
longest=$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$T/out")
want "help fits 40 columns ($longest)" [ "$longest" -le 40 ]
for locale in C POSIX C.UTF-8; do
    LC_ALL=$locale run "$S" '550 5.1.1 na\xc3\xafve'
    want "$locale: ASCII stays ASCII" [ "$(LC_ALL=C grep -c "$(printf '[\200-\377]')" "$T/out")" -eq 0 ]
done
LC_ALL=C run "$S" "$(printf '550 5.1.1 \342\200\234quoted\342\200\235 \303\244')"
want "under C all is ASCII" [ "$(LC_ALL=C grep -c "$(printf '[\200-\377]')" "$T/out")" -eq 0 ]
finish
