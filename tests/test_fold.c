#include "edge.h"
#include "fold.h"
#include "matcher.h"
#include "suites.h"

#include <string.h>

static const struct {
    const char *text, *folded;
} samples[] = {
    {"", ""},
    {"User Unknown", "user unknown"},
    {"AZaz[`{@", "azaz[`{@"},
    /* Blanks in all disguises, runs of them as one. */
    {"a_b c\td\ne\rf\vg\fh", "a b c d e f g h"},
    {"a\\nb\\rc\\td\\xe", "a b c d\\xe"},
    {"a%20b=20c", "a b c"},
    {"a%2b=2c=0 20", "a%2b=2c=0 20"},
    {"a%21b=21", "a%21b=21"},
    {"a\xe3\x80\x80"
     "b\xc2\xa0"
     "c",
     "a b c"},
    {"a \t__%20\\n b", "a b"},
    {"  a  ", "a"},
    {"\\n\\na", "a"},
    /* Codes that begin further lines. */
    {"a 550-5.7.26 b", "a b"},
    {"a 450 4.7.26 b", "a b"},
    {"550-5.7.26 b", "b"},
    {"550-b", "b"},
    {"a 550-b", "a b"},
    {"a 450-b", "a b"},
    {"a 550 b", "a 550 b"},
    {"a 350-b", "a 350-b"},
    {"a 650-b", "a 650-b"},
    {"a 5x0-b", "a 5x0-b"},
    {"a 55x-b", "a 55x-b"},
    {"a 550.b", "a 550.b"},
    {"a550-b", "a550-b"},
    {"a 550-5.7.26x b", "a 550-5.7.26x b"},
    {"a 550 5.7.26", "a 550 5.7.26"},
    {"a 550-", "a"},
    {"a 550 ", "a 550"},
    {"a 550", "a 550"},
    {"a 550-451-b", "a b"},
    {"a\\n550 5.1.1_b", "a b"},
    /* Quotes behind backslashes, typographic ones, dashes. */
    {"a\\\"b\\'c\\\\d\\", "a\"b'c\\\\d\\"},
    {"\xe2\x80\x98"
     "a\xe2\x80\x99",
     "'a'"},
    {"\xe2\x80\x9c"
     "a\xe2\x80\x9d",
     "\"a\""},
    {"a\xe2\x80\x90"
     "b\xe2\x80\x91"
     "c\xe2\x80\x93"
     "d",
     "a-b-c-d"},
    {"a\xe2\x80\x94"
     "b",
     "a\xe2\x80\x94"
     "b"},
    {"a\xe2\x80\x92"
     "b",
     "a\xe2\x80\x92"
     "b"},
    /* Letters beyond ASCII, as they are and escaped. */
    {"\xc3\x84\xc3\xa4\xd0\x90\xd0\xaf", "\xc3\xa4\xc3\xa4\xd0\xb0\xd1\x8f"},
    {"\\xd0\\xa1\\u0421=D0=A1%D0%A1%d0%a1", "\xd1\x81\xd1\x81\xd1\x81\xd1\x81\xd1\x81"},
    {"\\u00e4\\u00C4", "\xc3\xa4\xc3\xa4"},
    {"\\u0080", "\xc2\x80"},
    {"\\u007f\\u04g1\\u042", "\\u007f\\u04g1\\u042"},
    {"\\xe4\\xbd\\xa0=E4=BD=A0", "\xe4\xbd\xa0\xe4\xbd\xa0"},
    {"\\xf0\\x9f\\x98\\x80", "\xf0\x9f\x98\x80"},
    {"\\xd0=a1", "\\xd0=a1"},
    {"=D0%A1", "=d0%a1"},
    {"=D0=A", "=d0=a"},
    {"=41=7F=80", "=41=7f=80"},
    {"\\xd0\\y", "\\xd0\\y"},
    {"\\d0\\a1", "\\d0\\a1"},
    {"\\xff", "\\xff"},
    {"=9F=AF=FA", "=9f=af=fa"},
    {"\xff\xc3(", "\xff\xc3("},
};

START_TEST(texts_are_folded)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        char folded[100];
        size_t n = matcher_fold(at_edge(samples[i].text, strlen(samples[i].text)),
                                strlen(samples[i].text), folded, NULL, sizeof folded);

        ck_assert_msg(n == strlen(samples[i].folded) && memcmp(folded, samples[i].folded, n) == 0,
                      "%s gives %.*s", samples[i].text, (int)n, folded);
    }
}
END_TEST

START_TEST(nul_is_a_blank)
{
    char folded[8];

    ck_assert_uint_eq(matcher_fold("a\0b", 3, folded, NULL, sizeof folded), 3);
    ck_assert_mem_eq(folded, "a b", 3);
}
END_TEST

START_TEST(each_byte_knows_where_it_comes_from)
{
    static const char text[] = "A  \\\"B\\nC\xc3\x84\\u0421%D0%A1 550-5.7.1 D";
    static const uint32_t offsets_of[] = {0, 1, 4, 5, 6, 8, 9, 9, 11, 11, 17, 17, 23, 34};
    uint32_t offsets[40];
    char folded[40];
    size_t n = matcher_fold(text, sizeof text - 1, folded, offsets, sizeof folded);

    ck_assert_uint_eq(n, sizeof offsets_of / sizeof *offsets_of);
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(offsets[i] == offsets_of[i], "byte %zu comes from %u", i, offsets[i]);
}
END_TEST

START_TEST(the_room_is_the_limit)
{
    char folded[4] = "zzz";

    ck_assert_uint_eq(matcher_fold("abcdef", 6, folded, NULL, 3), 3);
    ck_assert_mem_eq(folded, "abc", 4);
    ck_assert_uint_eq(matcher_fold("ab ", 3, folded, NULL, 3), 2);
}
END_TEST

static unsigned seed = 7;

static unsigned next_random(unsigned n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % n;
}

/* What fold_fill gives in one go is what fold_next gives byte by byte. */
static void compare_ways(const char *text, size_t n)
{
    static struct folded folded;
    static char all[4 * FOLDED_SIZE];
    static bool begins[4 * FOLDED_SIZE];
    struct fold f, g;
    size_t used = 0, at = 0;
    int c, before = ' ';
    bool done;

    fold_start(&f, text, n);
    while ((c = fold_next(&f)) >= 0) {
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        bool was = (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9');

        begins[used] = c != ' ' && !(word && was);
        all[used++] = (char)c;
        before = c;
    }
    fold_start(&g, text, n);
    do {
        size_t place = 0;

        folded.used = folded.count = 0;
        done = fold_fill(&g, &folded);
        ck_assert_uint_le(folded.used, FOLDED_SIZE);
        ck_assert(done || folded.used == FOLDED_SIZE);
        ck_assert_uint_le(at + folded.used, used);
        ck_assert_mem_eq(folded.bytes, all + at, folded.used);
        for (size_t i = 0; i < folded.used; i++) {
            bool listed = place < folded.count && folded.starts[place] == i;

            if (i > 0 || at == 0) /* the first byte of a further block has lost what was before */
                ck_assert_msg(listed == begins[at + i], "byte %zu of %.*s", at + i, (int)n, text);
            place += listed;
        }
        ck_assert_uint_eq(place, folded.count);
        at += folded.used;
    } while (!done);
    ck_assert_uint_eq(at, used);
}

START_TEST(many_bytes_at_once_are_the_same)
{
    static const char *const parts[] = {
        "user",     "Unknown",      " ",          "  ",        "_",
        "\\n",      "%20",          "550-5.7.1 ", "451 4.1. ", "5",
        "\xc3\x84", "\xe3\x80\x80", "\\u0421",    "=D0=A1",    "\\\"",
        ",",        "550 5.1.1 ",   "\\",         "=",         "\xff",
        "!",        "\xe2\x80\x99", "4",          "a",
    };
    static char text[9000];

    for (int round = 0; round < 400; round++) {
        size_t n = 0, length = round % 20 ? 100 : 8800;

        while (n < length) {
            const char *part = parts[next_random(sizeof parts / sizeof *parts)];
            memcpy(text + n, part, strlen(part));
            n += strlen(part);
        }
        compare_ways(text, n);
    }
    for (size_t n = FOLDED_SIZE - 3; n < FOLDED_SIZE + 3; n++) {
        memset(text, 'x', sizeof text);
        compare_ways(text, n);
        text[n - 1] = ' ';
        compare_ways(text, n);
        memcpy(text + n - 2, "\xc3\x84", 2);
        compare_ways(text, n);
    }
}
END_TEST

START_TEST(a_single_byte_is_folded_where_nothing_hangs_on_its_neighbours)
{
    ck_assert_int_eq(fold_byte("A", 0, 1), 'a');
    ck_assert_int_eq(fold_byte("A", 1, 1), -1);
    ck_assert_int_eq(fold_byte("a b", 1, 3), ' ');
    ck_assert_int_eq(fold_byte("a  b", 2, 4), -1);
    ck_assert_int_eq(fold_byte(" b", 0, 2), -1);
    ck_assert_int_eq(fold_byte("a5", 1, 2), '5');
    ck_assert_int_eq(fold_byte("a 5", 2, 3), -1);
    ck_assert_int_eq(fold_byte("5", 0, 1), -1);
    ck_assert_int_eq(fold_byte("_5", 1, 2), -1);
    ck_assert_int_eq(fold_byte("a 6", 2, 3), '6');
    ck_assert_int_eq(fold_byte("_", 0, 1), -1);
    ck_assert_int_eq(fold_byte("a\xc3\x84", 1, 3), -1);
    ck_assert_int_eq(fold_byte("a_b", 2, 3), 'b');
    for (int c = 'A'; c <= 'Z'; c++) {
        char s[2] = {(char)c, (char)(c + 32)};
        ck_assert_int_eq(fold_byte(s, 0, 2), c + 32);
        ck_assert_int_eq(fold_byte(s, 1, 2), c + 32);
    }
}
END_TEST

TCase *fold_tests(void)
{
    TCase *t = tcase_create("fold");

    tcase_add_test(t, texts_are_folded);
    tcase_add_test(t, nul_is_a_blank);
    tcase_add_test(t, each_byte_knows_where_it_comes_from);
    tcase_add_test(t, the_room_is_the_limit);
    tcase_add_test(t, many_bytes_at_once_are_the_same);
    tcase_add_test(t, a_single_byte_is_folded_where_nothing_hangs_on_its_neighbours);
    return t;
}
