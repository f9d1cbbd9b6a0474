#include "edge.h"
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

    text = at_edge(text, n);
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

START_TEST(wrapping_follows_the_script)
{
    /* Closing marks, small kana and marks of length stay with what is before them, */
    check_wrap("中文退信，邮件", 8, (const char *const[]){"中文退", "信，邮件", NULL});
    check_wrap("サーバーが", 4, (const char *const[]){"サー", "バー", "が", NULL});
    check_wrap("きゃきゃ", 6, (const char *const[]){"きゃ", "きゃ", NULL});
    /* and opening ones with what is behind them. */
    check_wrap("中文（甲）", 6, (const char *const[]){"中文", "（甲）", NULL});
    check_wrap("见“甲", 4, (const char *const[]){"见", "“甲", NULL});
    check_wrap("见“甲乙”", 5, (const char *const[]){"见“甲", "乙”", NULL});
    /* Words of Latin letters stay whole beside ideographs. */
    check_wrap("回答VRFY命令", 6, (const char *const[]){"回答", "VRFY命", "令", NULL});
    /* Korean words stay whole, and are cut only when they are too long. */
    check_wrap("메일 서버가 응답", 8, (const char *const[]){"메일", "서버가", "응답", NULL});
    check_wrap("가나다라마", 4, (const char *const[]){"가나", "다라", "마", NULL});
    /* Thai vowels and tone marks stay with their consonant. */
    check_wrap("เซิร์ฟเวอร์", 4, (const char *const[]){"เซิร์ฟ", "เวอร์", NULL});
    check_wrap("กำแก", 3, (const char *const[]){"กำ", "แก", NULL});
    /* Thai lines end where a syllable does, */
    check_wrap("ข้อความจากไปป์", 11, (const char *const[]){"ข้อความจาก", "ไปป์", NULL});
    check_wrap("จะไม่ผ่าน", 6, (const char *const[]){"จะ", "ไม่ผ่าน", NULL});
    /* or better at the blank between two phrases. */
    check_wrap("เพราะอะไร ใครแก้ไข", 13, (const char *const[]){"เพราะอะไร", "ใครแก้ไข", NULL});
    /* A mark is never cut from its letter. */
    check_wrap("aaa\u0301a", 3, (const char *const[]){"aaa\u0301", "a", NULL});
}
END_TEST

START_TEST(first_words_end_where_lines_may)
{
    ck_assert_uint_eq(show_word("two words", 9, false), 3);
    ck_assert_uint_eq(show_word("中文", 6, false), 2);
    ck_assert_uint_eq(show_word("信，邮", 9, false), 4);
    ck_assert_uint_eq(show_word("서버가 응답", strlen("서버가 응답"), false), 6);
}
END_TEST

START_TEST(latin_letters_lose_their_marks_in_ascii)
{
    ck_assert_str_eq(shown("naïve Straße ngườ", strlen("naïve Straße ngườ"), true),
                     "naive Strasse nguo");
    ck_assert_str_eq(shown("e\u0301", 3, true), "e");
    ck_assert_str_eq(shown("«→»", strlen("«→»"), true), "<<->>>");
}
END_TEST

START_TEST(escapes_say_which_bytes_they_are)
{
    ck_assert_str_eq(shown("a\033\x7f\n\0b", 6, false), "a\\x1b\\x7f\\x0a\\x00b");
    ck_assert_str_eq(shown("\xc2\x80\xc2\x9f\xc2\xa0", 6, false), "\\x80\\x9f\xc2\xa0");
    ck_assert_str_eq(shown("\xff\xc3(", 3, false), "\\xff\\xc3(");
    ck_assert_str_eq(shown("\u202e\u200b", 6, false), "\\u{202e}\\u{200b}");
    ck_assert_str_eq(shown("\xf3\xa0\x81\x81", 4, false), "\\u{0e0041}");
    ck_assert_str_eq(shown("\u202e", 3, true), "\\u{202e}");
    ck_assert_str_eq(shown("\u4e2d\u0301\u00df", 7, true), "?ss");
    ck_assert_str_eq(shown("\u00bf\u00c0\u017f\u0180\u1e9f\u1ea0\u1ef9\u1efa", 20, true),
                     "?As??Ay?");
}
END_TEST

/* Columns, cuts and lines of random text against plain counting. */
START_TEST(columns_are_what_is_printed)
{
    static const char *const parts[] = {"a", "b", " ", "\033", "\u4e2d", "\xff", "\u00e4", "-"};
    unsigned seed = 5;

    for (int round = 0; round < 2000; round++) {
        char text[64] = "";
        size_t n, columns = 0;

        for (int i = 0; i < round % 12; i++) {
            seed = seed * 1103515245u + 12345u;
            strcat(text, parts[(seed >> 16) % 8]);
        }
        n = strlen(text);
        ck_assert_uint_eq(show_columns(text, n, true), strlen(shown(text, n, true)));
        for (const char *p = shown(text, n, false); *p; p++)
            columns += ((unsigned char)*p & 0xc0) != 0x80;
        for (const char *p = text; (p = strstr(p, "\u4e2d")) != NULL; p++)
            columns++;
        ck_assert_uint_eq(show_columns(text, n, false), columns);
    }
}
END_TEST

static const char *cut(const char *s, size_t width, size_t *columns)
{
    static char got[256];
    char buffer[64];
    struct out out;
    int ends[2];
    ssize_t r;

    ck_assert_int_eq(pipe(ends), 0);
    out_init(&out, ends[1], buffer, sizeof buffer);
    *columns = show_cut(&out, s, strlen(s), width, false);
    out_flush(&out);
    close(ends[1]);
    r = read(ends[0], got, sizeof got - 1);
    close(ends[0]);
    got[r > 0 ? r : 0] = '\0';
    return got;
}

START_TEST(what_is_cut_ends_in_dots)
{
    static const char *const cuts[] = {"", ".", "..", "..."};
    size_t columns;

    ck_assert_str_eq(cut("abcdef", 6, &columns), "abcdef");
    ck_assert_uint_eq(columns, 6);
    ck_assert_str_eq(cut("abcdef", 5, &columns), "ab...");
    ck_assert_uint_eq(columns, 5);
    for (size_t width = 0; width < 4; width++) {
        ck_assert_str_eq(cut("abc\u4e2d\u4e2def", width, &columns), cuts[width]);
        ck_assert_uint_eq(columns, width);
    }
    ck_assert_str_eq(cut("abc\u4e2d\u4e2def", 7, &columns), "abc...");
    ck_assert_uint_eq(columns, 6);
    ck_assert_str_eq(cut("abc\u4e2d\u4e2def", 8, &columns), "abc\u4e2d...");
    ck_assert_uint_eq(columns, 8);
    ck_assert_str_eq(cut("abc\u4e2d\u4e2def", 9, &columns), "abc\u4e2d\u4e2def");
}
END_TEST

/* Greedy wrapping of words at blanks. */
START_TEST(plain_text_is_wrapped_greedily)
{
    unsigned seed = 11;

    for (int round = 0; round < 20000; round++) {
        char text[40];
        const size_t size = (size_t)round % 38, width = 1 + (size_t)round % 13;
        const char *s = text, *line;
        size_t n = size, length, at = 0;

        for (size_t i = 0; i < size; i++) {
            seed = seed * 1103515245u + 12345u;
            text[i] = " abc d"[(seed >> 16) % 6];
        }
        for (;;) {
            size_t last = 0;

            while (at < size && text[at] == ' ')
                at++;
            if (at == size)
                break;
            for (size_t end = at + 1; end <= size && end - at <= width; end++)
                if ((end == size || text[end] == ' ') && text[end - 1] != ' ')
                    last = end;
            if (last == 0)
                last = at + width;
            ck_assert(show_wrap(&s, &n, width, false, &line, &length));
            ck_assert_uint_eq((size_t)(line - text), at);
            ck_assert_msg(length == last - at, "%zu at %zu of '%.*s', %zu wide", length, at,
                          (int)size, text, width);
            at = last;
        }
        ck_assert(!show_wrap(&s, &n, width, false, &line, &length));
    }
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
    tcase_add_test(t, wrapping_follows_the_script);
    tcase_add_test(t, first_words_end_where_lines_may);
    tcase_add_test(t, latin_letters_lose_their_marks_in_ascii);
    tcase_add_test(t, plain_text_is_wrapped_greedily);
    tcase_add_test(t, what_is_cut_ends_in_dots);
    tcase_add_test(t, columns_are_what_is_printed);
    tcase_add_test(t, escapes_say_which_bytes_they_are);
    return t;
}
