#include "rec.h"
#include "suites.h"

#include <string.h>

START_TEST(fields_records_and_comments)
{
    static const char text[] = "# comment\n%rec: reply\n\ncode: 250\nname:  two\n\n\ncode: 251\n";
    struct rec_reader r;
    struct rec_field f;
    char value[32];

    rec_init(&r, text, strlen(text));
    ck_assert_int_eq(rec_next(&r, &f), REC_FIELD);
    ck_assert_int_eq(strncmp(f.name, "%rec", f.name_len), 0);
    ck_assert_int_eq(rec_next(&r, &f), REC_BLANK);
    ck_assert_int_eq(rec_next(&r, &f), REC_FIELD);
    ck_assert_uint_eq(f.line, 4);
    ck_assert_uint_eq(rec_value(&f, value, sizeof value), 3);
    ck_assert_str_eq(value, "250");
    ck_assert_int_eq(rec_next(&r, &f), REC_FIELD);
    ck_assert_int_eq(rec_next(&r, &f), REC_BLANK);
    ck_assert_int_eq(rec_next(&r, &f), REC_FIELD);
    ck_assert_uint_eq(f.line, 8);
    ck_assert_int_eq(rec_next(&r, &f), REC_END);
    ck_assert_int_eq(rec_next(&r, &f), REC_END);
}
END_TEST

START_TEST(continuation_lines_are_folded)
{
    static const char text[] = "name: one\n+ two\n+three\nlast: x";
    struct rec_reader r;
    struct rec_field f;
    char value[32];

    rec_init(&r, text, strlen(text));
    ck_assert_int_eq(rec_next(&r, &f), REC_FIELD);
    ck_assert_uint_eq(rec_value(&f, value, sizeof value), 13);
    ck_assert_str_eq(value, "one two three");
    ck_assert_uint_eq(rec_value(&f, value, 5), (size_t)-1);
    ck_assert_int_eq(rec_next(&r, &f), REC_FIELD);
    ck_assert_uint_eq(f.line, 4);
    ck_assert_uint_eq(f.value_len, 1);
}
END_TEST

START_TEST(other_lines_are_errors)
{
    static const char *const bad[] = {"no colon\n", ": x\n", "a b: c\n", "\xff: x\n"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct rec_reader r;
        struct rec_field f;

        rec_init(&r, bad[i], strlen(bad[i]));
        ck_assert_int_eq(rec_next(&r, &f), REC_ERROR);
        ck_assert_uint_eq(f.line, 1);
    }
}
END_TEST

TCase *rec_tests(void)
{
    TCase *t = tcase_create("rec");

    tcase_add_test(t, fields_records_and_comments);
    tcase_add_test(t, continuation_lines_are_folded);
    tcase_add_test(t, other_lines_are_errors);
    return t;
}
