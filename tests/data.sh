#!/bin/sh
# The data against facts of its own; and the guard itself, which must notice a change.
. "$(dirname "$0")/lib.sh"
guard() { PYTHONDONTWRITEBYTECODE=1 python3 "$TESTS/data.py" "$1"; }

run guard "$ROOT"
want "the data is as the registries say" is_status 0
cp -R "$ROOT/data" "$T/data"
mkdir "$T/tests"
cp -R "$TESTS/facts" "$T/tests/facts"

# spoiled NAME FILE SED TEXT: a slip in a file is noticed.
spoiled() {
    cp "$ROOT/data/$2" "$T/kept"
    sed "$3" "$T/kept" >"$T/data/$2"
    want "$1: there is a change" [ "$(cmp -s "$T/kept" "$T/data/$2"; echo $?)" -eq 1 ]
    run guard "$T"
    want "$1 is noticed" is_status 1
    want "$1 is told" out_has "$4"
    cp "$T/kept" "$T/data/$2"
}
spoiled "a code that is not registered" enhanced.rec 's/^code: X\.1\.5$/code: X.1.55/' "X.1.55 is in enhanced.rec, but not registered"
spoiled "an answer that nobody gives" commands.rec 's/^answer: CONNECT 220$/answer: CONNECT 221/' "not in the facts: CONNECT success 221"
spoiled "a section that is not there" commands.rec 's/RFC 5321 section 4\.3\.2$/RFC 5321 section 4.3.9/' "RFC 5321 has no section 4.3.9"
finish
