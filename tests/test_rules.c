#include "cause.h"
#include "rules.h"
#include "suites.h"

#include <string.h>

START_TEST(every_rule_wins_its_example_through_the_finder)
{
    for (int rule = 0; rule < catalog_count(KIND_RULE); rule++) {
        const char *example = catalog_item(rules_list(NULL, rule, FIELD_EXAMPLE), 0);
        struct found f;
        struct judgement j;

        ck_assert_msg(finder_find_loose(example, strlen(example), &f), "no reply: %s", example);
        cause_judge(&f, NULL, &j);
        if (f.code / 100 != 4 && f.code / 100 != 5)
            continue;
        ck_assert_msg(j.rule == rule || j.verdict.cause == rules_verdict(rule).cause,
                      "%s is won by %s", rules_id(rule), j.rule < 0 ? "none" : rules_id(j.rule));
    }
}
END_TEST

START_TEST(there_are_enough)
{
    ck_assert_int_ge(catalog_count(KIND_RULE), 450);
}
END_TEST

START_TEST(a_transient_reply_is_not_never)
{
    struct found f;
    struct judgement j;
    const char *reply = "450 4.1.1 <u@example.com>: User unknown";

    ck_assert(finder_find(reply, strlen(reply), &f));
    cause_judge(&f, NULL, &j);
    ck_assert_int_eq(j.verdict.cause, CAUSE_USER_UNKNOWN);
    ck_assert_int_eq(j.verdict.retry, RETRY_LATER);
}
END_TEST

TCase *rules_tests(void)
{
    TCase *t = tcase_create("rules");

    tcase_add_test(t, every_rule_wins_its_example_through_the_finder);
    tcase_add_test(t, there_are_enough);
    tcase_add_test(t, a_transient_reply_is_not_never);
    return t;
}
