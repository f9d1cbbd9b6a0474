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

START_TEST(no_character_is_cut_in_two)
{
    char text[8];
    struct message m = message_start(text, sizeof text);

    message_add(&m, "abcd\xe4\xb8\xad\xe4\xb8\xad");
    ck_assert_str_eq(text, "abcd\xe4\xb8\xad");
    m = message_start(text, sizeof text);
    message_add(&m, "abcde\xe4\xb8\xad");
    ck_assert_str_eq(text, "abcde");
}
END_TEST

START_TEST(gaps_of_a_message_are_filled_in_order)
{
    static const struct catalog english = {-1};
    char text[80];
    struct message m = message_say(text, sizeof text, &english, "error-range");

    ck_assert_str_eq(text, "--");
    message_add(&m, "{}");
    message_fill(&m);
    message_number(&m, 0);
    message_fill(&m);
    message_number(&m, 1000);
    message_fill(&m);
    message_quote(&m, "\xe2\x80\xae\n", 4); /* a right-to-left override */
    message_suggest(&m, "", NULL);
    ck_assert_str_eq(text, "--{} takes a number from 0 to 1000, not '\\xe2\\x80\\xae\\x0a'");
    m = message_say(text, sizeof text, &english, "error-unknown");
    message_word(&m, "no-such-word");
    ck_assert_str_eq(text, "unknown no-such-word");
    m = message_say(text, sizeof text, &english, "error-unknown");
    message_word(&m, "a-word-that-is-longer-than-the-name-of-any-text-in-all-of-the-tables");
    ck_assert_str_eq(text, "unknown ");
}
END_TEST

TCase *message_tests(void)
{
    TCase *t = tcase_create("message");

    tcase_add_test(t, messages_are_built_and_cut);
    tcase_add_test(t, no_character_is_cut_in_two);
    tcase_add_test(t, gaps_of_a_message_are_filled_in_order);
    return t;
}
