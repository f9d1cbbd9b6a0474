#!/bin/sh
# list: the tables and their filters.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

lines() { [ "$(wc -l <"$T/out")" -eq "$1" ]; }
run "$S" list
want "83 codes" lines 83
run "$S" list enhanced
want "81 enhanced codes" lines 81
run "$S" list keywords
want "38 keywords" lines 38
run "$S" list causes
want "40 causes" lines 40
expect 0 "450" "$S" list --class 4
want "only 4yz" [ -z "$(grep -v '^4' "$T/out")" ]
expect 0 "252" "$S" list --command VRFY --class 2
want "no other class" [ -z "$(grep -v '^2' "$T/out")" ]
expect 0 "571" "$S" list --status unofficial
want "not a standard one" out_lacks "550 "
run "$S" list --class 3 --status unofficial --cause greylisted
want "nothing left is exit 1" is_status 1
refuse "unknown list 'enhancd'; did you mean 'enhanced'?" "$S" list enhancd
refuse "does not go with 'list keywords'" "$S" list --class 4 keywords
refuse "unknown list 'zzzzzz' (codes enhanced keywords causes commands rules)" "$S" list zzzzzz
refuse "list takes one table" "$S" list codes enhanced
for filter in 'commands --class 5' 'causes --status standard' 'enhanced --command VRFY' 'rules --status standard' 'keywords --cause policy'; do
    # shellcheck disable=SC2086
    refuse "does not go with 'list ${filter%% *}'" "$S" list $filter
done
run "$S" list commands --command vrfy
want "one command" [ "$(cut -d ' ' -f 1 "$T/out")" = VRFY ]
run "$S" list causes --cause greylisted
want "one cause" [ "$(cut -d ' ' -f 1 "$T/out")" = greylisted ]
run "$S" list keywords --status historic --field status
want "keywords of one standing" [ "$(sort -u "$T/out")" = historic ]
for table in codes enhanced rules; do
    run "$S" list $table --cause mailbox-full --field cause
    want "$table of one cause" [ "$(sort -u "$T/out")" = mailbox-full ]
done

# By the data themselves, read with awk: which rows have a class or answer a command.
# column FILE TYPE KEY FIELD: key and field of each record, tab between; "" where there is none.
column() {
    awk -v type="$2" -v key="$3" -v field="$4" '
        /^%rec: / { wanted = $2 == type; next }
        !wanted { next }
        $1 == key ":" { if (k) print k "\t" v; k = $2; v = "" }
        $1 == field ":" { v = $0; sub(/^[^ ]* /, "", v) }
        END { if (k) print k "\t" v }' "$ROOT/data/$1"
}
keys_are() {
    awk '{ print $1 }' "$T/out" | sort >"$T/got"
    sort "$T/wanted" >"$T/sorted"
    [ -s "$T/sorted" ] && cmp -s "$T/got" "$T/sorted"
}
for class in 2 4 5; do
    run "$S" list enhanced --class $class
    column enhanced.rec enhanced code classes | awk -F '\t' -v c=$class '!$2 || index($2, c) { print $1 }' >"$T/wanted"
    want "enhanced codes of class $class" keys_are
    run "$S" list rules --class $class
    column rules.rec rule id codes | awk -F '\t' -v c=$class '!$2 || match(" " $2, " " c) { print $1 }' >"$T/wanted"
    want "rules of class $class" keys_are
    run "$S" list --class $class
    column replies.rec reply code name | awk -F '\t' -v c=$class 'substr($1, 1, 1) == c { print $1 }' >"$T/wanted"
    want "codes of class $class" keys_are
done
for verb in MAIL VRFY QUIT; do
    run "$S" list --command $verb
    {
        column replies.rec reply code commands | awk -F '\t' -v v=$verb 'index(" " $2 " ", " " v " ") { print $1 }'
        sed -n "s/^answer: $verb //p" "$ROOT/data/commands.rec"
    } | sort -u >"$T/wanted"
    want "answers to $verb by either table" keys_are
done
run "$S" list -f tsv
want "a header and 83 rows" lines 84
want "columns are aligned" [ "$("$S" list | cut -c 1-4 | grep -vc '^[0-9][0-9][0-9] ')" -eq 0 ]
run "$S" list --field name
want "one field of each" lines 83
# A narrow screen shows the name of each row, and of the rest what fits.
for width in 40 80; do
    run "$S" --width $width list --class 4 --status standard
    want "$width columns: names are there" out_has "Service not avail"
    want "$width columns: one line a row" [ "$(wc -l <"$T/out")" -eq 5 ]
    want "$width columns: none is longer" [ "$(wc -L <"$T/out")" -le $width ]
done
run "$S" --width 40 list causes
want "whole, when others give way" out_has "No such mailbox"
run "$S" list --class 4 --status standard
want "without a width all columns are there" out_has "recipient-admin  later  Service not available, closing the connection"
finish
