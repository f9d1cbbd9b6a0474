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

START_TEST(every_two_codes_have_a_difference)
{
    for (int i = 0; i < catalog_count(KIND_REPLY); i++)
        for (int k = i + 1; k < catalog_count(KIND_REPLY); k++) {
            compare(catalog_key(KIND_REPLY, i), catalog_key(KIND_REPLY, k), NULL);
            ck_assert_msg(c.difference_count > 0, "nothing sets %s and %s apart",
                          catalog_key(KIND_REPLY, i), catalog_key(KIND_REPLY, k));
            ck_assert_uint_gt(strlen(c.introduction), 0);
            ck_assert_int_eq(c.choice_count, 2);
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
    tcase_add_test(t, a_code_and_itself_are_the_same);
    tcase_add_test(t, mixtures_work);
    return t;
}
