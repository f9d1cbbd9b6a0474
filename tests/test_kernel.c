#include "cause.h"
#include "finder.h"
#include "kernel.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

/* More than the vector kernels take in one go. */
enum { ROOM = 20000, PASS = 128 * 64 };

static char memory[KERNEL_BEFORE + ROOM + KERNEL_BEHIND];
static char *const text = memory + KERNEL_BEFORE;

static unsigned seed = 11;

static unsigned next_random(unsigned n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % n;
}

/* All kernels of this machine give the same masks for n bytes of text. */
static void check_kernels(size_t n)
{
    uint64_t lines[2][ROOM / 64 + 1], marks[2][ROOM / 64 + 1];
    size_t words = (n + 63) / 64;

    memset(text + n, '\n', KERNEL_BEHIND);
    kernel_at(0)->mark(text, n, lines[0], marks[0]);
    for (int k = 1; kernel_at(k); k++) {
        kernel_at(k)->mark(text, n, lines[1], marks[1]);
        ck_assert_msg(memcmp(lines[0], lines[1], words * 8) == 0, "%s: newlines",
                      kernel_at(k)->name);
        ck_assert_msg(memcmp(marks[0], marks[1], words * 8) == 0, "%s: candidates",
                      kernel_at(k)->name);
        ck_assert_uint_eq(kernel_at(k)->count(marks[0], words),
                          kernel_at(0)->count(marks[0], words));
    }
}

START_TEST(kernels_agree_on_all_bytes)
{
    memset(memory, '\n', sizeof memory);
    for (int round = 0; round < 2000; round++) {
        size_t n = next_random(round % 100 ? 1024 : ROOM);

        for (size_t i = 0; i < n; i++)
            text[i] = (char)next_random(256);
        check_kernels(n);
    }
}
END_TEST

START_TEST(kernels_agree_on_what_looks_like_replies)
{
    static const char alphabet[] = "25405.5.1.1 \n\\n%20=20-/@$a\xff:(\"";

    memset(memory, '\n', sizeof memory);
    for (int round = 0; round < 5000; round++) {
        size_t n = next_random(round % 100 ? 300 : ROOM);

        for (size_t i = 0; i < n; i++)
            text[i] = alphabet[next_random(sizeof alphabet - 1)];
        check_kernels(n);
    }
}
END_TEST

/* Every kernel's blocks begin at every offset of the text, whatever stands before it. */
START_TEST(kernels_agree_at_every_border)
{
    static const char pattern[] = "%20550 x 5.1.1 203.0.113.9 4.123.5\n250-a 45.1.2 555.";

    for (size_t at = 0; at < 200; at++)
        for (size_t n = 1; n < 200; n += 7) {
            for (size_t i = 0; i < KERNEL_BEFORE + n; i++)
                memory[i] = pattern[(i + at) % (sizeof pattern - 1)];
            check_kernels(n);
        }
    for (size_t at = PASS - 100; at < PASS + 100; at++) {
        memset(memory, '5', KERNEL_BEFORE + ROOM);
        memcpy(text + at, " 550 5.1.1 ", 11);
        check_kernels(PASS + 200);
    }
}
END_TEST

START_TEST(bits_are_counted_and_found_from_both_sides)
{
    uint64_t bits[8];

    for (int round = 0; round < 20000; round++) {
        size_t start = next_random(500), end = start + next_random((unsigned)(512 - start));
        size_t first = end, behind = start, sum = 0;

        for (size_t i = 0; i < 8; i++)
            bits[i] = next_random(3) ? 0 : UINT64_C(1) << next_random(64) | 1;
        for (size_t i = start; i < end; i++)
            if (bits[i / 64] >> i % 64 & 1) {
                first = first == end ? i : first;
                behind = i + 1;
                sum++;
            }
        ck_assert_uint_eq(kernel_next(bits, start, end), first);
        ck_assert_uint_eq(kernel_previous(bits, start, end), behind);
        for (int k = 0; kernel_at(k); k++)
            ck_assert_uint_eq(kernel_count(kernel_at(k), bits, start, end), sum);
    }
}
END_TEST

START_TEST(a_code_is_marked_at_every_offset)
{
    uint64_t lines[ROOM / 64 + 1], marks[ROOM / 64 + 1];

    for (size_t at = 0; at < 200; at++)
        for (int k = 0; kernel_at(k); k++) {
            memset(memory, '\n', sizeof memory);
            memset(text, ' ', 220);
            memcpy(text + at, "550 x", 5);
            kernel_at(k)->mark(text, 220, lines, marks);
            for (size_t i = 0; i < 220; i++)
                ck_assert_int_eq((int)(marks[i / 64] >> i % 64 & 1), i == at);
        }
}
END_TEST

/* The codes alone say what a success is. */
static void check_codes(const struct found *codes, const struct found *full)
{
    struct judgement a, b;

    ck_assert_int_le(found_class(codes), 3);
    cause_judge_only(codes, NULL, &a);
    cause_judge_only(full, NULL, &b);
    ck_assert_int_eq(a.verdict.cause, b.verdict.cause);
    ck_assert_int_eq(a.proof, b.proof);
}

/* Who only counts finds the same codes, by the quick looks that lead there. */
static void check_brief(size_t n, const uint64_t *marks, const struct found *full)
{
    struct found f;
    bool may = false;

    for (size_t i = kernel_next(marks, 0, n); i < n; i = kernel_next(marks, i + 1, n))
        may |= finder_may_begin(text + i);
    ck_assert_msg(may, "a quick look passes over: %.*s", (int)n, text);
    ck_assert(finder_find_brief(text, n, marks, 0,
                                finder_first_code(text, marks, kernel_next(marks, 0, n), n), &f));
    ck_assert_int_eq(f.code, full->code);
    ck_assert(status_equal(&f.status, &full->status));
    if (f.end > 0)
        ck_assert(f.start == full->start && f.text == full->text && f.end == full->end);
    else
        check_codes(&f, full);
}

/* The promise of kernel.h: every reply that the finder finds has a candidate at or before it. */
START_TEST(no_reply_is_passed_over)
{
    static const char alphabet[] = "  25505.1.1 4.2.0 dsn=()\"':-_%20=20\\nabsaid:";
    uint64_t lines[8], marks[8];
    int found = 0;

    memset(memory, '\n', sizeof memory);
    for (int round = 0; round < 200000; round++) {
        size_t n = 5 + next_random(60);
        struct found f, g;

        for (size_t i = 0; i < n; i++)
            text[i] = alphabet[next_random(sizeof alphabet - 1)];
        memset(text + n, '\n', KERNEL_BEHIND);
        if (!finder_find(text, n, &f))
            continue;
        found++;
        kernel_at(0)->mark(text, n, lines, marks);
        ck_assert_msg(marks[0] || marks[1], "passed over: %.*s", (int)n, text);
        ck_assert(finder_find_marked(text, n, marks, 0, &g));
        ck_assert_int_eq(f.code, g.code);
        ck_assert_uint_eq(f.start, g.start);
        ck_assert_uint_eq(f.end, g.end);
        check_brief(n, marks, &f);
    }
    ck_assert_int_gt(found, 1000);
}
END_TEST

static void check_plain(const struct kernel *kernel)
{
    for (size_t n = 0; n < 140; n++)
        for (size_t at = 0; at < n; at++) {
            memset(text, 'a', n);
            text[n] = '\x7f'; /* what is behind does not matter */
            for (int c = 0; c < 256; c++) {
                text[at] = (char)c;
                if (kernel->plain(text, n) != ((c >= ' ' && c <= '~') || c == '\n'))
                    ck_abort_msg("%s: byte %d at %zu of %zu", kernel->name, c, at, n);
            }
        }
}

START_TEST(kernels_agree_on_what_is_plain)
{
    for (int k = 0; kernel_at(k); k++)
        check_plain(kernel_at(k));
}
END_TEST

TCase *kernel_tests(void)
{
    TCase *t = tcase_create("kernel");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, kernels_agree_on_all_bytes);
    tcase_add_test(t, kernels_agree_on_what_looks_like_replies);
    tcase_add_test(t, kernels_agree_at_every_border);
    tcase_add_test(t, bits_are_counted_and_found_from_both_sides);
    tcase_add_test(t, a_code_is_marked_at_every_offset);
    tcase_add_test(t, kernels_agree_on_what_is_plain);
    tcase_add_test(t, no_reply_is_passed_over);
    return t;
}
