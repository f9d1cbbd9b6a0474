#include "automaton.h"
#include "matcher.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct match find(const struct matcher *m, const char *text)
{
    struct match match;

    matcher_find(m, text, strlen(text), NULL, NULL, &match);
    if (match.rule >= 0)
        matcher_locate(text, strlen(text), &match);
    return match;
}

static struct automaton *build(const char *const *phrases, struct matcher *m)
{
    struct automaton *a = automaton_new();

    for (unsigned i = 0; phrases[i]; i++)
        ck_assert_ptr_null(automaton_add(a, phrases[i], i, MATCHER_STRONG));
    ck_assert_ptr_null(automaton_build(a, m));
    return a;
}

START_TEST(the_longest_phrase_wins)
{
    struct matcher m;
    struct automaton *a = build(
        (const char *const[]){"user unknown", "recipient rejected: user unknown", "unknown", NULL},
        &m);

    ck_assert_int_eq(find(&m, "550 User Unknown").rule, 0);
    ck_assert_int_eq(find(&m, "Recipient rejected:  user\tunknown here").rule, 1);
    ck_assert_int_eq(find(&m, "unknown").rule, 2);
    ck_assert_int_eq(find(&m, "nothing").rule, -1);
    ck_assert_uint_eq(find(&m, "xx user unknown").start, 3);
    ck_assert_uint_eq(find(&m, "xx user unknown").end, 15);
    automaton_free(a);
}
END_TEST

START_TEST(text_is_folded)
{
    struct matcher m;
    struct automaton *a = build((const char *const[]){"blocked because the sender", NULL}, &m);

    ck_assert_int_eq(find(&m, "blocked_because_the_sender").rule, 0);
    ck_assert_int_eq(find(&m, "blocked%20because=20the\\nsender").rule, 0);
    ck_assert_int_eq(find(&m, "blocked because 550-5.7.26 the sender").rule, 0);
    ck_assert_int_eq(find(&m, "blocked because\\n550 5.7.26 the sender").rule, 0);
    ck_assert_int_eq(find(&m, "BLOCKED Because   The SENDER").rule, 0);
    ck_assert_int_eq(find(&m, "blocked because 550 the sender").rule, -1);
    ck_assert_int_eq(find(&m, "unblocked because the sender").rule, -1);
    automaton_free(a);
}
END_TEST

START_TEST(pieces_stand_in_order)
{
    struct matcher m;
    struct automaton *a =
        build((const char *const[]){"mail from * not allowed", "abc * bcd", NULL}, &m);

    ck_assert_int_eq(find(&m, "Mail from 192.0.2.1 not allowed").rule, 0);
    ck_assert_int_eq(find(&m, "not allowed mail from").rule, -1);
    ck_assert_int_eq(find(&m, "not allowed, mail from x: not allowed").rule, 0);
    ck_assert_int_eq(find(&m, "abcd").rule, -1); /* the pieces may not overlap */
    ck_assert_int_eq(find(&m, "abc bcd").rule, 1);
    automaton_free(a);
}
END_TEST

START_TEST(wrong_phrases_are_refused)
{
    struct automaton *a = automaton_new();
    char longer[300];

    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    ck_assert_ptr_nonnull(automaton_add(a, "ab", 0, 0));
    ck_assert_ptr_nonnull(automaton_add(a, "abc * d", 0, 0));
    ck_assert_ptr_nonnull(automaton_add(a, "", 0, 0));
    ck_assert_ptr_nonnull(automaton_add(a, longer, 0, 0));
    ck_assert_ptr_nonnull(automaton_add(a, "aaa*bbb*ccc*ddd*eee*fff*ggg", 0, 0));
    automaton_free(a);
}
END_TEST

static unsigned seed = 3;

static unsigned next_random(unsigned n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % n;
}

/* Words of three letters of an alphabet of three make overlaps likely. */
static void random_word(char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        s[i] = "abc"[next_random(3)];
    s[n] = '\0';
}

/* The simple way: look for every phrase everywhere. */
static int naive(char phrases[][16], int count, const char *text)
{
    size_t best_length = 0, best_start = 0;
    int best = -1;

    for (int p = 0; p < count; p++)
        for (const char *at = text; (at = strstr(at, phrases[p])) != NULL; at++) {
            size_t start = (size_t)(at - text), n = strlen(phrases[p]);

            if (at > text && at[-1] != ' ')
                continue; /* in the middle of a word */
            if (n > best_length || (n == best_length && start < best_start)) {
                best = p;
                best_length = n;
                best_start = start;
            }
        }
    return best;
}

START_TEST(it_agrees_with_a_naive_search)
{
    for (int round = 0; round < 300; round++) {
        char phrases[12][16], text[200] = "";
        const char *list[13];
        struct automaton *a;
        struct matcher m;
        int count = 0;

        for (int p = 0; p < 12; p++) {
            bool twice = false;
            random_word(phrases[count], 3 + next_random(5));
            for (int i = 0; i < count; i++)
                twice |= strcmp(phrases[i], phrases[count]) == 0;
            if (!twice)
                list[count] = phrases[count], count++;
        }
        list[count] = NULL;
        a = build(list, &m);
        for (int w = 0; w < 12; w++) {
            char word[16];
            random_word(word, 2 + next_random(9));
            strcat(text, word);
            strcat(text, " ");
        }
        ck_assert_int_eq(find(&m, text).rule, naive(phrases, count, text));
        automaton_free(a);
    }
}
END_TEST

/* ---- phrases of several pieces, with ranks, in texts of more than one block --- */

enum { PHRASES = 10, TEXT = 14000 };

struct phrase {
    char text[120];
    char piece[MATCHER_PIECES_MAX][40];
    int pieces;
    unsigned score, rank;
};

static char folded[TEXT + 1];
static uint32_t offsets[TEXT];

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Where a piece stands at or behind from, at the beginning of a word; NULL when nowhere. */
static const char *find_piece(const char *piece, const char *from)
{
    for (; (from = strstr(from, piece)) != NULL; from++)
        if (from == folded || !is_word(*from) || !is_word(from[-1]))
            return from;
    return NULL;
}

static bool find_phrase(const struct phrase *p, size_t *start, size_t *end)
{
    const char *at = folded;

    for (int i = 0; i < p->pieces; i++) {
        at = find_piece(p->piece[i], at);
        if (!at)
            return false;
        if (i == 0)
            *start = (size_t)(at - folded);
        at += strlen(p->piece[i]);
    }
    *end = (size_t)(at - folded);
    return true;
}

static bool goes_before(const struct phrase *p, size_t start, const struct phrase *q, size_t old)
{
    bool strong = p->rank & MATCHER_STRONG, was = q->rank & MATCHER_STRONG;

    if (strong != was)
        return strong;
    if (p->score != q->score)
        return p->score > q->score;
    return p->rank != q->rank ? p->rank > q->rank : start < old;
}

static bool is_allowed(int rule, const void *context)
{
    return *(const unsigned *)context >> rule & 1;
}

static void random_phrase(struct phrase *p)
{
    char *end = p->text;

    p->pieces = 1 + (int)next_random(4);
    p->score = 0;
    p->rank = next_random(8);
    for (int i = 0; i < p->pieces; i++) {
        random_word(p->piece[i], 3 + next_random(2));
        if (next_random(3) == 0) {
            strcat(p->piece[i], " ");
            random_word(p->piece[i] + strlen(p->piece[i]), 1 + next_random(2));
        }
        p->score += (unsigned)strlen(p->piece[i]);
        end += snprintf(end, (size_t)(p->text + sizeof p->text - end), "%s%s",
                        i ? next_random(2) ? " * " : "*" : "", p->piece[i]);
    }
}

static void random_text(char *text, size_t length)
{
    size_t n = 0;

    while (n < length) {
        random_word(text + n, 1 + next_random(5));
        n += strlen(text + n);
        if (length > 1000 && next_random(9) > 0)
            memset(text + n, 'x', 40), n += 40;
        text[n++] = next_random(5) ? ' ' : ',';
    }
    text[n] = '\0';
}

START_TEST(pieces_agree_with_a_naive_search)
{
    static char text[TEXT];
    int found = 0;

    for (int round = 0; round < 3000; round++) {
        struct phrase phrases[PHRASES];
        const struct phrase *best = NULL;
        struct automaton *a = automaton_new();
        struct matcher m;
        struct match match;
        unsigned mask = next_random(1u << PHRASES) | next_random(1u << PHRASES);
        size_t start = 0, end = 0, best_start = 0, best_end = 0, n;

        for (int i = 0; i < PHRASES; i++) {
            random_phrase(&phrases[i]);
            ck_assert_ptr_null(automaton_add(a, phrases[i].text, (unsigned)i, phrases[i].rank));
        }
        ck_assert_ptr_null(automaton_build(a, &m));
        random_text(text, round % 10 ? 80 : 3800 + next_random(9000));
        matcher_find(&m, text, strlen(text), is_allowed, &mask, &match);
        n = matcher_fold(text, strlen(text), folded, offsets, TEXT);
        folded[n] = '\0';
        for (int i = 0; i < PHRASES; i++)
            if ((mask >> i & 1) && find_phrase(&phrases[i], &start, &end) &&
                (!best || goes_before(&phrases[i], start, best, best_start))) {
                best = &phrases[i];
                best_start = start;
                best_end = end;
            }
        ck_assert_int_eq(match.rule >= 0, best != NULL);
        if (best) {
            found++;
            ck_assert_uint_eq(match.score, best->score);
            ck_assert_uint_eq(match.rank, best->rank);
            ck_assert_uint_eq(match.start, best_start);
            if (match.rule == (int)(best - phrases))
                ck_assert_uint_eq(match.end, best_end);
            matcher_locate(text, strlen(text), &match);
            ck_assert_uint_eq(match.start, offsets[best_start]);
        }
        automaton_free(a);
    }
    ck_assert_int_gt(found, 1000);
}
END_TEST

START_TEST(a_piece_may_stand_anywhere_around_the_end_of_a_block)
{
    static char text[2 * 4096 + 400];
    char piece[MATCHER_PIECE_MAX + 1];

    memset(piece, 'b', MATCHER_PIECE_MAX);
    piece[MATCHER_PIECE_MAX] = '\0';
    for (size_t at = 1; at + MATCHER_PIECE_MAX + 10 < sizeof text; at += at < 3600 ? 1200 : 1) {
        struct automaton *a = automaton_new();
        struct matcher m;
        struct match match;

        ck_assert_ptr_null(automaton_add(a, piece, 0, 0));
        ck_assert_ptr_null(automaton_add(a, "first * last", 1, MATCHER_STRONG));
        ck_assert_ptr_null(automaton_build(a, &m));
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = i % 7 ? 'x' : ',';
        text[at - 1] = ',';
        memcpy(text + at, piece, MATCHER_PIECE_MAX);
        matcher_find(&m, text, sizeof text, NULL, NULL, &match);
        ck_assert_int_eq(match.rule, 0);
        ck_assert_uint_eq(match.start, at);
        ck_assert_uint_eq(match.end, at + MATCHER_PIECE_MAX);
        memcpy(text + at, "first,", 6);
        memcpy(text + sizeof text - 5, ",last", 5);
        matcher_find(&m, text, sizeof text, NULL, NULL, &match);
        ck_assert_int_eq(match.rule, 1);
        ck_assert_uint_eq(match.start, at);
        ck_assert_uint_eq(match.end, sizeof text);
        automaton_free(a);
    }
}
END_TEST

START_TEST(many_phrases_that_begin_are_bounded)
{
    struct automaton *a = automaton_new();
    struct matcher m;
    struct match match;
    static char text[4096];

    for (unsigned i = 0; i < 200; i++) {
        char phrase[60];

        sprintf(phrase, "w%03u * e%03u", i, i);
        ck_assert_ptr_null(automaton_add(a, phrase, i, MATCHER_STRONG));
        sprintf(phrase, "w%03u * m%03u * e%03u", i, i, i);
        ck_assert_ptr_null(automaton_add(a, phrase, 200 + i, MATCHER_STRONG));
        sprintf(text + strlen(text), "w%03u ", i);
    }
    ck_assert_ptr_null(automaton_build(a, &m));
    for (unsigned i = 0; i < 200; i++) {
        size_t n = strlen(text);

        sprintf(text + n, "e%03u", i);
        matcher_find(&m, text, strlen(text), NULL, NULL, &match);
        ck_assert_int_eq(match.rule, i < 64 ? (int)i : -1);
        sprintf(text + n, "m%03u e%03u", i, i);
        matcher_find(&m, text, strlen(text), NULL, NULL, &match);
        ck_assert_int_eq(match.rule, i < 64 ? 200 + (int)i : -1);
        text[n] = '\0';
    }
    automaton_free(a);
}
END_TEST

TCase *matcher_tests(void)
{
    TCase *t = tcase_create("matcher");

    tcase_add_test(t, the_longest_phrase_wins);
    tcase_add_test(t, text_is_folded);
    tcase_add_test(t, pieces_stand_in_order);
    tcase_add_test(t, wrong_phrases_are_refused);
    tcase_add_test(t, it_agrees_with_a_naive_search);
    tcase_add_test(t, pieces_agree_with_a_naive_search);
    tcase_add_test(t, a_piece_may_stand_anywhere_around_the_end_of_a_block);
    tcase_add_test(t, many_phrases_that_begin_are_bounded);
    return t;
}
