#include "automaton.h"
#include "matcher.h"
#include "suites.h"

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

TCase *matcher_tests(void)
{
    TCase *t = tcase_create("matcher");

    tcase_add_test(t, the_longest_phrase_wins);
    tcase_add_test(t, text_is_folded);
    tcase_add_test(t, pieces_stand_in_order);
    tcase_add_test(t, wrong_phrases_are_refused);
    tcase_add_test(t, it_agrees_with_a_naive_search);
    return t;
}
