#include "out.h"
#include "suites.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

START_TEST(everything_arrives_in_order)
{
    char buffer[7], got[64];
    int ends[2];
    struct out out;
    ssize_t n;

    ck_assert_int_eq(pipe(ends), 0);
    out_init(&out, ends[1], buffer, sizeof buffer);
    out_text(&out, "code ");
    out_number(&out, 550);
    out_char(&out, ',');
    out_blanks(&out, 3);
    out_bytes(&out, "longer than the buffer\0!", 24);
    out_number(&out, 0);
    ck_assert_int_eq(out_flush(&out), 0);
    n = read(ends[0], got, sizeof got);
    ck_assert_int_eq(n, 5 + 3 + 1 + 3 + 24 + 1);
    ck_assert_int_eq(memcmp(got, "code 550,   longer than the buffer\0!0", (size_t)n), 0);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

START_TEST(the_first_error_is_kept)
{
    char buffer[4];
    struct out out;

    out_init(&out, open("/dev/full", O_WRONLY), buffer, sizeof buffer);
    for (int i = 0; i < 100; i++)
        out_text(&out, "text");
    ck_assert_int_eq(out_flush(&out), -1);
    ck_assert_int_eq(out.error, ENOSPC);
    close(out.fd);
    ck_assert_int_eq(out_flush(&out), -1);
    ck_assert_int_eq(out.error, ENOSPC);
}
END_TEST

START_TEST(numbers_are_decimal)
{
    static const unsigned long long least[] = {0, 9, 10, 99, 100, 101, 999, 1000, 65535, 1000000};
    char buffer[64], want[64];
    struct out out;

    for (size_t i = 0; i < sizeof least / sizeof *least; i++)
        for (unsigned long long n = least[i]; n < least[i] + 1200; n++) {
            out_init(&out, -1, buffer, sizeof buffer);
            out_number(&out, n);
            snprintf(want, sizeof want, "%llu", n);
            ck_assert_uint_eq(out.used, strlen(want));
            ck_assert_int_eq(memcmp(buffer, want, out.used), 0);
        }
    out_init(&out, -1, buffer, sizeof buffer);
    out_number(&out, ULLONG_MAX);
    snprintf(want, sizeof want, "%llu", ULLONG_MAX);
    ck_assert_int_eq(memcmp(buffer, want, strlen(want)), 0);
}
END_TEST

TCase *out_tests(void)
{
    TCase *t = tcase_create("out");

    tcase_add_test(t, everything_arrives_in_order);
    tcase_add_test(t, numbers_are_decimal);
    tcase_add_test(t, the_first_error_is_kept);
    return t;
}
