#define _XOPEN_SOURCE 700 /* wcwidth() */
#include "suites.h"
#include "utf8.h"

#include <locale.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

START_TEST(every_scalar_value_survives_a_round_trip)
{
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char s[4];
        unsigned n;
        struct utf8 back;

        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        n = utf8_encode(c, s);
        back = utf8_decode(s, n);
        ck_assert(back.valid);
        ck_assert_uint_eq(back.codepoint, c);
        ck_assert_uint_eq(back.length, n);
    }
}
END_TEST

START_TEST(broken_sequences_are_replaced_and_never_overread)
{
    static const struct {
        const char *bytes;
        size_t n;
    } broken[] = {{"\x80", 1},
                  {"\xc0\x80", 2},
                  {"\xc1\xbf", 2},
                  {"\xc3", 1},
                  {"\xe0\x80\x80", 3},
                  {"\xed\xa0\x80", 3},
                  {"\xf4\x90\x80\x80", 4},
                  {"\xf8\x88\x80\x80\x80", 5},
                  {"\xff", 1},
                  {"\xe4\xb8", 2},
                  {"\xf0\x9f\x98", 3}};

    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct utf8 c = utf8_decode(broken[i].bytes, broken[i].n);

        ck_assert(!c.valid);
        ck_assert_uint_eq(c.codepoint, 0xfffd);
        ck_assert_uint_ge(c.length, 1);
        ck_assert_uint_le(c.length, broken[i].n);
    }
}
END_TEST

START_TEST(widths_follow_terminals)
{
    ck_assert_int_eq(utf8_width('a'), 1);
    ck_assert_int_eq(utf8_width(0x4e2d), 2);
    ck_assert_int_eq(utf8_width(0x3042), 2);
    ck_assert_int_eq(utf8_width(0xac00), 2);
    ck_assert_int_eq(utf8_width(0x0301), 0);
    ck_assert_int_eq(utf8_width(0x0e31), 0);
    ck_assert_uint_eq(utf8_columns("a\xe4\xb8\xad", 4), 3);
}
END_TEST

/* The scripts that the tables are written in, as the C library counts them. */
/*
 * The C library's own tables.  They are files of the machine that the tests are
 * built on, which a program of the other byte order under qemu cannot read.
 */
static bool set_locale(void)
{
    bool set = setlocale(LC_CTYPE, "C.UTF-8") != NULL;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    ck_assert_msg(set, "no locale C.UTF-8");
#endif
    return set;
}

START_TEST(widths_are_those_of_the_c_library)
{
    static const uint32_t scripts[][2] = {
        {0x0020, 0x007e}, {0x00a1, 0x0377}, {0x0400, 0x052f}, {0x05d0, 0x05ea},
        {0x0620, 0x06ff}, {0x0904, 0x0977}, {0x0e01, 0x0e5b}, {0x1e00, 0x1ef9},
        {0x2010, 0x2027}, {0x2190, 0x21ff}, {0x2500, 0x25ff}, {0x3001, 0x303f},
        {0x3041, 0x30ff}, {0x4e00, 0x9fff}, {0xac00, 0xd7a3}, {0xff01, 0xff60},
    };
    int compared = 0;

    if (!set_locale())
        return;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        for (uint32_t c = scripts[i][0]; c <= scripts[i][1]; c++) {
            int width = wcwidth((wchar_t)c);

            if (width < 0)
                continue; /* not assigned */
            ck_assert_msg(width == utf8_width(c), "U+%04X: %d, libc says %d", c, utf8_width(c),
                          width);
            compared++;
        }
    ck_assert_int_gt(compared, 30000);
}
END_TEST

START_TEST(controls_and_overrides_are_unsafe)
{
    ck_assert(utf8_is_unsafe(0x1b));
    ck_assert(utf8_is_unsafe(0x7f));
    ck_assert(utf8_is_unsafe(0x9b));
    ck_assert(utf8_is_unsafe(0x202e));
    ck_assert(utf8_is_unsafe(0x2066));
    ck_assert(utf8_is_unsafe(0x200b));
    ck_assert(utf8_is_unsafe(0x2028));
    ck_assert(!utf8_is_unsafe('a'));
    ck_assert(!utf8_is_unsafe(0x4e2d));
    for (uint32_t c = 0; c < 0x110000; c++) {
        static const uint32_t ranges[][2] = {
            {0, 0x1f},        {0x7f, 0x9f},     {0x61c, 0x61c},   {0x200b, 0x200f},
            {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xe0000, 0xe007f},
        };
        bool unsafe = false;

        for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
            unsafe |= c >= ranges[i][0] && c <= ranges[i][1];
        ck_assert_msg(utf8_is_unsafe(c) == unsafe, "U+%04X", c);
    }
}
END_TEST

START_TEST(folding_knows_three_scripts)
{
    ck_assert_uint_eq(utf8_fold('A'), 'a');
    ck_assert_uint_eq(utf8_fold(0xc4), 0xe4);
    ck_assert_uint_eq(utf8_fold(0x0416), 0x0436);
    ck_assert_uint_eq(utf8_fold(0x4e2d), 0x4e2d);
}
END_TEST

/* Letters of Latin, Greek and Cyrillic, as the C library lowers them. */
START_TEST(folding_is_that_of_the_c_library)
{
    static const uint32_t same[][2] = {{0, 0x12f},     {0x132, 0x137}, {0x139, 0x177},
                                       {0x179, 0x17e}, {0x38f, 0x3a1}, {0x3a3, 0x3a9},
                                       {0x3ac, 0x3ce}, {0x400, 0x45f}};
    static const uint32_t left[][2] = {{0x180, 0x385}, {0x460, 0x4000}, {0x10000, 0x10100}};

    if (!set_locale())
        return;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        for (uint32_t c = same[i][0]; c <= same[i][1]; c++)
            if (c != 0x38f)
                ck_assert_msg(utf8_fold(c) == (uint32_t)towlower((wint_t)c), "U+%04X gives U+%04X",
                              c, utf8_fold(c));
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        for (uint32_t c = left[i][0]; c <= left[i][1]; c++)
            ck_assert_uint_eq(utf8_fold(c), c);
}
END_TEST

TCase *utf8_tests(void)
{
    TCase *t = tcase_create("utf8");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, every_scalar_value_survives_a_round_trip);
    tcase_add_test(t, broken_sequences_are_replaced_and_never_overread);
    tcase_add_test(t, widths_follow_terminals);
    tcase_add_test(t, widths_are_those_of_the_c_library);
    tcase_add_test(t, controls_and_overrides_are_unsafe);
    tcase_add_test(t, folding_knows_three_scripts);
    tcase_add_test(t, folding_is_that_of_the_c_library);
    return t;
}
