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

# Series: what is known of the digits that are given.
run "$S" -f json 6xx X.9 xx0 x5x 49x 5.9 2.x 4.X.X 1xx
want "a digit that nobody uses has no name" [ "$(jq -r 'select(.thing == "6xx" or .thing == "X.9") | [.cause, .fixer, .retry, .severity, .category, .description] | unique[]' "$T/out" | sort -u)" = null ]
want "the third digit alone means nothing" [ "$(jq -r 'select(.thing == "xx0") | "\(.severity) \(.category) \(.codes | length > 10)"' "$T/out")" = "null null true" ]
want "the second one does" [ "$(jq -r 'select(.thing == "x5x") | "\(.severity) \(.category)"' "$T/out")" = "null Mail system" ]
want "without a category the severity speaks" [ "$(jq -r 'select(.thing == "49x" or .thing == "5.9") | .retry' "$T/out" | tr '\n' ' ')" = "later after-fix " ]
want "a whole class" [ "$(jq -r 'select(.thing == "2.x" or .thing == "4.X.X") | .cause' "$T/out" | tr '\n' ' ')" = "accepted unknown " ]
want "its codes are of that class" [ "$(jq -r 'select(.thing == "4.X.X") | .enhanced_codes[]' "$T/out" | cut -c 1-2 | sort -u)" = 4. ]
for thing in 4xx x5x 25x xx0 5.0 5.7 X.0 X.7 2.x; do
    run "$S" -f json $thing
    want "$thing has codes of its form only" [ "$(jq -r '(.codes + .enhanced_codes)[]' "$T/out" | cut -c 1-3 | grep -vcE "^$(printf '%s' "$thing" | tr 'xX' '..')")" -eq 0 ]
    want "$thing has all of them" [ "$(jq -r '.codes[]' "$T/out" | wc -l)" -eq "$(case $thing in *.*) echo 0 ;; *) "$S" list | cut -c 1-3 | grep -cE "^$(printf '%s' "$thing" | tr 'xX' '..')" ;; esac)" ]
done

want "1xx, the first of the categories, has a fix" [ "$("$S" -f json 1xx | jq '.fix | length > 0')" = true ]

# A reply of codes that no table knows is judged by its class.
run "$S" -f json '599 5.9.99 foo' '5.9.99 foo' '399 foo'
want "the first digit is the proof" [ "$(jq -r .proof "$T/out" | sort -u)" = class ]
want "the cause is not known" [ "$(jq -r .cause "$T/out" | head -n 2 | sort -u)" = unknown ]
want "what to do is said by class" [ "$(jq -r '.why | length > 20' "$T/out" | sort -u)" = true ]
want "an unknown code is named so" out_has '"code_name": "A code that no standard and no known server uses"'
run "$S" --field answers VRFY
want "the answers to a command, one a line" [ "$(tr '\n' ' ' <"$T/out")" = "250 251 252 502 504 550 551 553 " ]
run "$S" --field warnings '550 4.4.7 try again later'
want "warnings, one a line" [ "$(tr '\n' ' ' <"$T/out")" = "class-mismatch text-contradicts " ]
run env -i "$S" 252
want "without any environment it answers" is_status 0
for option in -l --lang -f --format --width --field --rules; do
    refuse "needs a value" "$S" 252 $option
done
refuse "unknown format 'z'" "$S" -fz 252

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
# A user's rules that are broken stop what they could answer, and no code.
mkdir -p "$T/config/smtpcode"
printf '%%rec: rule\n\nid: mine\n' >"$T/config/smtpcode/rules.rec"
expect 0 '252 ' env XDG_CONFIG_HOME="$T/config" "$S" 252 5.7.1
run env XDG_CONFIG_HOME="$T/config" "$S" 252 '550 No such user'
want "broken rules stop a reply" is_status 2
want "and are named" err_has 'rules.rec:3: required field'
run env XDG_CONFIG_HOME="$T/config" "$S" list
want "and a list" is_status 2
finish
