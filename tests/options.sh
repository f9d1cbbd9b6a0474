#!/bin/sh
# Options, help, version and what happens with wrong ones.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

expect 0 "smtpcode compare 214 252" "$S" --help
want "help writes nothing to stderr" err_empty
for language in en $(cd "$ROOT/data/lang" && echo *); do
    for command in '' compare list search scan tally; do
        LC_ALL=C.UTF-8 "$S" -l "$language" ${command:+"$command"} --help --width 80 >"$T/out"
        want "$language: help ${command:+of $command }fits a screen, the prompt below it" [ "$(wc -l <"$T/out")" -le 23 ]
        want "$language: and does not fill its lines" [ "$(LC_ALL=C.UTF-8 wc -L <"$T/out")" -le 79 ]
    done
done
for command in compare list search; do
    expect 0 "smtpcode $command" "$S" "$command" -h
done
expect 0 "smtpcode " "$S" -V
want "version is the first line" [ "$(head -n 1 "$T/out" | grep -c "^smtpcode [0-9.]*$")" -eq 1 ]

refuse "unknown option '--formt'; did you mean '--format'?" "$S" --formt json 550
refuse "unknown format 'jsn'; did you mean 'json'?" "$S" -f jsn 550
refuse "unknown field 'retri'; did you mean 'retry'?" "$S" --field retri 550
refuse "unknown command 'compair'; did you mean 'compare'?" "$S" compair 214 252
refuse "unknown language" "$S" -l tlh 550
refuse "needs a value" "$S" 550 --format
refuse "does not go with 'compare'" "$S" compare --class 4 214 252
refuse "needs a command" "$S" --class 4 550
refuse "unknown color 'alway'" "$S" --color alway 550
refuse "--width takes" "$S" --width 5 550
refuse "unknown cause" "$S" list --cause greylist
refuse "unknown option '-x" "$S" -x

# Options behind and between things; after -- nothing is an option.
expect 0 '"code": 252' "$S" 252 -f json
expect 0 '"code": 252' "$S" -fjson -- 252
expect 1 '' "$S" -- -f
want "an unknown word is named" err_has "'-f'"
finish
