#include "compare.h"
#include "suites.h"

#include <stdio.h>
#include <string.h>

static struct catalog english = {-1};
static struct comparison c;

static void compare(const char *a, const char *b, const char *third)
{
    const char *texts[] = {a, b, third};
    struct thing things[3];
    int n = third ? 3 : 2;

    for (int i = 0; i < n; i++)
        thing_parse(texts[i], strlen(texts[i]), &things[i]);
    compare_things(&c, &english, things, n);
}

START_TEST(an_entry_of_pairs_speaks_first)
{
    compare("214", "252", NULL);
    ck_assert_int_eq(c.count, 2);
    ck_assert_int_ge(c.difference_count, 2);
    ck_assert_int_eq(c.choice_count, 2);
    ck_assert_str_eq(c.choices[0].thing, "214");
    ck_assert(c.all_known);
}
END_TEST

START_TEST(the_order_of_the_codes_only_changes_the_order)
{
    const char *first[2];
    int differences;

    compare("214", "252", NULL);
    differences = c.difference_count;
    first[0] = c.choices[0].text;
    first[1] = c.choices[1].text;
    compare("252", "214", NULL);
    ck_assert_int_eq(c.difference_count, differences);
    ck_assert_str_eq(c.choices[0].thing, "252");
    ck_assert_str_eq(c.choices[0].text, first[1]);
    ck_assert_str_eq(c.choices[1].text, first[0]);
}
END_TEST

START_TEST(a_code_and_itself_have_no_difference)
{
    compare("252", "252", NULL);
    ck_assert_int_eq(c.distinct, 1);
    ck_assert_int_eq(c.difference_count, 0);
    ck_assert_str_eq(c.introduction, catalog_ui(&english, "compare-self"));
    ck_assert_int_eq(c.choice_count, 1);
    ck_assert_str_eq(c.choices[0].thing, "252");
}
END_TEST

START_TEST(computed_differences_name_only_what_both_have)
{
    compare("421", "535", NULL);
    ck_assert_str_eq(c.introduction,
                     "They differ in severity: 421 - Temporary failure; 535 - Permanent failure. "
                     "They belong to different categories: 421 - Connection; 535 - Unassigned, "
                     "used for login and security.");
    ck_assert_str_eq(c.differences[0].text,
                     "Severity: 421 - Temporary failure; 535 - Permanent failure");
    compare("503", "5.5.1", NULL);
    ck_assert_str_eq(c.introduction, catalog_ui(&english, "compare-mixed"));
    ck_assert_str_eq(c.differences[0].text, "One reply can carry both: 503 5.5.1.");
    for (int i = 0; i < c.difference_count; i++)
        ck_assert_ptr_null(strstr(c.differences[i].text, " - -"));
}
END_TEST

START_TEST(the_same_condition_in_two_classes_is_told)
{
    compare("4.2.2", "5.2.2", NULL);
    ck_assert_str_eq(c.differences[0].text, catalog_ui(&english, "compare-twins"));
    ck_assert_int_eq(c.choice_count, 1);
    ck_assert_str_eq(c.choices[0].thing, "4.2.2, 5.2.2");
}
END_TEST

START_TEST(every_two_codes_have_a_difference)
{
    for (int i = 0; i < catalog_count(KIND_REPLY); i++)
        for (int k = i + 1; k < catalog_count(KIND_REPLY); k++) {
            compare(catalog_key(KIND_REPLY, i), catalog_key(KIND_REPLY, k), NULL);
            ck_assert_msg(c.difference_count > 0, "nothing sets %s and %s apart",
                          catalog_key(KIND_REPLY, i), catalog_key(KIND_REPLY, k));
            ck_assert_uint_gt(strlen(c.introduction), 0);
            ck_assert_int_ge(c.choice_count, 1);
        }
}
END_TEST

START_TEST(a_code_and_itself_are_the_same)
{
    enum field field;

    compare("250", "250", NULL);
    for (int i = 0; compare_attribute(i, &field); i++)
        ck_assert(compare_is_same(&c, field));
    ck_assert_int_eq(c.difference_count, 0);
}
END_TEST

START_TEST(mixtures_work)
{
    compare("550", "5.1.1", "550 5.7.1 Relaying denied");
    ck_assert_int_eq(c.count, 3);
    ck_assert_str_eq(c.names[2], "550 5.7.1");
    ck_assert_int_gt(c.difference_count, 0);
    compare("550", "599", NULL);
    ck_assert(!c.all_known);
}
END_TEST

TCase *compare_tests(void)
{
    TCase *t = tcase_create("compare");

    tcase_set_timeout(t, 60);
    tcase_add_test(t, an_entry_of_pairs_speaks_first);
    tcase_add_test(t, the_order_of_the_codes_only_changes_the_order);
    tcase_add_test(t, every_two_codes_have_a_difference);
    tcase_add_test(t, a_code_and_itself_have_no_difference);
    tcase_add_test(t, computed_differences_name_only_what_both_have);
    tcase_add_test(t, the_same_condition_in_two_classes_is_told);
    tcase_add_test(t, a_code_and_itself_are_the_same);
    tcase_add_test(t, mixtures_work);
    return t;
}
