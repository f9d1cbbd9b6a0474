#include "memo.h"
#include "rules.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct memo memo;

static unsigned random_below(unsigned n)
{
    static uint64_t state = 42;

    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % n;
}

/* Names, some of which phrases of rules go on in, or begin in. */
static const char *random_name(char *name, size_t size)
{
    static const char *const forms[] = {"u%u@example.com",
                                        "%u",
                                        "192.0.2.%u",
                                        "2001:db8::%u",
                                        "S31%u",
                                        "user%u",
                                        "Q%ux-mail.7",
                                        "550-5.7.%u",
                                        "a%u@mail.example",
                                        "%u.spam.example",
                                        "spamhaus%u",
                                        "4.7.%u",
                                        "=%u",
                                        "\\n550 5.7.1 r%u",
                                        "x\\n%u",
                                        "mx%u_relay.example",
                                        "r%u%%20x",
                                        "bl%u.list@",
                                        "unknown%u user@a.b",
                                        "%u mail servers"};

    snprintf(name, size, forms[random_below(sizeof forms / sizeof *forms)], random_below(60));
    return name;
}

static const char *random_example(void)
{
    return catalog_item(
        rules_list(NULL, (int)random_below((unsigned)catalog_count(KIND_RULE)), FIELD_EXAMPLE), 0);
}

/* An example of a rule, some of its words replaced or followed by names, or by another example. */
static void random_reply(char *line, size_t size)
{
    const char *s = random_example(), *other = random_example();
    char name[80];
    size_t n = 0;

    while (*s && n + 200 < size) {
        size_t word = strcspn(s, " <[(");

        if (random_below(8) == 0 && n > 10)
            n += (size_t)snprintf(line + n, size - n, "%s", random_name(name, sizeof name));
        else
            n += (size_t)snprintf(line + n, size - n, "%.*s", (int)word, s);
        if (random_below(12) == 0 && n > 10)
            n += (size_t)snprintf(line + n, size - n, " %s", random_name(name, sizeof name));
        s += word;
        if (*s)
            line[n++] = *s++;
    }
    if (random_below(6) == 0)
        n += (size_t)snprintf(line + n, size - n, " %.80s", other);
    line[n] = '\0';
}

static void check_same(const struct judgement *a, const struct judgement *b, const char *line)
{
    ck_assert_msg(
        a->rule == b->rule && a->verdict.cause == b->verdict.cause &&
            a->verdict.fixer == b->verdict.fixer && a->verdict.retry == b->verdict.retry &&
            a->proof == b->proof && a->warnings == b->warnings,
        "%s: rule %s with a memo, %s without", line, a->rule < 0 ? "none" : rules_id(a->rule),
        b->rule < 0 ? "none" : rules_id(b->rule));
    ck_assert_msg(a->match == b->match && a->match_len == b->match_len,
                  "%s: match %zu+%zu, %zu+%zu", line, a->match, a->match_len, b->match,
                  b->match_len);
}

/* Judges with and without the memo, which takes a reply the second time it comes; whether the memo
 * knew the reply. */
static bool judge_twice(const char *line)
{
    struct judgement with, without, known;
    struct memo_key key;
    struct found f;
    bool knew;

    if (!finder_find_loose(line, strlen(line), &f) || found_class(&f) < 4)
        return false;
    knew = memo_key(&memo, &key, &f) && memo_find(&memo, &key, &known);
    cause_judge(&f, &memo, &with);
    cause_judge(&f, NULL, &without);
    check_same(&with, &without, line);
    return knew;
}

START_TEST(a_memo_changes_no_judgement)
{
    char line[2000];
    int known = 0;

    for (int i = 0; i < 30000; i++) {
        random_reply(line, sizeof line);
        for (int time = 0; time < 3; time++)
            known += judge_twice(line);
    }
    ck_assert_int_gt(known, 20000);
}
END_TEST

START_TEST(replies_that_differ_in_names_are_one)
{
    memset(&memo, 0, sizeof memo);
    ck_assert(
        !judge_twice("550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown"));
    ck_assert(
        !judge_twice("550 5.1.1 <dee@example.org>: Recipient address rejected: User unknown"));
    ck_assert(judge_twice("550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown"));
    ck_assert(judge_twice("550 5.1.1 <c3+x.y@1.test>: Recipient address rejected: User unknown"));
    ck_assert(
        !judge_twice("550 5.1.1 <ann@mail.example>: Recipient address rejected: User unknown"));
    ck_assert(
        !judge_twice("550 5.1.2 <ann@example.com>: Recipient address rejected: User unknown"));
    ck_assert(
        !judge_twice("450 5.1.1 <ann@example.com>: Recipient address rejected: User unknown"));
}
END_TEST

/* Judges a reply with each word that has a digit, and with another in its place. */
static int replace_words(const char *line, size_t text)
{
    static const char borders[] = "()[]<>:;,*'\"# ";
    const char *at = line + text;
    int words = 0;

    while (*(at += strcspn(at, "0123456789"))) {
        const char *from = at;
        char other[500];

        while (from > line && !strchr(borders, from[-1]))
            from--;
        at += strcspn(at, borders);
        snprintf(other, sizeof other, "%.*sq9q%s", (int)(from - line), line, at);
        for (int time = 0; time < 3; time++) {
            judge_twice(other);
            judge_twice(line);
        }
        words++;
    }
    return words;
}

START_TEST(a_phrase_may_go_on_in_a_name)
{
    int words = 0;

    for (int rule = 0; rule < catalog_count(KIND_RULE); rule++) {
        struct texts examples = rules_list(NULL, rule, FIELD_EXAMPLE);
        const char *line;

        for (int i = 0; (line = catalog_item(examples, i)) != NULL; i++) {
            struct found f;

            if (finder_find_loose(line, strlen(line), &f))
                words += replace_words(line, f.text);
        }
    }
    ck_assert_int_gt(words, 30);
}
END_TEST

START_TEST(what_is_no_name_stays)
{
    struct memo_key key;
    struct found f;
    const char *lines[] = {"550 5.7.1 =20a %20b \\n550 5.7.1 c", "550 5.7.1 a 450-4.7.1 b",
                           "550 5.7.1 no digits at all"};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ck_assert(finder_find_loose(lines[i], strlen(lines[i]), &f));
        ck_assert(memo_key(&memo, &key, &f));
        ck_assert_int_eq(key.names, 0);
        ck_assert_uint_eq(key.length, f.end - f.text);
        ck_assert_mem_eq(key.text, lines[i] + f.text, key.length);
    }
}
END_TEST

START_TEST(what_is_too_long_or_odd_has_no_key)
{
    char line[MEMO_TEXT + 100];
    struct memo_key key;
    struct found f;

    memset(line, 'x', sizeof line);
    memcpy(line, "550 5.7.1 ", 10);
    ck_assert(finder_find_loose(line, 10 + MEMO_TEXT, &f));
    ck_assert(memo_key(&memo, &key, &f));
    ck_assert(finder_find_loose(line, 11 + MEMO_TEXT, &f));
    ck_assert(!memo_key(&memo, &key, &f));
    line[40] = '\1';
    ck_assert(finder_find_loose(line, 80, &f));
    ck_assert(!memo_key(&memo, &key, &f));
}
END_TEST

TCase *memo_tests(void)
{
    TCase *t = tcase_create("memo");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, a_memo_changes_no_judgement);
    tcase_add_test(t, replies_that_differ_in_names_are_one);
    tcase_add_test(t, a_phrase_may_go_on_in_a_name);
    tcase_add_test(t, what_is_no_name_stays);
    tcase_add_test(t, what_is_too_long_or_odd_has_no_key);
    return t;
}
