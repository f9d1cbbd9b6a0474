#include "edge.h"
#include "status.h"
#include "suites.h"

#include <string.h>

static size_t parse(const char *s, struct status *status)
{
    return status_parse(at_edge(s, strlen(s)), strlen(s), status);
}

START_TEST(full_codes_are_parsed)
{
    struct status s;

    ck_assert_uint_eq(parse("5.7.26", &s), 6);
    ck_assert_int_eq(s.class, 5);
    ck_assert_int_eq(s.subject, 7);
    ck_assert_int_eq(s.detail, 26);
    ck_assert_uint_eq(parse("X.1.1", &s), 5);
    ck_assert_int_eq(s.class, 0);
    ck_assert_uint_eq(parse("5.7.515 Access denied", &s), 7);
    ck_assert_uint_eq(parse("5.1.1: User unknown", &s), 5);
}
END_TEST

START_TEST(other_dotted_numbers_are_not)
{
    static const char *const none[] = {"",       "5",     "5.",      "5.7",      "5.7.",
                                       "3.1.1",  "1.2.3", "5.1.1.1", "5.1.1000", "5.1000.1",
                                       "55.1.1", "5..1",  ".1.1",    "4.192.0.2"};
    struct status s;

    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(parse(none[i], &s) == 0, "'%s' was taken for a code", none[i]);
}
END_TEST

START_TEST(format_and_parse_agree)
{
    for (short class = 0; class <= 5; class ++)
        for (short subject = 0; subject < 1000; subject = (short)(subject + 37)) {
            struct status s = {class, subject, (short)(999 - subject)}, back;
            char text[STATUS_TEXT];
            size_t n;

            if (class == 1 || class == 3)
                continue;
            n = status_format(&s, text);
            ck_assert_uint_eq(status_parse(text, n, &back), n);
            ck_assert(status_equal(&s, &back));
        }
}
END_TEST

START_TEST(reply_codes_are_three_digits)
{
    ck_assert_int_eq(code_parse("550", 3), 550);
    ck_assert_int_eq(code_parse("099", 3), 99);
    ck_assert_int_eq(code_parse("55", 2), -1);
    ck_assert_int_eq(code_parse("5500", 4), -1);
    ck_assert_int_eq(code_parse("5a0", 3), -1);
    ck_assert(code_is_legal(250));
    ck_assert(!code_is_legal(199));
    ck_assert(!code_is_legal(571));
    ck_assert(!code_is_legal(600));
}
END_TEST

START_TEST(equal_codes_agree_in_all_parts)
{
    const struct status a = {5, 1, 2};

    for (int i = 0; i < 8; i++) {
        struct status b = {(short)(i & 1 ? 4 : 5), (short)(i & 2 ? 3 : 1), (short)(i & 4 ? 9 : 2)};

        ck_assert_int_eq(status_equal(&a, &b), i == 0);
    }
}
END_TEST

TCase *status_tests(void)
{
    TCase *t = tcase_create("status");

    tcase_add_test(t, full_codes_are_parsed);
    tcase_add_test(t, other_dotted_numbers_are_not);
    tcase_add_test(t, format_and_parse_agree);
    tcase_add_test(t, reply_codes_are_three_digits);
    tcase_add_test(t, equal_codes_agree_in_all_parts);
    return t;
}
