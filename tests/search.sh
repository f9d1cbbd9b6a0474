#!/bin/sh
# search: words, prefixes, ranking, suggestions.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

expect 0 "greylisted" "$S" search greylisted
want "the cause comes first" [ "$(head -n 1 "$T/out" | awk '{ print $1 }')" = greylisted ]
expect 0 "greylisted" "$S" search greylist
expect 0 "552" "$S" search mailbox full
expect 0 "mailbox-full" "$S" search MAILBOX Full
expect 0 '"X.7.25"' "$S" search reverse dns -f json
want "no key stands twice in an object" [ "$(grep -c '"kind".*"kind"' "$T/out")" -eq 0 ]
run "$S" search 252
want "a code finds itself first" [ "$(head -n 1 "$T/out" | awk '{ print $1 }')" = 252 ]
run "$S" search qqqqqqqq
want "nothing found is exit 1" is_status 1
want "and says so" err_has "nothing found"
run "$S" search gerylisted
want "a near word is suggested" err_has "greylisted"
run "$S" search --field name greylisted
want "one field of each hit" [ "$(head -n 1 "$T/out")" = Greylisted ]
refuse "search needs a word" "$S" search
run "$S" search 4.7.0
want "an enhanced code of any class finds its row first" [ "$(head -n 1 "$T/out" | cut -d ' ' -f 1)" = X.7.0 ]
finish
