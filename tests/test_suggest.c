#include "suggest.h"
#include "suites.h"

#include <string.h>

static int distance(const char *a, const char *b)
{
    return suggest_distance(a, strlen(a), b, strlen(b));
}

START_TEST(distances)
{
    ck_assert_int_eq(distance("compare", "compare"), 0);
    ck_assert_int_eq(distance("compair", "compare"), 2);
    ck_assert_int_eq(distance("formt", "format"), 1);
    ck_assert_int_eq(distance("5.7.62", "5.7.26"), 1);
    ck_assert_int_eq(distance("", "abc"), 3);
    ck_assert_int_eq(distance("ABC", "abc"), 0);
    ck_assert_int_eq(distance("abc", "cab"), distance("cab", "abc"));
}
END_TEST

START_TEST(the_nearest_word_wins)
{
    struct suggestion s = suggest_init("lst", 3);

    suggest_try(&s, "last");
    suggest_try(&s, "list");
    suggest_try(&s, "search");
    ck_assert_str_eq(s.word, "last");
    s = suggest_init("zzzzzz", 6);
    suggest_try(&s, "compare");
    ck_assert_ptr_null(s.word);
}
END_TEST

START_TEST(long_input_is_no_trouble)
{
    static char text[100000];
    struct suggestion s;

    memset(text, 'a', sizeof text);
    s = suggest_init(text, sizeof text);
    suggest_try(&s, "compare");
    ck_assert_ptr_null(s.word);
}
END_TEST

START_TEST(longer_words_may_differ_in_more_letters)
{
    static const char word[] = "abcdefgh";
    static const int limits[] = {0, 0, 1, 1, 2, 2, 3, 3};

    for (size_t n = 1; n < 8; n++)
        for (int wrong = 0; wrong <= 4 && (size_t)wrong < n; wrong++) {
            char given[9], known[9];
            struct suggestion s;

            memcpy(known, word, n);
            known[n] = '\0';
            memcpy(given, word, n);
            memset(given, 'z', (size_t)wrong);
            s = suggest_init(given, n);
            suggest_try(&s, known);
            ck_assert_msg((s.word != NULL) == (wrong <= limits[n]), "%zu letters, %d wrong", n,
                          wrong);
        }
}
END_TEST

TCase *suggest_tests(void)
{
    TCase *t = tcase_create("suggest");

    tcase_add_test(t, distances);
    tcase_add_test(t, the_nearest_word_wins);
    tcase_add_test(t, long_input_is_no_trouble);
    tcase_add_test(t, longer_words_may_differ_in_more_letters);
    return t;
}
