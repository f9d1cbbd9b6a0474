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
run "$S" list -f tsv
want "a header and 83 rows" lines 84
want "columns are aligned" [ "$("$S" list | cut -c 1-4 | grep -vc '^[0-9][0-9][0-9] ')" -eq 0 ]
run "$S" list --field name
want "one field of each" lines 83
finish
