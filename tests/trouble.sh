#!/bin/sh
# Full disks, closed pipes, unreadable input.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

run sh -c "'$S' 252 >/dev/full"
want "a full disk is exit 2" is_status 2
want "and is named" err_has "standard output"
run sh -c "'$S' 252 >&-"
want "closed standard output is exit 2" is_status 2
run sh -c "'$S' list >/dev/full"
want "a full disk under list" is_status 2
# A reader that leaves: silence, and no hang.
run sh -c "{ '$S' list enhanced -f json; echo \"status \$?\" >&2; } | head -n 1 >/dev/null"
want "a closed pipe is silent" out_empty
want "and says nothing" [ "$(grep -vc '^status' "$T/err")" -eq 0 ]
run sh -c "'$S' --formt 2>/dev/full"
want "a full stderr is still exit 2" is_status 2
args=$(awk 'BEGIN { for (i = 0; i < 5000; i++) printf "250 " }')
# shellcheck disable=SC2086
run "$S" $args
want "arguments are as many as the system takes" is_status 0
want "and each is explained" [ "$(grep -c '^250 ' "$T/out")" -eq 5000 ]
finish
