#!/bin/sh
# What smtpcode THING... answers and how it exits.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

expect 0 "252" "$S" 252
for heading in "Description" "When it appears" "How to fix" "Use when" "Source"; do
    want "252 has '$heading'" out_has "$heading"
done
expect 0 "550" "$S" 250 550
want "both are there" out_has "250"
expect 0 "5.7.26" "$S" 5.7.26
expect 0 "X.7.26" "$S" X.7.26
expect 0 "450" "$S" 4xx
expect 0 "252" "$S" 25x
expect 0 "5.7.26" "$S" 5.7
expect 0 "RFC 5321" "$S" VRFY
expect 0 "252" "$S" vrfy
expect 0 "250-PIPELINING" "$S" PIPELINING
expect 0 "greylisted" "$S" greylisted
expect 0 "user-unknown" "$S" '550 5.1.1 <u@example.com>: Recipient address rejected: User unknown'
expect 0 "class-mismatch" "$S" '550 4.4.7 Message expired'

# Every code of the tables, every enhanced code, command, keyword and cause is explained.
for table in codes enhanced commands keywords causes; do
    "$S" list $table | awk '{ print $1 }' >"$T/keys"
    want "$table are listed" [ -s "$T/keys" ]
    while read -r key; do
        expect 0 "$key" "$S" "$key"
    done <"$T/keys"
done

# What no server says has no connection that stays open, no command and no second digit.
expect 0 "No mail server said this" "$S" 101
want "an error of the system has no Closes" out_lacks "Closes"
want "and answers to no command" out_lacks "Answers to"
want "and has no category" out_lacks "Category"
want "the mark of no command is left out" out_lacks "none:"
expect 0 '"closes": null' "$S" -f json 101
want "no command is an empty list" out_has '"commands": []'
expect 0 "5.1.1" "$S" 511
want "a squashed code has no category" out_lacks "Category"
expect 0 "Category" "$S" 435

# What is not known is answered as far as it goes.
expect 1 "599" "$S" 599
expect 1 "5.7.62" "$S" 5.7.62
want "the near code is named" out_has "5.7.26"
expect 1 "" "$S" nonsense
want "an unknown word is named" err_has "nonsense"
expect 1 "250" "$S" 250 599
expect 1 "" "$S" greylistd
want "a near word is suggested" err_has "greylisted"

# Exit status by severity.
run "$S" -e 250
want "-e 250 is 0" is_status 0
run "$S" -e 354
want "-e 354 is 0" is_status 0
run "$S" -e 450
want "-e 450 is 75" is_status 75
run "$S" -e 550
want "-e 550 is 69" is_status 69
run "$S" -e 250 450 550
want "-e takes the worst" is_status 69
run "$S" -e '421 4.3.2 shutting down'
want "-e on a reply" is_status 75
run "$S" -e nonsense
want "-e on nonsense is 1" is_status 1

# One field for scripts.
expect 0 "later" "$S" --field retry 450
want "one word only" [ "$(wc -w <"$T/out")" -eq 1 ]
run "$S" --field cause '550 5.1.1 x'
want "cause of a reply" [ "$(cat "$T/out")" = user-unknown ]
run "$S" --field fix 550
want "a list is one line a value" [ "$(wc -l <"$T/out")" -ge 2 ]
run "$S" --field rule 550
want "an absent field is -" [ "$(cat "$T/out")" = - ]
for short in 25:25x 4x:4xx 5:5xx; do
    run "$S" "${short%:*}"
    want "${short%:*} is near ${short#*:}" err_has "did you mean '${short#*:}'?"
done
finish
