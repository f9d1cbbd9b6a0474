/*
 * Writes the log of a mail relay to standard output, always the same for the
 * same numbers: mklog LINES [SEED].  Of its lines 82 % are Postfix's, 10 %
 * Exim's, 4 % Sendmail's and 4 % OpenSMTPD's; about one in six holds a reply,
 * four in five of those a success.  All names and addresses are examples.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Templates.  %m mailbox of this message, %M its sender, %d domain, %a address,
 * %q queue id, %t token, %x eight hexadecimal digits, %1 to %6 a number of so
 * many digits, %h host of the other side, %r the reply, %c what it answers,
 * %e its enhanced code as logged.
 */
struct reply {
    const char *answers, *status, *text; /* lines of the text: \n */
};

static const struct reply sent[] = {
    {"end of DATA command", "2.0.0", "250 2.0.0 Ok: queued as %t"},
    {"end of DATA command", "2.0.0", "250 2.0.0 Ok: queued as %q"},
    {"end of DATA command", "2.0.0", "250 2.0.0 OK  17%6%2 %t.%3 - gsmtp"},
    {"end of DATA command", "2.6.0",
     "250 2.6.0 <%t@mail.example.com> [InternalId=%6%6, Hostname=%t.prod.example.net] Queued mail "
     "for delivery"},
    {"end of DATA command", "2.0.0", "250 OK id=1r%t"},
    {"end of DATA command", "2.0.0", "250 ok %1 message accepted"},
};

static const struct reply later[] = {
    {"RCPT TO command", "4.2.0",
     "450 4.2.0 <%m>: Recipient address rejected: Greylisted, see "
     "http://postgrey.example.org/help/%t.html"},
    {"RCPT TO command", "4.7.1", "451 4.7.1 Greylisting in action, please come back in 00:0%1:00"},
    {"RCPT TO command", "4.2.2", "452 4.2.2 <%m> Mailbox full"},
    {"RCPT TO command", "4.2.1",
     "450-4.2.1 The user you are trying to contact is receiving mail at a rate "
     "that\n450-4.2.1 prevents additional messages from being delivered. For more\n450-4.2.1 "
     "information, go to\n450 4.2.1  https://support.google.com/mail/?p=ReceivingRate %t - gsmtp"},
    {"end of DATA command", "4.7.0",
     "421-4.7.0 [%a      15] Our system has detected an unusual rate of\n421-4.7.0 unsolicited "
     "mail "
     "originating from your IP address.\n421 4.7.0 %t - gsmtp"},
    {"MAIL FROM command", "4.7.0",
     "421 4.7.0 [TSS04] Messages from %a temporarily deferred due to unexpected volume or user "
     "complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes"},
    {"MAIL FROM command", "4.7.650",
     "451 4.7.650 The mail server [%a] has been temporarily rate limited due to IP reputation. For "
     "e-mail delivery information, see https://postmaster.live.com (S775)"},
    {"end of DATA command", "4.0.0", "451 Temporary local problem - please try later"},
};

static const struct reply never[] = {
    {"RCPT TO command", "5.1.1",
     "550 5.1.1 <%m>: Recipient address rejected: User unknown in virtual mailbox table"},
    {"RCPT TO command", "5.1.1",
     "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 "
     "double-checking the recipient's email address for typos or\n550 5.1.1 unnecessary spaces. "
     "%t - gsmtp"},
    {"RCPT TO command", "5.1.10",
     "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient %m not found by SMTP address lookup"},
    {"RCPT TO command", "5.2.2",
     "552-5.2.2 The recipient's inbox is out of storage space. Please direct the\n552 5.2.2 "
     "recipient to https://support.google.com/mail/?p=OverQuotaPerm %t - gsmtp"},
    {"RCPT TO command", "5.7.1",
     "554 5.7.1 Service unavailable; Client host [%a] blocked using zen.spamhaus.org; "
     "https://www.spamhaus.org/query/ip/%a"},
    {"MAIL FROM command", "5.7.1",
     "550 5.7.1 Unfortunately, messages from [%a] weren't sent. Please contact your Internet "
     "service "
     "provider since part of their network is on our block list (S3140)."},
    {"end of DATA command", "5.7.26",
     "550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550-5.7.26 "
     "Gmail requires all senders to authenticate with either SPF or DKIM.\n550 5.7.26  %t - gsmtp"},
    {"end of DATA command", "5.0.0",
     "554 delivery error: dd This user doesn't have a yahoo.example account (%m) [-5] - "
     "mta%4.mail.example.com"},
    {"end of DATA command", "5.3.4", "552 5.3.4 Message size exceeds fixed limit"},
    {"RCPT TO command", "5.0.0", "550 No Such User Here"},
};

static const char *const domains[] = {"example.com",       "example.net",      "example.org",
                                      "shop.example",      "mail.example.com", "corp.example.net",
                                      "lists.example.org", "campus.test",      "news.example"};
static const char *const users[] = {"alice", "bob",   "carol",  "dave",     "erin",       "frank",
                                    "info",  "sales", "office", "no-reply", "postmaster", "b+x1"};

enum program { POSTFIX, EXIM, SENDMAIL, OPENSMTPD };

static struct {
    uint64_t random, left, second;
    char mailbox[64], sender[64], queue[16], host[64], address[16];
    const struct reply *reply;
} now;

static unsigned draw(unsigned n)
{
    now.random ^= now.random << 13;
    now.random ^= now.random >> 7;
    now.random ^= now.random << 17;
    return (unsigned)(now.random >> 33) % n;
}

#define PICK(array) array[draw(sizeof(array) / sizeof *(array))]

static void draw_text(char *s, int n, const char *letters, unsigned count)
{
    for (int i = 0; i < n; i++)
        s[i] = letters[draw(count)];
    s[n] = '\0';
}

static void print_token(int n, unsigned letters)
{
    char text[32];

    draw_text(text, n, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", letters);
    fputs(text, stdout);
}

static void draw_address(char *s, size_t n)
{
    static const char *const nets[] = {"192.0.2.", "198.51.100.", "203.0.113."};

    snprintf(s, n, "%s%u", PICK(nets), 1 + draw(254));
}

static void draw_mailbox(char *s, size_t n)
{
    const char *user = PICK(users), *domain = PICK(domains);

    if (draw(3))
        snprintf(s, n, "%s@%s", user, domain);
    else
        snprintf(s, n, "%s%u@%s", user, draw(10000), domain);
}

/* Lines of a reply are joined as the program does: by a blank, by \n, or only the first is kept. */
static void print(enum program program, const char *template);

static void print_one(enum program program, char c)
{
    char address[16];

    switch (c) {
    case 'm':
        fputs(now.mailbox, stdout);
        break;
    case 'M':
        fputs(now.sender, stdout);
        break;
    case 'd':
        fputs(strchr(now.mailbox, '@') + 1, stdout);
        break;
    case 'a':
        draw_address(address, sizeof address);
        fputs(draw(2) ? now.address : address, stdout);
        break;
    case 'q':
        fputs(now.queue, stdout);
        break;
    case 'h':
        fputs(now.host, stdout);
        break;
    case 't':
        print_token(12, 62);
        break;
    case 'x':
        print_token(8, 16);
        break;
    case 'r':
        print(program, now.reply->text);
        break;
    case 'c':
        fputs(now.reply->answers, stdout);
        break;
    case 'e':
        fputs(now.reply->status, stdout);
        break;
    default:
        putchar((int)('1' + draw(9)));
        for (int i = 1; i < c - '0'; i++)
            putchar((int)('0' + draw(10)));
    }
}

static void print(enum program program, const char *s)
{
    for (; *s; s++) {
        if (*s == '%')
            print_one(program, *++s);
        else if (*s != '\n')
            putchar(*s);
        else if (program == POSTFIX)
            putchar(' ');
        else if (program == EXIM)
            fputs("\\n", stdout);
        else
            return;
    }
}

static void line(enum program program, const char *tag, const char *template)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    unsigned hour, minute, second;
    unsigned day;

    if (now.left == 0)
        return;
    now.left--;
    now.second += draw(30) == 0;
    day = (unsigned)(now.second / 86400 % 336);
    hour = (unsigned)(now.second / 3600 % 24);
    minute = (unsigned)(now.second / 60 % 60);
    second = (unsigned)(now.second % 60);
    if (program == EXIM)
        printf("2026-%02u-%02u %02u:%02u:%02u ", day / 28 + 1, day % 28 + 1, hour, minute, second);
    else
        printf("%s %2u %02u:%02u:%02u %s[%u]: ", months[day / 28], day % 28 + 1, hour, minute,
               second, tag, 1000 + draw(30000));
    print(program, template);
    putchar('\n');
}

/* How a delivery ends: 86 % sent, 5 % deferred, 6 % bounced, 3 % no connection. */
enum outcome { SENT, DEFERRED, BOUNCED, UNREACHED };

static enum outcome draw_outcome(void)
{
    unsigned x = draw(100);

    now.reply = x < 86 ? &PICK(sent) : x < 91 ? &PICK(later) : &PICK(never);
    return x < 86 ? SENT : x < 91 ? DEFERRED : x < 97 ? BOUNCED : UNREACHED;
}

/* Clients that deliver nothing. */
static void visit(void)
{
    static const char *const refusals[] = {
        "NOQUEUE: reject: RCPT from unknown[%a]: 554 5.7.1 Service unavailable; Client host [%a] "
        "blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/%a; from=<%M> to=<%m> "
        "proto=ESMTP helo=<%d>",
        "NOQUEUE: reject: RCPT from %h[%a]: 550 5.1.1 <%m>: Recipient address rejected: User "
        "unknown "
        "in virtual mailbox table; from=<%M> to=<%m> proto=ESMTP helo=<%d>",
        "NOQUEUE: reject: RCPT from %h[%a]: 450 4.7.1 <%d>: Helo command rejected: Host not found; "
        "from=<%M> to=<%m> proto=SMTP helo=<%d>",
        "warning: unknown[%a]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
        "lost connection after AUTH from %h[%a]"};
    unsigned which = draw(6);

    line(POSTFIX, "mx1 postfix/smtpd", "connect from %h[%a]");
    if (which < 5)
        line(POSTFIX, "mx1 postfix/smtpd", refusals[which]);
    line(POSTFIX, "mx1 postfix/smtpd", "disconnect from %h[%a] ehlo=1 quit=1 commands=2");
}

static void postfix(void)
{
    static const char *const ends[] = {
        "%q: to=<%m>, relay=%h[%a]:25, delay=%1.%1, delays=0.%1/0.01/0.6/0.8, dsn=%e, status=sent "
        "(%r)",
        "%q: to=<%m>, relay=%h[%a]:25, delay=%4.%1, delays=%4/0.01/0.6/0.8, dsn=%e, "
        "status=deferred "
        "(host %h[%a] said: %r (in reply to %c))",
        "%q: to=<%m>, relay=%h[%a]:25, delay=%1.%1, delays=%1/0.01/0.6/0.8, dsn=%e, status=bounced "
        "(host %h[%a] said: %r (in reply to %c))",
        "%q: to=<%m>, relay=none, delay=%3, delays=%1/0.02/30/0, dsn=4.4.1, status=deferred "
        "(connect "
        "to %h[%a]:25: Connection timed out)"};
    enum outcome outcome;

    if (draw(100) < 22) {
        visit();
        return;
    }
    line(POSTFIX, "mx1 postfix/smtpd", "connect from client.%h[%a]");
    line(POSTFIX, "mx1 postfix/smtpd",
         "%q: client=client.%h[%a], sasl_method=PLAIN, sasl_username=%M");
    line(POSTFIX, "mx1 postfix/cleanup", "%q: message-id=<20260501%6.%6@client.%h>");
    line(POSTFIX, "mx1 postfix/qmgr", "%q: from=<%M>, size=%5, nrcpt=1 (queue active)");
    line(POSTFIX, "mx1 postfix/smtpd",
         "disconnect from client.%h[%a] ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 "
         "commands=8");
    if (draw(4) == 0)
        line(POSTFIX, "mx1 postfix/smtp",
             "Trusted TLS connection established to %h[%a]:25: TLSv1.3 with cipher "
             "TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS "
             "(2048 bits)");
    outcome = draw_outcome();
    if (outcome == SENT && draw(5) == 0)
        line(POSTFIX, "mx1 postfix/lmtp",
             "%q: to=<%m>, relay=mail.%h[private/dovecot-lmtp], delay=0.%2, "
             "delays=0.05/0.01/0.02/0.1, dsn=2.0.0, status=sent (250 2.0.0 <%m> %t Saved)");
    else
        line(POSTFIX, "mx1 postfix/smtp", ends[outcome]);
    if (outcome == BOUNCED)
        line(POSTFIX, "mx1 postfix/bounce", "%q: sender non-delivery notification: %t");
    if (outcome == SENT || outcome == BOUNCED)
        line(POSTFIX, "mx1 postfix/qmgr", "%q: removed");
}

/* An id of Exim ends like a reply code, and its cipher stands right before the reply. */
static void exim(void)
{
    static const char *const ends[] = {
        "1s%5-%6-Ab => %m R=dnslookup T=remote_smtp H=%h [%a] X=TLS1.3:ECDHE_X25519:256 CV=yes "
        "C=\"%r\"",
        "1s%5-%6-Ab == %m R=dnslookup T=remote_smtp defer (-44) H=%h [%a]: SMTP error from remote "
        "mail server after RCPT TO:<%m>: %r",
        "1s%5-%6-Ab ** %m R=dnslookup T=remote_smtp H=%h [%a]: SMTP error from remote mail server "
        "after RCPT TO:<%m>: %r",
        "1s%5-%6-Ab == %m R=dnslookup T=remote_smtp defer (110): Connection timed out H=%h [%a]"};
    enum outcome outcome;

    line(EXIM, "",
         "1s%5-%6-Ab <= %M H=client.%h [%a] P=esmtpsa X=TLS1.3:ECDHE_X25519:256 CV=no A=plain:%M "
         "S=%5 id=%6@%d");
    outcome = draw_outcome();
    line(EXIM, "", ends[outcome]);
    if (outcome == SENT || outcome == BOUNCED)
        line(EXIM, "", "1s%5-%6-Ab Completed");
}

static void sendmail(void)
{
    static const char *const ends[] = {
        "4G1%q: to=<%m>, delay=00:00:0%1, xdelay=00:00:01, mailer=esmtp, pri=%6, relay=%h. [%a], "
        "dsn=2.0.0, stat=Sent (Ok: queued as %t)",
        "4G1%q: to=<%m>, delay=00:00:0%1, xdelay=00:00:01, mailer=esmtp, pri=%6, relay=%h. [%a], "
        "dsn=%e, reply=%r, stat=Deferred: %r",
        "4G1%q: to=<%m>, delay=00:00:0%1, xdelay=00:00:01, mailer=esmtp, pri=%6, relay=%h. [%a], "
        "dsn=%e, reply=%r, stat=Service unavailable",
        "4G1%q: to=<%m>, delay=00:01:0%1, xdelay=00:01:00, mailer=esmtp, pri=%6, relay=%h. [%a], "
        "dsn=4.0.0, stat=Deferred: Connection timed out with %h."};

    line(SENDMAIL, "relay1 sm-mta",
         "4G1%q: from=<%M>, size=%5, class=0, nrcpts=1, msgid=<%6@%d>, proto=ESMTP, daemon=MTA-v4, "
         "relay=client.%h [%a]");
    line(SENDMAIL, "relay1 sm-mta", ends[draw_outcome()]);
}

static void opensmtpd(void)
{
    static const char *const ends[] = {
        "%x%x mta delivery evpid=%x%x from=<%M> to=<%m> rcpt=<-> source=\"192.0.2.25\" relay=\"%a "
        "(%h)\" delay=%1s result=\"Ok\" stat=\"%r\"",
        "%x%x mta delivery evpid=%x%x from=<%M> to=<%m> rcpt=<-> source=\"192.0.2.25\" relay=\"%a "
        "(%h)\" delay=%1s result=\"TempFail\" stat=\"%r\"",
        "%x%x mta delivery evpid=%x%x from=<%M> to=<%m> rcpt=<-> source=\"192.0.2.25\" relay=\"%a "
        "(%h)\" delay=%1s result=\"PermFail\" stat=\"%r\"",
        "%x%x mta delivery evpid=%x%x from=<%M> to=<%m> rcpt=<-> source=\"192.0.2.25\" relay=\"%a "
        "(%h)\" delay=%2s result=\"TempFail\" stat=\"Network error on destination MXs\""};

    line(OPENSMTPD, "out1 smtpd", "%x%x mta connected");
    line(OPENSMTPD, "out1 smtpd", "%x%x smtp message msgid=%x size=%5 nrcpt=1 proto=ESMTP");
    line(OPENSMTPD, "out1 smtpd", ends[draw_outcome()]);
}

int main(int argc, char **argv)
{
    static char buffer[1 << 16];

    if (argc < 2) {
        fputs("usage: mklog LINES [SEED]\n", stderr);
        return 2;
    }
    now.left = strtoull(argv[1], NULL, 10);
    now.random = 88172645463325252u + (argc > 2 ? strtoull(argv[2], NULL, 10) : 0);
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    while (now.left > 0) {
        unsigned x = draw(100);

        draw_mailbox(now.mailbox, sizeof now.mailbox);
        draw_mailbox(now.sender, sizeof now.sender);
        draw_address(now.address, sizeof now.address);
        draw_text(now.queue, 10, "0123456789ABCDEF", 16);
        snprintf(now.host, sizeof now.host, "mx%u.%s", draw(2) + 1, PICK(domains));
        if (x < 66)
            postfix();
        else if (x < 83)
            exim();
        else if (x < 94)
            sendmail();
        else
            opensmtpd();
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
