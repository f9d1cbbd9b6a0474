#include "report.h"
#include "rules.h"
#include "suites.h"

#include <string.h>

static struct tally_memory memory;
static struct tally tally;

static void add(uint64_t count, int code, enum cause cause, int rule)
{
    struct tally_row row = {.count = count,
                            .rule = rule,
                            .code = (int16_t)code,
                            .status = status_none,
                            .class = (int8_t)(code / 100),
                            .cause = (int8_t)cause,
                            .fixer = FIXER_SENDER,
                            .retry = RETRY_NEVER,
                            .proof = PROOF_RULE};

    tally.replies += count;
    tally_add(&tally, &row);
}

static struct report start(void)
{
    tally_start(&tally, &memory);
    add(90, 250, CAUSE_ACCEPTED, -1);
    add(6, 550, CAUSE_USER_UNKNOWN, 0);
    add(3, 450, CAUSE_GREYLISTED, 1);
    add(1, 554, CAUSE_USER_UNKNOWN, -1);
    return (struct report){.tally = &tally, .columns = (1u << TALLY_KEYS) - 1};
}

START_TEST(numbers_are_grouped)
{
    static const struct {
        uint64_t n;
        const char *text;
    } numbers[] = {{0, "0"},
                   {999, "999"},
                   {1000, "1,000"},
                   {1234567, "1,234,567"},
                   {UINT64_MAX, "18,446,744,073,709,551,615"}};
    char text[REPORT_NUMBER];

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        ck_assert_uint_eq(report_number(numbers[i].n, text), strlen(numbers[i].text));
        ck_assert_str_eq(text, numbers[i].text);
    }
}
END_TEST

START_TEST(shares_are_rounded)
{
    ck_assert_uint_eq(report_permille(1, 3), 333);
    ck_assert_uint_eq(report_permille(2, 3), 667);
    ck_assert_uint_eq(report_permille(0, 0), 0);
    ck_assert_uint_eq(report_permille(UINT64_MAX, UINT64_MAX), 1000);
}
END_TEST

START_TEST(parts_add_rows_up)
{
    struct report report = start();
    struct report_part part;
    unsigned seen = 0;

    for (int i = 0; report_part(&report, i, REPORT_TOP, &part); i++) {
        uint64_t sum = part.rest;

        seen |= part.keys;
        for (int r = 0; r < part.count; r++) {
            sum += part.rows[r].count;
            ck_assert(r == 0 || part.rows[r].count <= part.rows[r - 1].count);
        }
        ck_assert_uint_eq(sum, tally.replies);
        if (part.keys == 1u << TALLY_CAUSE) {
            ck_assert_int_eq(part.count, 3);
            ck_assert_int_eq(part.rows[1].cause, CAUSE_USER_UNKNOWN);
            ck_assert_uint_eq(part.rows[1].count, 7);
        }
    }
    ck_assert_uint_eq(seen & (1u << TALLY_CLASS | 1u << TALLY_PROVIDER),
                      1u << TALLY_CLASS | 1u << TALLY_PROVIDER);
}
END_TEST

START_TEST(what_top_cuts_is_the_rest)
{
    struct report report = start();
    struct report_part part;

    report.top = 1;
    report.by = 1u << TALLY_CAUSE;
    ck_assert(report_part(&report, 0, REPORT_TOP, &part));
    ck_assert_int_eq(part.count, 1);
    ck_assert_int_eq(part.more, 2);
    ck_assert_uint_eq(part.rest, 10);
    ck_assert(!report_part(&report, 1, REPORT_TOP, &part));
}
END_TEST

START_TEST(accepted_mail_makes_no_bar)
{
    struct report report = start();
    struct report_part part;

    report.by = 1u << TALLY_CAUSE;
    report_rows(&report, &part);
    ck_assert(report_is_quiet(part.keys, &part.rows[0]));
    ck_assert_uint_eq(part.most, 7);
    report.by = 1u << TALLY_CAUSE | 1u << TALLY_CODE;
    report_rows(&report, &part);
    ck_assert_uint_eq(part.most, 90);
}
END_TEST

START_TEST(failures_are_counted)
{
    struct report report = start();
    struct tally_row failing[2];

    ck_assert_int_eq(report_failing(&report, failing, 2), 2);
    ck_assert_int_eq(failing[0].cause, CAUSE_USER_UNKNOWN);
    ck_assert_uint_eq(failing[0].count, 7);
    ck_assert_int_eq(failing[1].cause, CAUSE_GREYLISTED);
}
END_TEST

START_TEST(the_head_has_what_is_known)
{
    struct report report = start();
    const char *label;
    uint64_t n;

    tally.lines = 1234;
    ck_assert(report_total(&report, 0, &n, &label));
    ck_assert_uint_eq(n, tally.replies);
    ck_assert(report_total(&report, 1, &n, &label));
    ck_assert_str_eq(label, "tally-failed");
    ck_assert_uint_eq(n, 10);
    ck_assert(report_total(&report, 2, &n, &label));
    ck_assert_uint_eq(n, 1234);
    ck_assert(!report_total(&report, 3, &n, &label));
    /* Without classes nobody knows what failed, */
    report.columns &= ~(1u << TALLY_CLASS);
    ck_assert(report_total(&report, 1, &n, &label));
    ck_assert_str_eq(label, "tally-lines");
    ck_assert(!report_total(&report, 2, &n, &label));
    /* and after merging nobody how many lines there were. */
    report.merged = true;
    ck_assert(!report_total(&report, 1, &n, &label));
}
END_TEST

START_TEST(rules_of_one_provider_are_one_row)
{
    struct report report;
    struct report_part part;
    const char *provider = "";
    int first = -1, other = -1;
    uint64_t count = 0;

    for (int i = 1; i < catalog_count(KIND_RULE) && other < 0; i++) {
        provider = rules_text(NULL, i, FIELD_PROVIDER);
        first = rules_find_provider(provider, strlen(provider));
        other = first < i ? i : -1;
    }
    ck_assert_int_gt(other, 0);
    report = start();
    add(500, 550, CAUSE_POLICY, first);
    add(50, 550, CAUSE_POLICY, other);
    report.by = 1u << TALLY_PROVIDER;
    report_rows(&report, &part);
    for (int i = 0; i < part.count; i++) {
        ck_assert_int_ne(part.rows[i].rule, other);
        if (part.rows[i].rule == first)
            count = part.rows[i].count;
    }
    ck_assert_uint_ge(count, 550);
    ck_assert_int_eq(rules_find_provider("none such", 9), -1);
}
END_TEST

TCase *report_tests(void)
{
    TCase *t = tcase_create("report");

    tcase_add_test(t, numbers_are_grouped);
    tcase_add_test(t, shares_are_rounded);
    tcase_add_test(t, parts_add_rows_up);
    tcase_add_test(t, what_top_cuts_is_the_rest);
    tcase_add_test(t, accepted_mail_makes_no_bar);
    tcase_add_test(t, failures_are_counted);
    tcase_add_test(t, the_head_has_what_is_known);
    tcase_add_test(t, rules_of_one_provider_are_one_row);
    return t;
}
