#!/bin/sh
# The paste box: replies in any text on standard input.
. "$(dirname "$0")/lib.sh"
S=$SMTPCODE

replies() { [ "$(grep -c '"kind": "reply"' "$T/out")" -eq "$1" ]; }

input '550 5.1.1 <u@example.com>: Recipient address rejected: User unknown\n'
expect 0 "user-unknown" "$S"
input '252\n'
expect 0 "252" "$S"
input 'hello\nworld\n'
run "$S"
want "no reply is exit 1" is_status 1
want "and says so" err_has "no reply found"
run "$S"
want "empty input is exit 1" is_status 1

# Lines of one reply are joined; the same reply is explained once.
input '550-5.7.26 This mail has been blocked\r\n550-5.7.26 because the sender is unauthenticated.\r\n550 5.7.26 x\r\n'
run "$S" -f json
want "three lines are one reply" replies 1
want "its text is joined" out_has "unauthenticated"
input '450 4.2.0 Greylisted\n550 5.1.1 No\n450 4.2.0 Greylisted\n'
run "$S" -f json
want "two distinct replies of three" replies 2
input '550-5.7.1 a\n554 5.7.1 b\n'
run "$S" -f json
want "a change of code inside a reply is told" out_has "code-changes"
input 'Diagnostic-Code: smtp; 550-5.7.26 This mail\n    550 5.7.26 has been blocked\nStatus: 5.7.26\n'
run "$S" -f json
want "folded fields are joined" out_has "has been blocked"

# Status and Diagnostic-Code of one recipient are one reply.
input 'Action: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; 550 5.1.1 <u@example.com>:\n\tUser unknown\n\nStatus: 5.0.0\nDiagnostic-Code: x-unix; failed\n'
run "$S" --field thing
want "a Status beside a Diagnostic-Code is no second reply" [ "$(cat "$T/out")" = '550 5.1.1 <u@example.com>: User unknown
5.0.0' ]
input 'Status: 5.2.2\nDiagnostic-Code: smtp; 552 sorry\n'
run "$S" --field enhanced
want "but lends it its enhanced code" [ "$(cat "$T/out")" = 5.2.2 ]
input 'Diagnostic-Code: smtp; 552 5.2.2 sorry\nStatus: 5.2.2\nStatus: 4.4.1\n\nStatus: 4.4.1\nstatus: 4.4.7'
run "$S" --field thing
want "in any order, and alone it is told" [ "$(tr '\n' ' ' <"$T/out")" = '552 5.2.2 sorry 4.4.1 4.4.7 ' ]
input 'Status: 5.1.1\nDiagnostic-Code: smtp; 450 later\n'
run "$S" --field enhanced
want "never one of another class" [ "$(cat "$T/out")" = - ]

input 'Diagnostic-Code: smtp; 552 5.2.2 sorry\nFinal-Recipient: rfc822; v@example.com\nStatus: 4.4.1\n'
run "$S" --field enhanced
want "and never of another recipient" [ "$(tr '\n' ' ' <"$T/out")" = '5.2.2 4.4.1 ' ]

# The prose of a bounce is wrapped; what stands on the next lines may be what tells.
input '<u@example.com>: host mx.example.com[192.0.2.17] said: 451 4.7.1 <u@example.com>:\n    Recipient address rejected: Greylisting in effect, please come back later (in\n    reply to RCPT TO command)\n<v@example.com>: host mx.example.com[192.0.2.17] said: 550 5.1.1 <v@example.com>: User\n    unknown\n'
run "$S" --field cause
want "wrapped replies are read whole" [ "$(tr '\n' ' ' <"$T/out")" = "greylisted user-unknown " ]
input '  u@example.com\n    host mx.example.com [192.0.2.17]\n    SMTP error from remote mail server after end of data:\n    552 5.3.4 Your message is larger than this mailbox can take, which is the\n    limit of 20 MB\n\n    Received: from a\n'
run "$S" --field text
want "up to an empty line" [ "$(cat "$T/out")" = "Your message is larger than this mailbox can take, which is the limit of 20 MB" ]
input 'com.sun.mail.smtp.SMTPSendFailedException: 530 5.7.57 Client not authenticated to send mail.\n\tat com.sun.mail.smtp.SMTPTransport.issueSendCommand(SMTPTransport.java:2358)\n'
run "$S" --field text
want "a stack trace is no text of the server" [ "$(cat "$T/out")" = "Client not authenticated to send mail." ]
input '<-  250 2.1.0 <a@example.net>... Sender ok, and a text of more than 55 columns\n -> RCPT TO:<b@example.com>\n<** 550 5.1.1 no\n'
run "$S" -f json
want "a command is not the end of a reply" [ "$(jq -r .command "$T/out" | tr '\n' ' ')" = "null RCPT " ]

# A session: each reply in order, with the command that it answers.
input '220 mx ESMTP\nEHLO a\n250 mx\nMAIL FROM:<a@example.net>\n250 ok\nRCPT TO:<b@example.com>\n250 ok\nDATA\n354 go\n.\n250 ok\nQUIT\n221 bye\n'
run "$S" -f json
want "every reply of a session, in order" [ "$(jq -r .command "$T/out" | tr '\n' ' ')" = "CONNECT EHLO MAIL RCPT DATA end-of-DATA QUIT " ]
want "all are legal answers" [ "$(jq -r .legal "$T/out" | sort -u)" = yes ]
input ' -> MAIL FROM:<a@example.net>\n<-  354 go\n'
run "$S" -f json
want "354 is no answer to MAIL" [ "$(jq -r .legal "$T/out")" = no ]
input ' -> MAIL FROM:<a@example.net>\n -> RCPT TO:<b@example.com>\n<-  250 2.1.0 ok\n<** 550 5.1.1 no such user\n'
run "$S" -f json
want "pipelined commands are answered in order" [ "$(jq -r .command "$T/out" | tr '\n' ' ')" = "MAIL RCPT " ]
input 'AUTH LOGIN\n334 VXNlcm5hbWU6\nam9l\n334 UGFzc3dvcmQ6\nc2VjcmV0\n535 5.7.8 no\n'
run "$S" -f json
want "a login goes on through its challenges" [ "$(jq -r .command "$T/out" | tr '\n' ' ')" = "AUTH AUTH AUTH " ]

# Hostile input: NUL, invalid UTF-8, escapes, a line of a megabyte, no end of line.
input '550 5.1.1 a\000b\377c\033[31m\n'
run "$S"
want "control bytes do not come out" [ "$(LC_ALL=C tr -d '\n\040-\176' <"$T/out" | LC_ALL=C grep -c "$(printf '[\000-\037]')")" -eq 0 ]
want "the escape is visible" out_lacks "$(printf '\033')"
{
    printf '550 5.1.1 '
    head -c 1000000 /dev/zero | tr '\0' x
} >"$T/in"
run "$S" --field cause
want "a line of a megabyte" [ "$(cat "$T/out")" = user-unknown ]
head -c 3000000 /dev/zero >"$T/in"
run "$S"
want "three megabytes of NUL hold no reply" is_status 1
printf '550 5.1.1 x' >"$T/in"
expect 0 "user-unknown" "$S" -
run sh -c "'$S' 2>&1 <&-"
want "closed standard input is an error" is_status 2
run "$S" - </
want "a folder is no input" [ "$status" -ne 0 ]
input 'C: LHLO client.example.net\nS: 250-mx.example.com\nS: 250 HELP\n'
run "$S" -f json
want "LHLO is the EHLO of LMTP, and its answer informs" \
    [ "$(jq -r '"\(.command) \(.legal) \(.cause)"' "$T/out")" = 'EHLO yes info' ]
input 'Diagnostic-Code: smtp; 550 5.1.1 No such =\nuser here\n'
run "$S" --field text
want "a soft line break of quoted-printable joins" grep -q 'such *user here' "$T/out"
# More replies than are remembered at first, each of them twice.
awk 'BEGIN { for (i = 0; i < 6000; i++) printf "550 5.1.1 x%dy\n", i % 3000 }' >"$T/in"
run "$S" --field text
want "three thousand distinct replies, each once" [ "$(wc -l <"$T/out")" -eq 3000 ]
want "none of them twice" [ "$(sort -u "$T/out" | wc -l)" -eq 3000 ]
input '220 hello\n421 4.3.2 bye\n'
run "$S" -e
want "-e on a stream takes the worst" is_status 75
finish
