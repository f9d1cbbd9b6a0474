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

# What each shell, started on a terminal, shows when TAB is pressed.
press() {
    HOME=$T python3 "$ROOT/tests/tab.py" "$1" "$C/$2" "$3" >"$T/out" 2>"$T/err"
}
for shell in bash:smtpcode.bash zsh:_smtpcode fish:smtpcode.fish; do
    file=${shell#*:}
    shell=${shell%:*}
    press "$shell" "$file" 'smtpcode compare 25'
    for code in 250 251 252 253; do
        want "$shell: compare 25<TAB> offers $code" out_has $code
    done
    want "$shell: with its name" out_has 'Cannot verify the user'
    press "$shell" "$file" 'smtpcode --redac'
    want "$shell: an option" out_has 't'
    press "$shell" "$file" 'smtpcode gmail-dm'
    want "$shell: a rule" out_has 'arc-policy'
    press "$shell" "$file" 'smtpcode greyli'
    want "$shell: a cause" out_has 'sted'
    press "$shell" "$file" 'smtpcode -f js'
    want "$shell: a format" out_has 'on'
    press "$shell" "$file" 'smtpcode -l zh'
    want "$shell: a language" out_has 'Hans'
    (cd "$T" && : >mail.log.1 && press "$shell" "$file" 'smtpcode scan mail.lo')
    want "$shell: a file" out_has 'g.1'
done

# Every option, command and format of the program is in each of them.
"$S" --help >"$T/help"
for command in list compare search scan tally; do
    "$S" $command --help >>"$T/help"
done
options=$(grep -o -- '^ *\(-[a-zA-Z], \)\{0,1\}--[a-z-]*' "$T/help" | sed 's/.*--//' | sort -u)
want "there are options" [ "$(echo "$options" | wc -l)" -ge 18 ]
for option in $options; do
    want "zsh has --$option" grep -q -e "--$option" "$C/_smtpcode"
    want "fish has --$option" grep -q -e "-l $option" "$C/smtpcode.fish"
done
bash -c 'source "$1"; _smtpcode_options; for c in list compare search scan tally; do _smtpcode_options $c; done' \
    - "$C/smtpcode.bash" | sed 's/^--//' | sort -u >"$T/out"
want "bash has just the options of the help" [ "$(cat "$T/out")" = "$options" ]
for file in smtpcode.bash _smtpcode smtpcode.fish; do
    for format in text json tsv markdown html; do
        want "$file has the format $format" grep -q -e "$format" "$C/$file"
        run "$S" -f $format 252
        want "the program has it" is_status 0
    done
done

# Languages they ask the program for.
languages=$(cd "$ROOT/data/lang" && for folder in *; do [ -d "$folder" ] && printf ' %s' "$folder"; done)
want "the program names its languages" [ "$("$S" -V | sed -n 's/^languages: //p')" = "en$languages" ]
for shell in bash:smtpcode.bash zsh:_smtpcode fish:smtpcode.fish; do
    press "${shell%:*}" "${shell#*:}" 'smtpcode -l '
    for language in en ar pt vi zh-Hans; do
        want "${shell%:*}: -l offers $language" grep -q -w -e "$language" "$T/out"
    done
done

# Every table and field that they offer is one of the program.
for file in smtpcode.bash _smtpcode smtpcode.fish; do
    for table in codes enhanced keywords causes commands rules; do
        want "$file has the table $table" grep -q -e "[ ']$table\b" "$C/$file"
    done
    tr -cs 'a-z_' '\n' <"$C/$file" | awk '/^code$/ { on = 1; words = "" }
        on { words = words $0 "\n" }
        on && /^text$/ { if (words ~ /\nrelated\n/) { printf "%s", words; exit } on = 0 }' >"$T/fields"
    want "$file has fields" [ "$(wc -l <"$T/fields")" -ge 20 ]
    while read -r field; do
        "$S" --field "$field" 250 >/dev/null 2>"$T/err" || :
        want "$file: $field is a field" err_empty
    done <"$T/fields"
done
finish
