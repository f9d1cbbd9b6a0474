#include "suites.h"
#include "words.h"

#include <string.h>

START_TEST(every_word_is_found_at_its_place)
{
    for (int list = 0; list < LIST_COUNT; list++) {
        ck_assert_int_gt(word_count((enum list)list), 1);
        for (int i = 0; i < word_count((enum list)list); i++) {
            const char *word = word_name((enum list)list, i);
            ck_assert_int_eq(word_find((enum list)list, word, strlen(word)), i);
        }
    }
}
END_TEST

START_TEST(other_words_are_not_found)
{
    ck_assert_int_eq(word_find(LIST_CAUSE, "user-unknow", 11), -1);
    ck_assert_int_eq(word_find(LIST_RETRY, "", 0), -1);
    ck_assert_ptr_null(word_name(LIST_RETRY, -1));
    ck_assert_ptr_null(word_name(LIST_RETRY, RETRY_COUNT));
    ck_assert_int_eq(word_find(LIST_VERB, "rcpt", 4), VERB_RCPT);
}
END_TEST

TCase *words_tests(void)
{
    TCase *t = tcase_create("words");

    tcase_add_test(t, every_word_is_found_at_its_place);
    tcase_add_test(t, other_words_are_not_found);
    return t;
}
