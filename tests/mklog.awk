# Prints a mail log of LINES lines for benchmarks, always the same one:
# awk -v LINES=700000 -f tests/mklog.awk
# The mix is that of a relay: about one line in five holds a reply, four of
# five replies are good ones, and Postfix, Exim and Sendmail write it.
function random(n) {
    seed = (seed * 16807) % 2147483647
    return seed % n
}
function pick(list, n) { return list[random(n) + 1] }
function id(  s, i) {
    for (i = 0; i < 10; i++) s = s substr("0123456789ABCDEF", random(16) + 1, 1)
    return s
}
function ip() { return pick(nets, 3) "." random(254) + 1 }
function host() { return pick(hosts, 4) }
function mail() { return pick(users, 5) random(9999) "@" host() }
function stamp() { return sprintf("May  1 %02d:%02d:%02d", clock / 3600 % 24, clock / 60 % 60, clock % 60) }
BEGIN {
    seed = 42
    split("192.0.2 198.51.100 203.0.113", nets, " ")
    split("mail.example.com shop.example lists.example.org corp.example.net", hosts, " ")
    split("alice bob carol dave erin", users, " ")
    bad = split("550 5.1.1 <u@example.com>: Recipient address rejected: User unknown in virtual mailbox table|554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org|450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]|421-4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address. 421 4.7.28 - gsmtp|450 4.2.0 <u@example.com>: Recipient address rejected: Greylisted|451 4.3.0 Error: queue file write error|452 4.2.2 The recipient's inbox is out of storage space|550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate 550 5.7.26 - gsmtp|554 5.7.1 <u@example.org>: Relay access denied", replies, "|")
    for (line = 0; line < LINES; line++) {
        clock += random(3) == 0
        kind = random(100)
        if (kind < 20) print stamp() " mx1 postfix/smtpd[" random(30000) "]: connect from " host() "[" ip() "]"
        else if (kind < 35) print stamp() " mx1 postfix/smtpd[" random(30000) "]: disconnect from " host() "[" ip() "] ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8"
        else if (kind < 50) print stamp() " mx1 postfix/qmgr[" random(30000) "]: " id() ": from=<" mail() ">, size=" random(90000) ", nrcpt=1 (queue active)"
        else if (kind < 60) print stamp() " mx1 postfix/cleanup[" random(30000) "]: " id() ": message-id=<20250501" random(999999) "@" host() ">"
        else if (kind < 70) print stamp() " mx1 postfix/qmgr[" random(30000) "]: " id() ": removed"
        else if (kind < 80) print "2025-05-01 " substr(stamp(), 8) " 1s" random(9) "x5v-" random(999999) "-pA <= " mail() " H=client." host() " [" ip() "] P=esmtpsa X=TLS1.3:ECDHE_X25519:256 CV=no S=" random(90000)
        else if (kind < 90) print stamp() " mx1 postfix/smtp[" random(30000) "]: " id() ": to=<" mail() ">, relay=mx1." host() "[" ip() "]:25, delay=7.4, delays=0.4/0.01/0.6/0.8, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as " id() ")"
        else if (kind < 94) print "2025-05-01 " substr(stamp(), 8) " 1s" random(9) "x5v-" random(999999) "-pA => " mail() " R=dnslookup T=remote_smtp H=mx1." host() " [" ip() "] X=TLS1.3:ECDHE_X25519:256 CV=yes C=\"250 OK id=1s" random(9) "Y5v-" random(999999) "-Ab\""
        else if (kind < 96) print stamp() " relay1 sm-mta[" random(30000) "]: 4G1v0Pp" random(999999) ": to=<" mail() ">, delay=00:00:06, xdelay=00:00:01, mailer=esmtp, pri=120431, relay=mx1." host() ". [" ip() "], dsn=2.0.0, stat=Sent (2.0.0 Ok: queued as " id() ")"
        else { r = pick(replies, bad); print stamp() " mx1 postfix/smtp[" random(30000) "]: " id() ": to=<" mail() ">, relay=mx1." host() "[" ip() "]:25, delay=3, delays=0.1/0/1/1.9, dsn=" substr(r, 5, 5) ", status=" (substr(r, 1, 1) == "4" ? "deferred" : "bounced") " (host mx1." host() "[" ip() "] said: " r " (in reply to RCPT TO command))" }
    }
}
