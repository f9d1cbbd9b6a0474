#include "show.h"
#include "suites.h"

#include <string.h>
#include <unistd.h>

/* What show_text prints for n bytes. */
static const char *shown(const char *s, size_t n, bool ascii)
{
    static char got[4096];
    char buffer[256];
    struct out out;
    int ends[2];
    ssize_t r;

    ck_assert_int_eq(pipe(ends), 0);
    out_init(&out, ends[1], buffer, sizeof buffer);
    show_text(&out, s, n, ascii);
    out_flush(&out);
    close(ends[1]);
    r = read(ends[0], got, sizeof got - 1);
    close(ends[0]);
    got[r > 0 ? r : 0] = '\0';
    return got;
}

START_TEST(nothing_unsafe_is_printed)
{
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b += 5) {
            char s[3] = {(char)a, (char)b, 'x'};
            const char *got = shown(s, 3, false);

            for (const char *p = got; *p; p++)
                ck_assert_msg((unsigned char)*p >= 0x20 && *p != 0x7f, "byte %02x of %02x %02x",
                              (unsigned char)*p, a, b);
            ck_assert_ptr_null(strstr(got, "\xc2\x9b"));
        }
}
END_TEST

START_TEST(ascii_has_stand_ins)
{
    for (const char *p =
             shown("\xe2\x80\x9cquoted\xe2\x80\x9d \xe2\x80\x94 \xe4\xb8\xad", 18, true);
         *p; p++)
        ck_assert(*p >= 0x20 && *p < 0x7f);
    ck_assert_str_eq(shown("\xe2\x80\x9cq\xe2\x80\x9d", 7, true), "\"q\"");
}
END_TEST

static void check_wrap(const char *text, size_t width, const char *const *lines)
{
    size_t n = strlen(text), length;
    const char *line;

    for (; *lines; lines++) {
        ck_assert(show_wrap(&text, &n, width, false, &line, &length));
        ck_assert_uint_eq(length, strlen(*lines));
        ck_assert_int_eq(memcmp(line, *lines, length), 0);
    }
    ck_assert(!show_wrap(&text, &n, width, false, &line, &length));
}

START_TEST(wrapping_breaks_at_blanks)
{
    check_wrap("one two three", 7, (const char *const[]){"one two", "three", NULL});
    check_wrap("abcdefghij k", 4, (const char *const[]){"abcd", "efgh", "ij k", NULL});
    check_wrap("   ", 4, (const char *const[]){NULL});
}
END_TEST

START_TEST(wrapping_keeps_closing_marks_with_their_word)
{
    /* Four ideographs are eight columns; the full stop may not begin a line. */
    const char *text = "\xe4\xb8\xad\xe6\x96\x87\xe9\x80\x80\xe4\xbf\xa1\xe3\x80\x82";
    size_t n = strlen(text), length;
    const char *line;

    ck_assert(show_wrap(&text, &n, 8, false, &line, &length));
    ck_assert_uint_eq(length, 9);
    ck_assert(show_wrap(&text, &n, 8, false, &line, &length));
    ck_assert_uint_eq(length, 6);
    ck_assert_uint_eq(n, 0);
}
END_TEST

TCase *show_tests(void)
{
    TCase *t = tcase_create("show");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, nothing_unsafe_is_printed);
    tcase_add_test(t, ascii_has_stand_ins);
    tcase_add_test(t, wrapping_breaks_at_blanks);
    tcase_add_test(t, wrapping_keeps_closing_marks_with_their_word);
    return t;
}
