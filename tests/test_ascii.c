#include "ascii.h"
#include "suites.h"

#include <string.h>

static int order(const char *a, const char *b)
{
    return ascii_compare_keys(a, strlen(a), b, strlen(b));
}

START_TEST(classes_are_those_of_the_c_locale)
{
    for (int c = 0; c < 256; c++) {
        ck_assert_int_eq(ascii_is_digit(c), c >= '0' && c <= '9');
        ck_assert_int_eq(ascii_is_space(c), c == ' ' || (c >= 9 && c <= 13));
        ck_assert_int_eq(ascii_is_control(c), c < 32 || c == 127);
        ck_assert_int_eq(ascii_is_alpha(c), (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
        ck_assert_int_eq(ascii_lower(ascii_upper(c)), ascii_lower(c));
    }
}
END_TEST

START_TEST(equal_ignores_case_and_minds_length)
{
    ck_assert(ascii_equal("Vrfy", 4, "VRFY", 4));
    ck_assert(!ascii_equal("VRFY", 4, "VRFYX", 5));
    ck_assert(!ascii_equal("a\0b", 3, "a\0c", 3));
    ck_assert(ascii_starts("Status: 5.1.1", 13, "status:"));
    ck_assert(!ascii_starts("Stat", 4, "status:"));
}
END_TEST

START_TEST(search_finds_the_first_place)
{
    const char *text = "xxAbCabc";

    ck_assert_ptr_eq(ascii_search(text, 8, "abc", 3), text + 2);
    ck_assert_ptr_null(ascii_search(text, 4, "abc", 3));
    ck_assert_ptr_null(ascii_search("", 0, "a", 1));
}
END_TEST

START_TEST(keys_compare_numbers_by_value)
{
    ck_assert_int_lt(order("X.1.9", "X.1.10"), 0);
    ck_assert_int_gt(order("X.10.1", "X.9.9"), 0);
    ck_assert_int_eq(order("x.1.1", "X.1.1"), 0);
    ck_assert_int_lt(order("250", "250 251"), 0);
    ck_assert_int_lt(order("field-a", "field-b"), 0);
}
END_TEST

START_TEST(printable_bytes_end_where_they_end)
{
    char text[60];

    for (size_t n = 0; n < 50; n++)
        for (size_t at = 0; at < n; at++)
            for (int c = 0; c < 256; c++) {
                bool odd = c < ' ' || c > '~' || c == '"' || c == '\\';

                memset(text, 'a', n);
                text[at] = (char)c;
                ck_assert_uint_eq(ascii_printable(text, n, '"', '\\'), odd ? at : n);
                if (at + 1 < n) {
                    text[at + 1] = '\0';
                    ck_assert_uint_eq(ascii_printable(text, n, '"', '\\'), odd ? at : at + 1);
                }
            }
    ck_assert_uint_eq(ascii_printable("", 0, '"', '"'), 0);
}
END_TEST

TCase *ascii_tests(void)
{
    TCase *t = tcase_create("ascii");

    tcase_add_test(t, classes_are_those_of_the_c_locale);
    tcase_add_test(t, equal_ignores_case_and_minds_length);
    tcase_add_test(t, search_finds_the_first_place);
    tcase_add_test(t, printable_bytes_end_where_they_end);
    tcase_add_test(t, keys_compare_numbers_by_value);
    return t;
}
