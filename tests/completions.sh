#!/bin/sh
# The completions of bash, zsh and fish, in the real shells.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE
C=$ROOT/completions
mkdir -p "$T/bin"
ln -s "$S" "$T/bin/smtpcode"
PATH=$T/bin:$PATH
for shell in bash zsh fish; do
    command -v $shell >/dev/null || {
        echo "$shell is missing"
        exit 1
    }
done

# What bash offers behind the words given, the last of them unfinished.
offer_bash() {
    bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _smtpcode; printf "%s\n" "${COMPREPLY[@]}"' \
        - "$C/smtpcode.bash" "$@" >"$T/out" 2>"$T/err"
}
offer_bash smtpcode compare 25
want "bash: compare 25<TAB>" [ "$(tr '\n' ' ' <"$T/out")" = "250 251 252 253 " ]
offer_bash smtpcode com
want "bash: commands" out_has compare
offer_bash smtpcode -f j
want "bash: formats" [ "$(cat "$T/out")" = json ]
offer_bash smtpcode list --cause grey
want "bash: causes" [ "$(cat "$T/out")" = greylisted ]
offer_bash smtpcode 5.7.2
want "bash: enhanced codes" out_has 5.7.26
offer_bash smtpcode --re
want "bash: options" out_has --redact
want "bash is silent" err_empty

offer_fish() {
    HOME=$T fish -c "source $C/smtpcode.fish; complete -C '$1'" >"$T/out" 2>"$T/err"
}
offer_fish 'smtpcode compare 25'
want "fish: codes with their names" out_has "$(printf '252\tCannot verify')"
offer_fish 'smtpcode list enh'
want "fish: tables" out_has enhanced
offer_fish 'smtpcode --format j'
want "fish: formats" out_has json

# zsh shows completions only on a terminal; its lists are looked at behind stand-ins.
zsh -fc 'function _describe { print -l -- "${(@P)argv[-1]}" }; function _arguments { print -l -- "$@" }
    words=(smtpcode); source $1; _smtpcode_things; _smtpcode_commands' - "$C/_smtpcode" >"$T/out" 2>"$T/err"
want "zsh: codes with their names" out_has "252:Cannot verify"
want "zsh: causes" out_has "greylisted:"
want "zsh: commands" out_has "tally:"
want "zsh is silent" err_empty

# Every option, command and format of the program is in each of them.
"$S" --help >"$T/help"
for command in list compare search scan tally; do
    "$S" $command --help >>"$T/help"
done
options=$(grep -o -- '^ *\(-[a-zA-Z], \)\{0,1\}--[a-z-]*' "$T/help" | sed 's/.*--//' | sort -u)
want "there are options" [ "$(echo "$options" | wc -l)" -ge 18 ]
for option in $options; do
    want "bash has --$option" grep -q -e "--$option" "$C/smtpcode.bash"
    want "zsh has --$option" grep -q -e "--$option" "$C/_smtpcode"
    want "fish has --$option" grep -q -e "-l $option" "$C/smtpcode.fish"
done
for file in smtpcode.bash _smtpcode smtpcode.fish; do
    for format in text json tsv markdown html; do
        want "$file has the format $format" grep -q -e "$format" "$C/$file"
        run "$S" -f $format 252
        want "the program has it" is_status 0
    done
done
finish
