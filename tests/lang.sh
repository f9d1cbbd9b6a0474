#!/bin/sh
# Languages: chosen by -l and by the locale, headings in all, Chinese in words.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

run "$S" -l zh-Hans compare 214 252
for heading in 描述 何时出现 如何修复 主要区别 何时使用哪个; do
    want "Chinese heading $heading" out_has "$heading"
done
want "and Chinese text" out_has "服务器"
want "codes and commands stay" out_has "252 回答 VRFY"
for name in zh zh_CN ZH-hans zh_CN.UTF-8; do
    expect 0 "描述" "$S" -l "$name" 252
done
for variable in LC_ALL LC_MESSAGES LANG; do
    (
        unset LC_ALL LC_MESSAGES LANG
        env LC_CTYPE=C.UTF-8 $variable=zh_CN.UTF-8 "$S" 252
    ) >"$T/out" 2>"$T/err"
    want "$variable chooses Chinese" out_has "描述"
done
(
    unset LC_ALL LC_MESSAGES
    LANG=zh_CN.UTF-8 LC_MESSAGES=C "$S" 252
) >"$T/out"
want "LC_MESSAGES goes before LANG" out_has "Description"
expect 0 "greylisted" "$S" search 灰名单
for language in ar de es fr hi id ja ko pt ru th tr vi zh-Hans; do
    "$S" -l $language 252 >"$T/out"
    want "$language has its own heading" out_lacks "How to fix"
    want "$language: no line is longer than the width" [ "$("$S" -l $language --width 60 compare 214 252 | wc -L)" -le 60 ]
    want "$language: help fits 24 lines" [ "$("$S" -l $language --width 80 --help | wc -l)" -le 24 ]
    "$S" -l $language --width 80 compare 550 5.1.1 | grep '^[*] .*[.][.][.]  ' >"$T/out"
    want "$language: compare cuts no label" out_empty
    "$S" -l $language -f html 252 >"$T/out"
    want "$language is named in HTML" out_has "lang=\"$language\""
done
"$S" -l ar -f html 252 >"$T/out"
want "Arabic runs from right to left" out_has 'dir="rtl"'
LC_ALL=C "$S" 252 >"$T/out"
want "under C all is English" out_has "Description"
# Mistakes are told, and the nearest word offered, in the reader's language.
run env LC_ALL=zh_CN.UTF-8 "$S" compair 214 252
want "a mistyped command in Chinese" err_has "未知的命令 'compair'；是不是要输入 'compare'？"
run "$S" -l zh -f jsn 252
want "a mistyped format, the language by option" err_has "未知的格式 'jsn'；是不是要输入 'json'？"
run env LC_ALL=zh_CN.UTF-8 "$S" -l tlh 252
want "a language that is none" err_has "未知的语言 'tlh'"
for language in ar de es fr hi id ja ko pt ru th tr vi zh-Hans; do
    for mistake in 'compair 214 252:compare' '-f jsn 252:json' '--formt x:--format' 'list causs:causes' 'greylistd:greylisted' \
        'scan --only cuse=x:cause' 'tally --by cuase:cause' '5.7.62:5.7.26'; do
        # shellcheck disable=SC2086
        run "$S" -l $language ${mistake%:*}
        want "$language: ${mistake%:*} leads to ${mistake#*:}" grep -qF -e "${mistake#*:}" "$T/out" "$T/err"
        want "$language: not in English" [ "$(grep -c -e 'did you mean' -e unknown "$T/err")" -eq 0 ]
    done
done
printf 'nonsense\n' >"$T/rows"
printf '\377\3765\0005\0000\000' >"$T/utf16"
run "$S" -l ja tally --merge "$T/rows"
want "no row of a tally, in Japanese" err_has ":1: 集計の行ではありません"
run "$S" -l ru scan "$T/utf16"
want "UTF-16, in Russian" err_has "в UTF-16; сначала преобразуйте: iconv"
LC_ALL=C run "$S" -l fr tally --merge "$T/rows"
want "and in French without its accents" err_has "pas une ligne de decompte"
# Each Chinese text beside its English one: nothing that is typed or looked up
# was changed, and the glossary's words are used.
for table in categories causes commands enhanced keywords pairs replies rules ui; do
    run env LC_ALL=C awk -v glossary="$ROOT/data/lang/zh-Hans/glossary.tsv" \
        -f "$TESTS/translation.awk" "$ROOT/data/$table.rec" "$ROOT/data/lang/zh-Hans/$table.rec"
    want "Chinese $table agree with the English" is_status 0
done
# shellcheck disable=SC2016
printf 'id: a\ntext: Send 250 with `swaks --tls` to the sender\n' >"$T/en.rec"
# shellcheck disable=SC2016
printf 'id: a\ntext: 用 `swaks` 给收件人 251\n' >"$T/zh.rec"
run env LC_ALL=C awk -v glossary="$ROOT/data/lang/zh-Hans/glossary.tsv" \
    -f "$TESTS/translation.awk" "$T/en.rec" "$T/zh.rec"
want "a changed code is found" out_has "lacks 250"
want "and a made-up one" out_has "adds 251"
# shellcheck disable=SC2016
want "a changed command is found" out_has 'lacks `swaks --tls`'
want "a word that is not the glossary's is found" out_has '"sender" is'
finish
