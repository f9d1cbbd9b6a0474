#include "edge.h"
#include "finder.h"
#include "kernel.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

struct sample {
    const char *line;
    int code; /* -1: none */
    const char *status;
    const char *text;
};

static void check_sample(const struct sample *s)
{
    struct found f;
    char status[STATUS_TEXT] = "";
    size_t n = strlen(s->line);

    ck_assert_msg(finder_find(s->line, n, &f), "nothing found in: %s", s->line);
    if (status_is_set(&f.status))
        status_format(&f.status, status);
    ck_assert_msg(f.code == s->code, "code %d in: %s", f.code, s->line);
    ck_assert_msg(strcmp(status, s->status) == 0, "enhanced code '%s' in: %s", status, s->line);
    ck_assert_msg(f.end - f.text == strlen(s->text) &&
                      memcmp(s->line + f.text, s->text, f.end - f.text) == 0,
                  "text '%.*s' in: %s", (int)(f.end - f.text), s->line + f.text, s->line);
    ck_assert_uint_le(f.start, f.text);
    ck_assert_uint_le(f.end, n);
}

START_TEST(replies_are_found)
{
    static const struct sample samples[] = {
        {"550 5.1.1 User unknown", 550, "5.1.1", "User unknown"},
        {"250-PIPELINING", 250, "", "PIPELINING"},
        {"354 End data with <CR><LF>.<CR><LF>", 354, "", "End data with <CR><LF>.<CR><LF>"},
        {"postfix/smtp[123]: 4F1: to=<u@example.com>, relay=mx.example.com[192.0.2.1]:25, "
         "delay=1.2, delays=0.1/0/0.5/0.6, dsn=5.1.1, status=bounced (host "
         "mx.example.com[192.0.2.1] said: 550 5.1.1 <u@example.com>: Recipient address rejected: "
         "User unknown (in reply to RCPT TO command))",
         550, "5.1.1", "<u@example.com>: Recipient address rejected: User unknown"},
        {"postfix/smtp[9]: 4F1: to=<u@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=3, "
         "dsn=4.0.0, status=deferred (host mx.example.com[192.0.2.1] said: 421 Try later (in "
         "reply to MAIL FROM command))",
         421, "4.0.0", "Try later"},
        {"2026-11-24 10:00:00 1tF ** u@example.com R=dnslookup T=remote_smtp "
         "H=mx.example.com [192.0.2.1] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes: SMTP error "
         "from remote mail server after RCPT TO:<u@example.com>: 550 5.1.1 No such user",
         550, "5.1.1", "No such user"},
        {"2026-11-24 10:00:00 1tF => u@example.com R=dnslookup T=remote_smtp "
         "H=mx.example.com [192.0.2.1] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C=\"250 2.0.0 "
         "Ok: queued as 4F1\"",
         250, "2.0.0", "Ok: queued as 4F1"},
        {"Diagnostic-Code: smtp; 550 5.7.1 Relaying denied", 550, "5.7.1", "Relaying denied"},
        {"Remote_host_said:_550_5.1.1_unknown_user/", 550, "5.1.1", "unknown_user/"},
        {"(550, b'5.1.1 No such user')", 550, "5.1.1", "No such user"},
        {" <** 550 No such user", 550, "", "No such user"},
        {"#550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found##", 550, "5.1.10",
         "RESOLVER.ADR.RecipientNotFound; not found##"},
        {"Sorry, no mailbox here by that name. (#5.1.1)", -1, "5.1.1",
         "Sorry, no mailbox here by that name. (#5.1.1)"},
        {"H=mx.example.com [192.0.2.1]: SMTP error from remote mail server after pipelined MAIL "
         "FROM:<a@example.net> SIZE=2022: 523 Message too big",
         523, "", "Message too big"},
        {"SMTP error from remote mail server after RCPT TO:<u@example.com>: 451 192.0.2.1 is not "
         "yet authorized",
         451, "", "192.0.2.1 is not yet authorized"},
        {"reply: retcode (427); Msg: b'Unreachable host'", 427, "", "Unreachable host"},
        {"smtplib.SMTPAuthenticationError: (526, b'Wrong login')", 526, "", "Wrong login"},
        {"refused: {'u@example.com': (577, b\"No such user\")}", 577, "", "No such user"},
        {"550 Messages like this are refused", 550, "", "Messages like this are refused"},
        {"Net::SMTPSyntaxError (500 Unauthorized relay)", 500, "", "Unauthorized relay"},
        {"error=3D550 5.7.1 Client host blocked", 550, "5.7.1", "Client host blocked"},
        {"{\"code\":550,\"enhanced_code\":{\"class\":5,\"subject\":1,\"detail\":10},"
         "\"content\":\"No such user\"}",
         550, "5.1.10", "No such user"},
        {"failed,5.0.0,\"smtp;550 No such user\",mx.example.com,policy-related", 550, "",
         "No such user"},
        {"said: 421 Messages from 192.0.2.1 are put off", 421, "",
         "Messages from 192.0.2.1 are put off"},
        {"550 connections not accepted from this address", 550, "",
         "connections not accepted from this address"},
        {"status=bounced (host mx.example.com[192.0.2.1] refused to talk to me: 554 No service "
         "(yet))",
         554, "", "No service (yet)"},
        {"failure: Remote_host_said:_550_No_such_user/Giving_up_on_192.0.2.1./", 550, "",
         "No_such_user"},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check_sample(&samples[i]);
}
END_TEST

START_TEST(other_numbers_are_no_replies)
{
    static const char *const lines[] = {
        "",
        "postfix/qmgr[550]: 4F1: from=<a@example.com>, size=550, nrcpt=1 (queue active)",
        "postfix/smtpd[421]: connect from mx.example.com[192.0.2.250]",
        "X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes",
        "GET / HTTP/1.1 503 Service Unavailable",
        "HTTP/1.1 503 Service Unavailable",
        "cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
        "warning: 450 bytes left",
        " 3 files changed, 250 insertions(+), 451 deletions(-)",
        "2026/03/11 10:00:07 [warn] 250#250: *4501 a response is buffered",
        "* 250 FETCH (UID 4521)",
        "* 550 EXISTS",
        "redis[450]: 450:M 11 Mar 2026 10:06:02 * Saving",
        "HTTPError: 451 Client Error: Unavailable For Legal Reasons",
        "Order #5521 shipped: 250 x screws",
        "#550 was closed by joe",
        "    250, 251, 252,",
        "    553,",
        "    500: ('Internal Server Error',",
        "    422 * `Unprocessable Entity`",
        "git: 550 objects, 250 deltas",
        "delay=550, delays=250/251/252/253",
        "version 5.1.1",
        "2026-11-24T10:00:00.250 message accepted",
        "u550@example.com",
        "550x 5.1",
        "-- 250 Kbytes in 45 requests",
        "refused: (526, 'x')",
        "refused: (726, b'x')",
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct found f;
        ck_assert_msg(!finder_find(at_edge(lines[i], strlen(lines[i])), strlen(lines[i]), &f),
                      "%d found in: %s", f.code, lines[i]);
    }
}
END_TEST

START_TEST(words_before_a_lone_status_are_within_the_reply)
{
    const char *line = "status=bounced (no such host), dsn=5.4.4";
    struct found f;

    ck_assert(finder_find(line, strlen(line), &f));
    ck_assert_int_eq(f.code, -1);
    ck_assert_uint_le(f.start, f.text);
    ck_assert_uint_le(f.text, f.end);
}
END_TEST

START_TEST(a_reply_without_text_ends_behind_its_code)
{
    static const char *const lines[] = {"5.1.1 ", "='-5.7.26 ", "(b\"5.7.1 \") x", "dsn=5.1.1 "};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct found f;

        if (finder_find(at_edge(lines[i], strlen(lines[i])), strlen(lines[i]), &f))
            ck_assert_uint_le(f.text, f.end);
        if (finder_find_loose(at_edge(lines[i], strlen(lines[i])), strlen(lines[i]), &f)) {
            ck_assert_uint_le(f.start, f.text);
            ck_assert_uint_le(f.text, f.end);
        }
    }
}
END_TEST

/* RFC 3463 s2: the class is 2, 4 or 5; whoever asks may ask anything. */
START_TEST(a_class_that_there_is_not_makes_no_pair)
{
    static const char *const lines[] = {"disk 950 9.1.1 text", "disk (150 1.1.1 text",
                                        "x 050 0.1.1 text", "x 350 3.1.1 text",
                                        "x \"650-6.2.3 text"};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct found f;

        ck_assert_msg(!finder_find_loose(at_edge(lines[i], strlen(lines[i])), strlen(lines[i]), &f),
                      "%s", lines[i]);
    }
}
END_TEST

START_TEST(any_bytes_are_survived)
{
    unsigned seed = 1;
    static const char alphabet[] = "0123456789 .-#\"'()[]{}<>\\=:;%_abn\n\0\xff"
                                   "25505.1.1";

    for (int round = 0; round < 20000; round++) {
        struct found f;
        size_t n;
        char bytes[64];
        const char *line;

        seed = seed * 1103515245u + 12345u;
        n = seed >> 16 & 63;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        line = at_edge(bytes, n);
        if (finder_find_loose(line, n, &f)) {
            ck_assert_uint_le(f.start, f.text);
            ck_assert_uint_le(f.text, f.end);
            ck_assert_uint_le(f.end, n);
        }
        if (finder_find(line, n, &f))
            ck_assert_uint_le(f.end, n);
    }
}
END_TEST

/* With the masks of a kernel the same is found as byte by byte. */
START_TEST(the_masks_hide_nothing)
{
    static const char *const parts[] = {
        "550 ",
        "250 ",
        "421-",
        "5.1.1 ",
        "2.0.0 ",
        "4.7.26 ",
        " said: ",
        "dsn=",
        "status=bounced (",
        ": ",
        "(",
        ")",
        "\"",
        "'",
        "reply: ",
        "Ok ",
        "user unknown ",
        "[192.0.2.1]:25 ",
        "%20",
        "=3D",
        "\\n",
        "\\r\\n",
        "#",
        "<",
        ">",
        "25",
        "5",
        ".",
        "/",
        "-",
        "_",
        "code=",
        "HTTP/1.1 ",
        "bytes ",
        "smtp; ",
        "X.1.1 ",
        "{\"code\":",
        ",",
        "550-",
        "451 4.3.0 ",
        "999 ",
        "354 ",
        "\xc3\xa4",
        "C=",
    };
    static char padded[KERNEL_BEFORE + 1024 + KERNEL_BEHIND];
    const struct kernel *kernel = kernel_at(0);
    unsigned seed = 9;
    int found = 0;

    for (int round = 0; round < 60000; round++) {
        uint64_t newlines[17], candidates[17];
        char *line = padded + KERNEL_BEFORE;
        struct found f, g;
        size_t n = 0;
        bool finds, marked;

        for (int i = round % 9; i >= 0; i--) {
            const char *part;

            seed = seed * 1103515245u + 12345u;
            part = parts[(seed >> 16) % (sizeof parts / sizeof *parts)];
            memcpy(line + n, part, strlen(part));
            n += strlen(part);
        }
        memset(padded, '\n', KERNEL_BEFORE);
        memset(line + n, '\n', KERNEL_BEHIND);
        kernel->mark(line, n, newlines, candidates);
        marked = finder_find_marked(line, n, candidates, 0, &g);
        finds = finder_find(at_edge(line, n), n, &f);
        ck_assert_msg(finds == marked, "%.*s", (int)n, line);
        if (!finds)
            continue;
        found++;
        ck_assert_msg(f.code == g.code && f.start == g.start && f.end == g.end &&
                          f.text == g.text && f.continues == g.continues &&
                          f.changes == g.changes &&
                          memcmp(&f.status, &g.status, sizeof f.status) == 0,
                      "%.*s", (int)n, line);
        ck_assert(f.code >= 0 || status_is_set(&f.status));
        ck_assert_uint_le(f.start, f.text);
        ck_assert_uint_le(f.text, f.end);
        ck_assert_uint_le(f.end, n);
        if (f.code >= 0)
            ck_assert_int_eq(code_parse(line + f.start, 3), f.code);
    }
    ck_assert_int_gt(found, 10000);
}
END_TEST

/* Megabytes of candidates that all come to nothing; at quadratic cost it takes minutes. */
START_TEST(a_long_line_costs_by_its_length)
{
    static const char *const parts[] = {"a: 577 ",  ": 550% ",    "x: 450:9 ", "c=577 ",
                                        "x: 299, ", "x> 550 kb ", "550  >"};
    static char line[2 << 20];

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i]), n = 0;
        struct found f;

        memset(line, '"', sizeof line / 2); /* what may be a prompt */
        if (i % 2 == 0)
            n = sizeof line / 2;
        for (; n + length <= sizeof line; n += length)
            memcpy(line + n, parts[i], length);
        ck_assert_msg(!finder_find(line, n, &f), "%s", parts[i]);
    }
}
END_TEST

TCase *finder_tests(void)
{
    TCase *t = tcase_create("finder");

    tcase_set_timeout(t, 60);
    tcase_add_test(t, replies_are_found);
    tcase_add_test(t, other_numbers_are_no_replies);
    tcase_add_test(t, words_before_a_lone_status_are_within_the_reply);
    tcase_add_test(t, a_reply_without_text_ends_behind_its_code);
    tcase_add_test(t, a_class_that_there_is_not_makes_no_pair);
    tcase_add_test(t, a_long_line_costs_by_its_length);
    tcase_add_test(t, any_bytes_are_survived);
    tcase_add_test(t, the_masks_hide_nothing);
    return t;
}
