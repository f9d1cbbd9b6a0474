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
    cat >"$T/data/keywords.rec" <<'END'
%rec: keyword

keyword: PIPELINING
name: Pipelining
status: standard
description: Commands in batches.
fix: Go on.
source: RFC 2920 section 2
END
    cat >"$T/data/rules.rec" <<'END'
%rec: rule

id: mine
provider: generic
phrase: no such user here
codes: 550 4x1
enhanced_codes: 5.1.1 X.2.x
cause: user-unknown
fixer: sender
retry: never
why: Nobody has that name.
fix: Ask.
reference: me
example: 550 5.1.1 No such user here
example: 451 4.2.7 no such user here

id: other
provider: generic
phrase: mailbox * asleep
phrase: the box sleeps
cause: policy
fixer: sender
retry: never
why: It sleeps.
fix: Wake it.
reference: me
example: 550 the mailbox is asleep
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
        fail "$1: $4 (status ${status:-}, wanted line $2 and '$3')"
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

broken replies.rec 4 "control byte" "s/Done/D$(printf '\177')e/"
broken replies.rec 3 "'2500' is no reply code" 's/^code: 250/code: 2500/'
broken replies.rec 3 "'2a0' is no reply code" 's/^code: 250/code: 2a0/'
broken replies.rec 13 "must begin with a phase" 's/^when: RCPT:/when: RCTP:/'
broken replies.rec 2013 "field 'fix' stands more than 2000 times" "/^when/d;/^fix:/{$(awk 'BEGIN { while (i++ < 2000) printf "p;" }')}"
broken replies.rec 4 "unknown field 'phrase' in a record of type 'reply'" 's/^name:/phrase:/'
broken replies.rec 3 "required field 'code' is missing" '/^code/d;/^related/d'
broken replies.rec 16 "names '2.1.555555555555555555555555555'" 's/2\.1\.5/2.1.555555555555555555555555555/'
broken replies.rec 16 "which does not exist" "s/2\.1\.5/2.1.$(printf '%0400d' 5)/"
broken replies.rec 16 "names '2.1.6'" 's/2\.1\.5/2.1.5 2.1.6/'
for code in X.1 X.1. X..1 X.1.1234 X.1.5.1 X.1.a Y.1.5 X1.5 X.1-5; do
    broken enhanced.rec 3 "'$code' is no enhanced status code" "s/^code: X.1.5/code: $code/"
done
broken pairs.rec 3 "more 'choose' fields than codes" 's/^choose: X.*/&\n&/'
broken pairs.rec 3 "'choose' number 2 must begin with 'X.1.5:'" '/^choose: X/d'
broken pairs.rec 3 "'choose' number 1 must begin with '250:'" 's/^choose: 250:/choose: 250/'
broken rules.rec 17 "unknown field 'ids'" 's/^id: other/ids: other/'
broken rules.rec 17 "out of order after 'mine'" 's/^id: other/id: a/'
broken rules.rec 6 "field 'codes': '650' is no code" 's/550 4x1/650/'
broken rules.rec 6 "field 'codes': '150' is no code" 's/550 4x1/550 150/'
broken rules.rec 6 "field 'codes': '5500' is no code" 's/550 4x1/5500/'
broken rules.rec 6 "field 'codes': '5x' is no code" 's/550 4x1/5x/'
broken rules.rec 6 "field 'codes': '5y0' is no code" 's/550 4x1/5y0/'
broken rules.rec 6 "field 'codes': '55/' is no code" 's,550 4x1,55/,'
for code in 5.1 5.1.y 6.1.1 X.1.x.1 5.1.1111 5..1.1 5.1.111111111111; do
    broken rules.rec 7 "field 'enhanced_codes': '$code' is no code" "s/5.1.1 X.2.x/5.1.1 $code/"
done
broken rules.rec 5 "a piece has fewer than three letters" 's/no such user here/no such * us/'
broken rules.rec 5 "a piece has fewer than three letters" 's/no such user here/no such */'
broken rules.rec 5 "more than six pieces" 's/no such user here/one*two*three*four*five*six*seven/'
broken rules.rec 5 "more than 200 letters" "s/no such user here/$(awk 'BEGIN { while (i++ < 201) printf "x" }')/"
broken rules.rec 14 "rule 'mine' does not win its own example" '14s/^example: 550.*/example: 554 5.1.1 No such user here/'
broken rules.rec 14 "rule 'mine' does not win its own example" '14s/^example: 550.*/example: 550 5.1.2 No such user here/'
broken rules.rec 14 "rule 'mine' does not win its own example" '14s/^example: 550.*/example: 550 No such user here/'
broken rules.rec 14 "rule 'mine' does not win its own example" '14s/^example: 550.*/example: 5.1.1 No such user here/'
broken rules.rec 14 "rule 'mine' does not win its own example" '15s/^example: 451.*/example: 450 4.2.7 No such user here/'
broken rules.rec 14 "rule 'mine' does not win its own example" '15s/^example: 451.*/example: 451 4.12.7 No such user here/'
broken rules.rec 26 "example of rule 'other' is won by rule 'mine'" 's/^example: 550 the.*/& but no such user here/;s/^codes.*/codes: 5xx/;/^enhanced_codes/d'
broken rules.rec 15 "has the phrase 'no such user here' of rule 'mine' and no other codes" \
    's/^phrase: the box.*/phrase: No  such USER here/;/^codes/d;/^enhanced_codes/d'

# What is right in more than one way.
right() {
    start
    sed "$2" "$T/data/$1" >"$T/changed"
    cmp -s "$T/changed" "$T/data/$1" && fail "the change '$2' changes nothing"
    cp "$T/changed" "$T/data/$1"
    run generate
    if is_status 0 && err_empty; then pass; else fail "$1: $2 (status ${status:-})"; fi
}
right rules.rec 's/no such user here/one*two*three*four*five*six/;14,15s/^example: \(550\|451\) \([0-9.]*\).*/example: \1 \2 one two three four five six/'
right rules.rec "s/no such user here/$(awk 'BEGIN { while (i++ < 200) printf "x" }')/I"
right rules.rec 's/550 4x1/5xx 451/'
right rules.rec 's/5.1.1 X.2.x/5.1.x 4.2.7/'
right rules.rec 's/^phrase: the box.*/phrase: no such user here/' # with other codes
right enhanced.rec 's/X.1.5/X.1.0/;$s/.*/&\n\ncode: X.1.5\nname: Valid\ncause: accepted\nfixer: nobody\nretry: none-needed\ndescription: D.\nwhen: RCPT: W.\nfix: F.\nuse: U.\nrelated: X.1.5\nsource: S/'
right replies.rec 's/^name: Done/name:Done/'
right replies.rec 's/^description: It worked./description: It\n+ worked,\n+too./'
right replies.rec '$s/.*/&\n\n# a remark\n   \n/'
right pairs.rec 's/^pair: 250 X.1.5/pair: X.1.5 250/;s/^choose: 250/choose: 9/;s/^choose: X.1.5: with.*/choose: 250: without/;s/^choose: 9: .*/choose: X.1.5: with/'

# A file that ends in the middle, and folders that are no languages.
start
mkdir -p "$T/data/lang/$(printf '%040d' 1)" "$T/lang/"
printf '%%rec: reply\n\ncode: 250\nname: Ende' >"$T/data/lang/xx/replies.rec"
run generate
want "the last line needs no end" is_status 0
printf '%%rec: reply\n\ncode: 251\nname: Ende\n' >"$T/data/lang/$(printf '%040d' 1)/replies.rec"
run sh -c "cd '$T/data' && '$GENERATOR' ./*.rec ./lang/$(printf '%040d' 1)/replies.rec"
want "a tag that is too long is no language" is_status 1
run sh -c "cd '$T/data' && '$GENERATOR' --coverage ./*.rec ./lang/xx/*.rec"
want "--coverage counts what is translated" out_has "xx       reply 1/5 enhanced 0/5"
want "and says how much that is" grep -q 'total [0-9.]* %$' "$T/out"
run sh -c "cd '$T/data' && '$GENERATOR' --coverage ./*.rec ./lang/xx/*.rec >/dev/full"
want "and notices a full disk" is_status 2
run sh -c "cd '$T/data' && '$GENERATOR' --missing xx ./*.rec ./lang/xx/*.rec"
want "--missing names what is not" grep -q '^reply [0-9]* [a-z]*$' "$T/out"
want "as often as --coverage counts" [ "$(grep -c ^reply "$T/out")" -eq 4 ]
run sh -c "cd '$T/data' && '$GENERATOR' --missing yy ./*.rec ./lang/xx/*.rec"
want "but not of a language that is none" err_has "no language 'yy'"
head -c 70000000 /dev/zero >"$T/data/big.rec"
run generate
want "a file that is too big is refused" err_has "big.rec: too big"
rm -f "$T/data/big.rec"
run "$GENERATOR" "$T/data"
want "a folder is no file" is_status 2
run "$GENERATOR"
want "no data are tables, too" is_status 0
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
