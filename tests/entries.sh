#!/bin/sh
# Whatever the data say comes out as JSON, in each language.
. "$(dirname "$0")/lib.sh"
entries() { PYTHONDONTWRITEBYTECODE=1 python3 "$TESTS/entries.py" "$SMTPCODE" "$1"; }

run entries "$ROOT/data"
want "all fields of all records come out" is_status 0
cp -R "$ROOT/data" "$T/data"
sed -i '/^code: 252$/,/^description/s/acceptance\|verify/&s/' "$T/data/replies.rec"
sed -i '0,/^name: ./s//&x/' "$T/data/lang/de/causes.rec"
run entries "$T/data"
want "a word that is another one is noticed" out_has "en 252 name"
want "in each language" out_has "de accepted name"
finish
