#include "edge.h"
#include "redact.h"
#include "suites.h"

#include <string.h>
#include <time.h>

static const char *redacted(const char *text)
{
    static char out[512];
    size_t n = redact(at_edge(text, strlen(text)), strlen(text), out, sizeof out - 1);

    out[n] = '\0';
    return out;
}

START_TEST(names_are_replaced)
{
    ck_assert_str_eq(redacted("to=<joe.b+x@mail.example.com>, ok"), "to=<<mail>>, ok");
    ck_assert_str_eq(redacted("host mx1.example.org[192.0.2.1]:25"), "host <host>[<ip>]:25");
    ck_assert_str_eq(redacted("[IPv6:2001:db8::1] and fe80::1"), "[IPv6:<ip>] and <ip>");
    ck_assert_str_eq(redacted("2001:db8:1:2:3:4:5:6."), "<ip>.");
    ck_assert_str_eq(redacted("queued as 4F1B2C3D4E"), "queued as <id>");
    ck_assert_str_eq(redacted("id=1tF0aB-000000001ab-1Def"), "id=<id>");
    ck_assert_str_eq(redacted("helo=<laptop> proto"), "helo=<<host>> proto");
    ck_assert_str_eq(redacted("Nov 24 10:00:00 relay1 postfix"), "Nov 24 10:00:00 <host> postfix");
    ck_assert_str_eq(redacted("\"joe b\"@example.com"), "<mail>");
    ck_assert_str_eq(redacted("joe@[IPv6:2001:db8::42] no"), "<mail> no");
    ck_assert_str_eq(redacted("SRS0=HHH=TT=a.example=joe@fwd.example.org"), "<mail>");
    ck_assert_str_eq(redacted("bounce+joe=a.example@lists.example.org"), "<mail>");
    ck_assert_str_eq(redacted("prvs=12345abcde=joe@a.example"), "<mail>");
    ck_assert_str_eq(redacted("joe@xn--fsqu00a.xn--0zwm56d"), "<mail>");
    ck_assert_str_eq(redacted("joe%40a.example and joe(at)a.example"), "<mail> and <mail>");
    ck_assert_str_eq(redacted("a1-20020a05600c00c100b003fe1c332823si1234567wmb.123 - gsmtp"),
                     "<id> - gsmtp");
    ck_assert_str_eq(
        redacted("[AM0EUR02FT012.eop-EUR02.prod.protection.outlook.com 08DCF1A2B3C4D]"),
        "[<host> <id>]");
    ck_assert_str_eq(redacted("queued as 4XyZ12abcdz9"), "queued as <id>");
    ck_assert_str_eq(redacted("4AOA1B2C012345 accepted"), "<id> accepted");
    ck_assert_str_eq(redacted("2e1b7c9a accepted"), "<id> accepted");
    ck_assert_str_eq(redacted("ok 1732442000 qp 12345"), "ok 1732442000 qp <id>");
    ck_assert_str_eq(redacted("queued as 1tF0aB-0001ab-1D and"), "queued as <id> and");
    ck_assert_str_eq(redacted("Queue-ID: abc-1, queue_id=abc; qp 7"),
                     "Queue-ID: <id>, queue_id=<id>; qp <id>");
    ck_assert_str_eq(
        redacted("qp 2001:db8:1:2:3:4:7a7a:8b8b, queued as 192.0.2.7, queueid=ann+x@a.b"),
        "qp <ip>, queued as <ip>, queueid=<mail>");
    ck_assert_str_eq(redacted("mx.xn--p1 mx.xn--1p mx.x1 mx.xn-p1 mx.example"),
                     "<host> <host> mx.x1 mx.xn-p1 <host>");
    ck_assert_str_eq(redacted("[InternalId=123456789012, x]"), "[InternalId=<id>, x]");
    ck_assert_str_eq(redacted("mx.a.example_192.0.2.7_does_not"), "<host>_<ip>_does_not");
    ck_assert_str_eq(redacted("2001:db8:: and ::1"), "<ip> and <ip>");
    ck_assert_str_eq(redacted("m\xc3\xbcller@b\xc3\xbc"
                              "cher.example"),
                     "<mail>");
}
END_TEST

START_TEST(what_stands_behind_a_name_does_not_save_it)
{
    ck_assert_str_eq(redacted("(2001:db8::7a7a:smtp) x"), "(<ip>:smtp) x");
    ck_assert_str_eq(redacted("(2001:db8::7a7a:AAAAAA) x"), "(<ip>:AAAAAA) x");
    ck_assert_str_eq(redacted("mx.example.net.\xa0"), "<host>.\xa0");
    ck_assert_str_eq(redacted("mx.example.net.5"), "<host>.5");
    ck_assert_str_eq(redacted("EHLO 2001:db8::7a7a"), "EHLO <ip>");
    ck_assert_str_eq(redacted("Nov 24 10:00:00 2001:db8:1:2:3:4:7a7a:8b8b smtpd"),
                     "Nov 24 10:00:00 <host> smtpd");
    ck_assert_str_eq(redacted("2026-11-24T10:00:00Z 2001:db8::7a7a;"),
                     "2026-11-24T10:00:00Z <host>;");
    ck_assert_str_eq(redacted("Net::Fatal and std::vector"), "Net::Fatal and std::vector");
}
END_TEST

/* A run that could begin an address anywhere is looked at once, not once for each byte of it. */
START_TEST(long_runs_take_linear_time)
{
    static const char *const runs[] = {"a+", "a.", "a-", "::", "h=", "1:", "\"a", "a@", "1.1."};
    static char in[256 * 1024], out[512 * 1024];
    clock_t begun = clock();

    for (size_t r = 0; r < sizeof runs / sizeof *runs; r++) {
        for (size_t i = 0, n = strlen(runs[r]); i < sizeof in; i++)
            in[i] = runs[r][i % n];
        redact(in, sizeof in, out, sizeof out);
    }
    ck_assert_int_lt((clock() - begun) / CLOCKS_PER_SEC, 4);
}
END_TEST

START_TEST(other_words_stay)
{
    static const char *const same[] = {"550 5.1.1 User unknown",
                                       "at 10:00:00 on 24.11.2026",
                                       "TLS_AES_256_GCM_SHA384 (256/256 bits)",
                                       "delay=1.2, delays=0.1/0/0.5/0.6",
                                       "status=bounced (said: no)",
                                       "ECDHE_RSA_AES_256_GCM_SHA384",
                                       "2026-11-24T10:00:00.000Z",
                                       "pre-authentication of the 5.7.1 kind",
                                       ""};

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_assert_str_eq(redacted(same[i]), same[i]);
}
END_TEST

START_TEST(the_buffer_is_never_left)
{
    char out[8];

    for (size_t size = 0; size <= sizeof out; size++)
        ck_assert_uint_le(redact("a@example.com b@example.com", 27, out, size), size);
}
END_TEST

START_TEST(nul_is_part_of_no_name)
{
    static const char text[] = "x\0joe@a.example\0y";
    char out[40];

    ck_assert_uint_eq(redact(text, sizeof text - 1, out, sizeof out), 10);
    ck_assert_mem_eq(out, "x\0<mail>\0y", 10);
}
END_TEST

TCase *redact_tests(void)
{
    TCase *t = tcase_create("redact");

    tcase_add_test(t, names_are_replaced);
    tcase_add_test(t, what_stands_behind_a_name_does_not_save_it);
    tcase_add_test(t, long_runs_take_linear_time);
    tcase_add_test(t, other_words_stay);
    tcase_add_test(t, the_buffer_is_never_left);
    tcase_add_test(t, nul_is_part_of_no_name);
    return t;
}
