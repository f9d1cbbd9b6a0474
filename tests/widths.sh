#!/bin/sh
# Columns, wrapping and right-to-left text in ten languages, on a real terminal (tmux).
. "$(dirname "$0")/lib.sh"
command -v tmux >/dev/null || {
    echo "tmux is missing"
    exit 1
}
want "widths in all scripts" python3 "$TESTS/widths.py" "$SMTPCODE" "$TESTS/scan.log" "$T"
[ "$failed" -eq 0 ] || head -n 30 "$T/want"

# Without UTF-8 all is ASCII, and so English, whatever language the locale names.
S=$SMTPCODE
for locale in C POSIX zh_CN ja_JP.eucJP de_DE de_DE.ISO-8859-1 ru_RU.KOI8-R; do
    for things in 252 'compare 214 252' '5.7.26 VRFY greylisted' "tally $TESTS/scan.log" 'list causes' --help; do
        # shellcheck disable=SC2086
        run env LC_ALL=$locale "$S" $things
        want "$locale: $things is ASCII" [ "$(LC_ALL=C grep -c "$(printf '[\200-\377]')" "$T/out")" -eq 0 ]
        want "$locale: and no letter is lost" [ "$(grep -c '?[?]' "$T/out")" -eq 0 ]
    done
    run env LC_ALL=$locale "$S" 252
    want "$locale: in English" out_has "Description"
done
# A language asked for by name is given: in ASCII where that can spell it, else in its own letters.
for language in de es fr id pt tr vi; do
    for things in 252 'compare 214 252' '5.7.26 VRFY greylisted' "tally $TESTS/scan.log" 'list causes' --help; do
        # shellcheck disable=SC2086
        run env LC_ALL=C "$S" -l $language $things
        want "$language: $things is ASCII" [ "$(LC_ALL=C grep -c "$(printf '[\200-\377]')" "$T/out")" -eq 0 ]
        want "$language: and no letter is lost" [ "$(grep -c '?[?]' "$T/out")" -eq 0 ]
    done
    for mistake in 'compair 214 252' '-f jsn 252' 'compare 214' 'list a b' search 'list causs' 5.7.26.26; do
        # shellcheck disable=SC2086
        run env LC_ALL=C "$S" -l $language $mistake
        want "$language: $mistake is told" grep -q '^smtpcode: ' "$T/err"
        want "in ASCII" [ "$(LC_ALL=C grep -c "$(printf '[\200-\377]')" "$T/err")" -eq 0 ]
    done
done
run env LC_ALL=C "$S" -l fr 252
want "French without its accents" out_has "Quand il apparait"
for language in zh-Hans:描述 ja:説明 ko:설명 ru:Описание ar:الوصف hi:विवरण th:คำอธิบาย; do
    run env LC_ALL=C "$S" -l "${language%:*}" 252
    want "${language%:*} is given in its own letters" out_has "${language#*:}"
done
for format in json tsv markdown html; do
    env LC_ALL=C "$S" -f $format '550 5.1.1 “naïve” 中文' >"$T/c"
    env LC_ALL=C.UTF-8 "$S" -f $format '550 5.1.1 “naïve” 中文' >"$T/utf8"
    want "$format is UTF-8 under any locale" cmp -s "$T/c" "$T/utf8"
    want "and has all letters" grep -q '“naïve” 中文' "$T/c"
done
finish
