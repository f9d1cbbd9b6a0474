#include "message.h"
#include "suites.h"

START_TEST(messages_are_built_and_cut)
{
    char text[24];
    struct message m = message_start(text, sizeof text);

    message_add(&m, "unknown ");
    message_quote(&m, "a\033\xff", 3);
    ck_assert_str_eq(text, "unknown 'a\\x1b\\xff'");
    message_suggest(&m, "--", NULL);
    ck_assert_str_eq(text, "unknown 'a\\x1b\\xff'");
    message_suggest(&m, "--", "format");
    ck_assert_str_eq(text, "unknown 'a\\x1b\\xff'; di");
}
END_TEST

TCase *message_tests(void)
{
    TCase *t = tcase_create("message");

    tcase_add_test(t, messages_are_built_and_cut);
    return t;
}
