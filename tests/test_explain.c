#include "explain.h"
#include "suites.h"

#include <string.h>

static struct catalog english = {-1};

/* One record for all: its texts may lie within itself, so it is never copied. */
static struct record *explain(const char *text)
{
    static struct record r;
    struct thing t;

    thing_parse(text, strlen(text), &t);
    explain_thing(&r, &english, &t);
    return &r;
}

static const char *value(const struct record *r, enum field field)
{
    const struct item *item = record_item(r, field);

    if (!item || item->shape == SHAPE_NULL)
        return "";
    return item->shape == SHAPE_WORD ? word_name(item->of, (int)item->number) : item->text;
}

START_TEST(records_have_a_kind_and_a_verdict)
{
    struct record *r = explain("252");

    ck_assert_str_eq(r->kind, "code");
    ck_assert(r->known);
    ck_assert_int_eq(r->severity, 2);
    ck_assert_str_eq(value(r, FIELD_CAUSE), "info");
    r = explain("5.7.26");
    ck_assert_str_eq(r->kind, "enhanced");
    ck_assert_str_eq(value(r, FIELD_CAUSE), "sender-auth-failed");
    r = explain("VRFY");
    ck_assert_str_eq(r->kind, "command");
    ck_assert_ptr_nonnull(record_item(r, FIELD_ANSWERS));
    r = explain("greylisted");
    ck_assert_str_eq(r->kind, "cause");
    r = explain("550 5.1.1 User unknown");
    ck_assert_str_eq(r->kind, "reply");
    ck_assert_int_eq(r->severity, 5);
}
END_TEST

START_TEST(unknown_codes_are_answered_by_their_digits)
{
    struct record *r = explain("599");

    ck_assert(!r->known);
    ck_assert_str_eq(value(r, FIELD_CAUSE), "unknown");
    ck_assert_uint_gt(strlen(value(r, FIELD_DESCRIPTION)), 0);
    r = explain("5.7.99");
    ck_assert(!r->known);
    ck_assert_uint_gt(strlen(value(r, FIELD_NEAR)), 0);
    r = explain("nonsense");
    ck_assert(!r->known);
    ck_assert_str_eq(r->kind, "unknown");
}
END_TEST

START_TEST(every_code_of_three_digits_has_an_answer)
{
    for (int code = 0; code < 1000; code++) {
        char text[3] = {(char)('0' + code / 100), (char)('0' + code / 10 % 10),
                        (char)('0' + code % 10)};
        struct record r;
        struct thing t;

        thing_parse(text, 3, &t);
        explain_thing(&r, &english, &t);
        ck_assert_int_eq(r.known, catalog_find_reply(code) >= 0);
        ck_assert_uint_gt(strlen(value(&r, FIELD_NAME)), 0);
        ck_assert_uint_gt(strlen(value(&r, FIELD_CAUSE)), 0);
        ck_assert_int_lt(r.count, RECORD_ITEMS);
    }
}
END_TEST

START_TEST(near_codes_are_suggested)
{
    char near[256];
    struct thing t;

    thing_parse("5.7.62", 6, &t);
    ck_assert_int_gt(explain_near(&t, near, sizeof near), 0);
    ck_assert_ptr_nonnull(strstr(near, "5.7.26"));
    thing_parse("greylistd", 9, &t);
    ck_assert_int_eq(explain_near(&t, near, sizeof near), 1);
    ck_assert_str_eq(near, "greylisted");
}
END_TEST

TCase *explain_tests(void)
{
    TCase *t = tcase_create("explain");

    tcase_add_test(t, records_have_a_kind_and_a_verdict);
    tcase_add_test(t, unknown_codes_are_answered_by_their_digits);
    tcase_add_test(t, every_code_of_three_digits_has_an_answer);
    tcase_add_test(t, near_codes_are_suggested);
    return t;
}
