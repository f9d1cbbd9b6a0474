#include "ascii.h"
#include "catalog.h"
#include "suites.h"

#include <string.h>

START_TEST(every_key_is_found_again)
{
    for (int k = 0; k < KIND_COUNT; k++)
        for (int row = 0; row < catalog_count((enum kind)k); row++) {
            const char *key = catalog_key((enum kind)k, row);
            ck_assert_int_eq(catalog_find((enum kind)k, key, strlen(key)), row);
        }
    ck_assert_int_eq(catalog_find(KIND_REPLY, "299", 3), -1);
    ck_assert_int_eq(catalog_find(KIND_UI, "", 0), -1);
}
END_TEST

START_TEST(codes_are_found_by_number)
{
    struct status s = {5, 7, 26};

    ck_assert_str_eq(catalog_key(KIND_REPLY, catalog_find_reply(252)), "252");
    ck_assert_str_eq(catalog_key(KIND_ENHANCED, catalog_find_status(&s)), "X.7.26");
    ck_assert_str_eq(catalog_key(KIND_CATEGORY, catalog_find_severity(550)), "5yz");
    ck_assert_str_eq(catalog_key(KIND_CATEGORY, catalog_find_category(550)), "x5z");
}
END_TEST

START_TEST(the_tables_are_complete)
{
    ck_assert_int_eq(catalog_count(KIND_REPLY), 83);
    ck_assert_int_eq(catalog_count(KIND_ENHANCED), 81);
    ck_assert_int_eq(catalog_count(KIND_CAUSE), CAUSE_COUNT);
    ck_assert_int_eq(catalog_count(KIND_KEYWORD), 38);
    ck_assert_int_ge(catalog_count(KIND_PAIR), 60);
    for (int class = 2; class <= 5; class ++) {
        char id[] = "0.X.X";
        id[0] = (char)('0' + class);
        if (class != 3)
            ck_assert_int_ge(catalog_find(KIND_CATEGORY, id, 5), 0);
    }
    for (int subject = 0; subject <= 7; subject++) {
        char id[] = "X.0.X";
        id[2] = (char)('0' + subject);
        ck_assert_int_ge(catalog_find(KIND_CATEGORY, id, 5), 0);
    }
    for (int verb = 0; verb < VERB_ANY; verb++)
        ck_assert_int_ge(catalog_find(KIND_COMMAND, word_name(LIST_VERB, verb),
                                      strlen(word_name(LIST_VERB, verb))),
                         0);
}
END_TEST

START_TEST(verdicts_fit_the_severity)
{
    for (int row = 0; row < catalog_count(KIND_REPLY); row++) {
        const char *key = catalog_key(KIND_REPLY, row);
        int retry = catalog_word(KIND_REPLY, row, FIELD_RETRY);

        if (key[0] == '2')
            ck_assert_int_eq(retry, RETRY_NONE_NEEDED);
        if (key[0] == '3')
            ck_assert_int_eq(retry, RETRY_GO_ON);
        if (key[0] == '4' || key[0] == '5')
            ck_assert_int_ge(retry, RETRY_LATER);
        if (key[0] == '4')
            ck_assert_msg(retry != RETRY_NEVER, "%s is never to be retried", key);
    }
}
END_TEST

START_TEST(every_label_exists)
{
    static const enum list lists[] = {LIST_FIXER,  LIST_RETRY,   LIST_STATUS,
                                      LIST_CLOSES, LIST_WARNING, LIST_PROOF};
    struct catalog english;

    ck_assert(catalog_open(&english, "C"));
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (int w = 0; w < word_count(lists[l]); w++)
            ck_assert_msg(catalog_word_label(&english, lists[l], w) != word_name(lists[l], w),
                          "no label for %s", word_name(lists[l], w));
    for (int w = 0; w < CAUSE_COUNT; w++)
        ck_assert_uint_gt(strlen(catalog_word_label(&english, LIST_CAUSE, w)), 0);
}
END_TEST

START_TEST(languages_are_matched_as_locales_are_named)
{
    struct catalog c;

    ck_assert(catalog_open(&c, "en_GB.UTF-8"));
    ck_assert_str_eq(catalog_tag(&c), "en");
    ck_assert(catalog_open(&c, "POSIX"));
    ck_assert_str_eq(catalog_tag(&c), "en");
    ck_assert(!catalog_open(&c, "tlh"));
    ck_assert_str_eq(catalog_tag(&c), "en");
    ck_assert_str_eq(catalog_language(0), "en");
}
END_TEST

START_TEST(english_text_is_ascii)
{
    struct catalog english;

    ck_assert(catalog_open(&english, "C"));
    for (int k = 0; k < KIND_COUNT; k++)
        for (int row = 0; row < catalog_count((enum kind)k); row++)
            for (int c = 1; c < schema_table((enum kind)k)->column_count; c++) {
                const struct column *column = &schema_table((enum kind)k)->columns[c];
                if (column->type != TYPE_TEXT)
                    continue;
                for (const char *p = catalog_text(&english, (enum kind)k, row, column->field); *p;
                     p++)
                    ck_assert_msg((unsigned char)*p < 0x80, "%s: %s",
                                  catalog_key((enum kind)k, row), p);
            }
}
END_TEST

TCase *catalog_tests(void)
{
    TCase *t = tcase_create("catalog");

    tcase_add_test(t, every_key_is_found_again);
    tcase_add_test(t, codes_are_found_by_number);
    tcase_add_test(t, the_tables_are_complete);
    tcase_add_test(t, verdicts_fit_the_severity);
    tcase_add_test(t, every_label_exists);
    tcase_add_test(t, languages_are_matched_as_locales_are_named);
    tcase_add_test(t, english_text_is_ascii);
    return t;
}
