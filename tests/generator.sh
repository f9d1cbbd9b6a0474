#!/bin/sh
# The generator: every rule about the data is broken once, and the message
# names file, line and what is wrong.
. "$(dirname "$0")/lib.sh"
: "${GENERATOR:?the data generator}"

# Data that are right, in as few words as possible; tests change one thing.
start() {
    rm -rf "$T/data"
    mkdir -p "$T/data/lang/xx"
    cat >"$T/data/replies.rec" <<'END'
%rec: reply

code: 250
name: Done
status: standard
confidence: high
cause: accepted
fixer: nobody
retry: none-needed
closes: no
commands: MAIL RCPT
description: It worked.
when: RCPT: The recipient is accepted.
fix: Go on.
use: Send it.
enhanced_codes: 2.1.5
related: 250
source: RFC 5321 section 4.2.3
END
    cat >"$T/data/enhanced.rec" <<'END'
%rec: enhanced

code: X.1.5
name: Valid
cause: accepted
fixer: nobody
retry: none-needed
description: It is valid.
when: RCPT: The address is valid.
fix: Go on.
use: Send it.
related: X.1.5
source: RFC 3463 section 3.2
END
    cat >"$T/data/pairs.rec" <<'END'
%rec: pair

pair: 250 X.1.5
introduction: Both are good.
difference: One has dots.
choose: 250: without dots.
choose: X.1.5: with dots.
source: RFC 3463 section 2
END
    cat >"$T/data/commands.rec" <<'END'
%rec: answer

answer: RCPT 250
kind: success
when: The recipient is accepted.
source: RFC 5321 section 4.3.2
END
    cat >"$T/data/lang/xx/replies.rec" <<'END'
%rec: reply

code: 250
name: Fertig
fix: Weiter.
END
}

# A file that ends inside a line would run into the next; data files are given by name.
generate() {
    (cd "$T/data" && "$GENERATOR" ./*.rec ./lang/xx/*.rec)
}

# broken FILE LINE MESSAGE SED-SCRIPT: the change makes the generator say FILE:LINE: ...MESSAGE
broken() {
    start
    sed "$4" "$T/data/$1" >"$T/changed"
    if cmp -s "$T/changed" "$T/data/$1"; then fail "the change '$4' changes nothing"; fi
    cp "$T/changed" "$T/data/$1"
    run generate
    if is_status 1 && out_empty && err_has "$1:$2: " && err_has "$3"; then
        pass
    else
        fail "$1: $4 (status $status, wanted line $2 and '$3')"
    fi
}

start
run generate
want "the right data are accepted" is_status 0
want "without a word" err_empty
want "and give tables" out_has "tables_pool"

broken replies.rec 3 "not a field" 's/^code: 250/code 250/'
broken replies.rec 3 "unknown record type" 's/^%rec: reply/%rec: replies/'
broken replies.rec 3 "field before '%rec:'" '/^%rec/s/.*/# nothing/'
broken replies.rec 4 "unknown field 'nam'" 's/^name:/nam:/'
broken replies.rec 3 "required field 'name' is missing" '/^name:/d'
broken replies.rec 4 "field 'name' is empty" 's/^name:.*/name:/'
broken replies.rec 5 "field 'name' stands twice" '/^name:/p'
broken replies.rec 4 "longer than" "/^name:/s/Done/$(awk 'BEGIN { while (i++ < 3100) printf "x" }')/"
broken replies.rec 4 "not valid UTF-8" "s/Done/$(printf '\377')/"
broken replies.rec 4 "control byte" "s/Done/D$(printf '\033')e/"
broken replies.rec 5 "'normal' is not in the closed list 'status'" 's/^status: .*/status: normal/'
broken replies.rec 7 "'good' is not in the closed list 'cause'" 's/^cause: .*/cause: good/'
broken replies.rec 11 "'RCTP' is not in the closed list" 's/MAIL RCPT/MAIL RCTP/'
broken replies.rec 13 "must begin with a phase" 's/^when: RCPT: /when: /'
broken replies.rec 16 "names '2.9.9', which does not exist" 's/2\.1\.5/2.9.9/'
broken replies.rec 17 "names '299', which does not exist" 's/related: 250/related: 299/'
broken replies.rec 3 "'25' is no reply code" 's/^code: 250/code: 25/'
broken enhanced.rec 3 "is no enhanced status code" 's/^code: X.1.5/code: 2.1.5/'
broken enhanced.rec 3 "is no enhanced status code" 's/^code: X.1.5/code: X.1.05/'
broken pairs.rec 3 "names '299', which does not exist" 's/^pair: 250/pair: 299/'
broken pairs.rec 3 "'choose' number 1 must begin with '250:'" 's/^choose: 250:/choose: 251:/'
broken pairs.rec 3 "two codes or more" 's/^pair: 250 X.1.5/pair: 250/'
broken commands.rec 3 "must be a command and a reply code" 's/RCPT 250/RCPT/'
broken commands.rec 3 "must be a command and a reply code" 's/RCPT 250/RCTP 250/'
broken commands.rec 3 "names '299', which does not exist" 's/RCPT 250/RCPT 299/'
broken lang/xx/replies.rec 3 "which does not exist" '3s/250/251/'
broken lang/xx/replies.rec 4 "has no translation" 's/^name: .*/status: standard/'
broken lang/xx/replies.rec 5 "has 2 values, the English has 1" 's/^fix:.*/&\n&/'

# Rules that need a record more.
start
sed -n '3,$p' "$T/data/replies.rec" >"$T/again"
{ echo; cat "$T/again"; } >>"$T/data/replies.rec"
run generate
want "a duplicate key is named" err_has "duplicate code '250', first in line 3"
start
{ echo; sed 's/^code: 250/code: 220/' "$T/again"; } >>"$T/data/replies.rec"
run generate
want "disorder is named" err_has "'220' is out of order after '250'"
start
printf '%%rec: cause\n\ncause: info\nname: Information\nfixer: nobody\nretry: none-needed\ndescription: It tells.\nnot: Else.\nwhen: Always.\nfix: None.\nrelated: info\n' >"$T/data/causes.rec"
run generate
want "causes stand in the order of the list" err_has "is not in the order of the closed list"
want "missing causes are named" err_has "cause 'accepted' has no record"
run "$GENERATOR" "$T/missing.rec"
want "a missing file is exit 2" is_status 2
want "and is named" err_has "missing.rec: No such file"
run sh -c "cd '$T/data' && rm -f causes.rec && '$GENERATOR' *.rec >/dev/full"
want "a full disk is exit 2" is_status 2
finish
