#!/bin/sh
# The pipelines of README run as they stand there.  Mail servers, Hadoop and other machines are stand-ins
# that print what the real ones would; smtpcode, jq, awk, parallel and the rest are the real ones.
. "$(dirname "$0")/lib.sh"
mkdir -p "$T/bin" "$T/home"
cd "$T/home" || exit 2
ln -s "$SMTPCODE" "$T/bin/smtpcode"
ln -s "$SMTPCODE" smtpcode-static
cp "$TESTS/scan.log" mail.log
grep -E ' (==|\*\*|=>) ' mail.log >mainlog
echo '2026-11-24 10:00:08 1tF0aB-000000001ab-1Def == joe@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<joe@example.com>: 451 4.7.1 Greylisted, try again later' >>mainlog

# stand_in NAME: a program of this name, the script on standard input.
stand_in() {
    { echo '#!/bin/sh' && cat; } >"$T/bin/$1"
    chmod +x "$T/bin/$1"
}
stand_in postqueue <<'END'
echo '{"queue_name": "deferred", "queue_id": "4F1B2C3D4E", "arrival_time": 1795514400, "message_size": 1234, "forced_expire": false, "sender": "anna@example.net", "recipients": [{"address": "joe@example.com", "delay_reason": "host mx.example.com[192.0.2.1] said: 450 4.2.0 <joe@example.com>: Recipient address rejected: Greylisted (in reply to RCPT TO command)"}]}'
END
stand_in journalctl <<'END'
cat mail.log
END
stand_in exigrep <<'END'
cat "$2"
END
stand_in ssh <<'END'
shift
exec "$@"
END
stand_in swaks <<'END'
printf '%s\n' '=== Connected to mx.example.com.' '<-  220 mx.example.com ESMTP' ' -> EHLO a.example.net' '<-  250 mx.example.com' \
    ' -> MAIL FROM:<anna@example.net>' '<-  250 2.1.0 Ok' ' -> RCPT TO:<user@example.com>' '<** 550 5.1.1 User unknown'
END
stand_in mapred <<'END'
mkdir counts
for last in "$@"; do :; done
sh -c "$last" <mail.log >counts/part-00000
END
stand_in hadoop <<'END'
cat counts/part-*
END
# The preview of the first line.
stand_in fzf <<'END'
read -r first _
for last in "$@"; do :; done
FZF_PREVIEW_COLUMNS=58 sh -c "$(echo "$last" | sed "s/{1}/'$first'/")"
END

# Each block of README between these headings becomes a file, its long lines joined.
awk '/^## /{ on = /^## Pipelines/ } /^```/ { inside = on && /^```sh/; n += inside; next } inside { print > ("block-" n) }' \
    "$ROOT/README.md"
sed -i 's:/var/log/mail.log:mail.log:; s:/var/log/exim4/mainlog:mainlog:; s:tail -F:cat:' block-*
PATH=$T/bin:$PATH
export PATH HOME="$T/home" reply='450 4.2.0 Greylisted'
lines=0
for block in block-*; do
    if head -n 1 "$block" | grep -q '^#!'; then
        run sh "$block"
        want "the check of Nagios is content" [ "$(cat "$T/out")" = "OK - 1 refusals for reputation | refusals=1;;50" ]
        want "with exit 0" is_status 0
        i=0
        while [ $i -lt 60 ]; do grep spamhaus "$TESTS/scan.log"; i=$((i + 1)); done >mail.log
        run sh "$block"
        want "or not" out_has "CRITICAL - 60 refusals"
        want "with exit 2" is_status 2
        cp "$TESTS/scan.log" mail.log
        sed 's/^log=.*/log=missing/' "$block" >"$T/check"
        run sh "$T/check"
        want "or does not know" is_status 3
        continue
    fi
    sed -e :a -e '/\\$/N; s/\\\n *//; ta' "$block" >"$T/lines"
    while IFS= read -r line <&3; do
        lines=$((lines + 1))
        rm -rf ./*.html
        run sh -c "$line" </dev/null
        want "$line" is_status 0
        want "and complains of nothing" err_empty
        cat ./*.html >>"$T/out" 2>/dev/null
        case $line in mapred*) cat counts/* >>"$T/out" ;; esac
        want "and says something" [ -s "$T/out" ]
    done 3<"$T/lines"
done
want "README has pipelines" [ $lines -ge 20 ]
finish
