#include "stock.h"
#include "suites.h"

#include <string.h>

enum { ROOM = 48 * 1024, ROUNDS = 20000 };

static struct stock stock;

static unsigned random_below(unsigned n)
{
    static uint64_t state = 7;

    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % n;
}

/* A reply with any codes and verdict; of the few of few are many the same. */
static void random_reply(unsigned few, struct found *f, struct judgement *j)
{
    static const char line[] = "550 5.1.1 <\"x\\y\">: gone";

    *f = (struct found){.code = 199 + (int)random_below(few),
                        .line = line,
                        .length = sizeof line - 1,
                        .text = 10,
                        .end = sizeof line - 1,
                        .status = {(short)(random_below(4) + 2), (short)random_below(few),
                                   (short)random_below(few)}};
    if (f->code == 199)
        f->code = -1;
    else if (f->code % 3 == 0)
        f->status = status_none;
    *j = (struct judgement){.verdict = {(enum cause)random_below(5), (enum fixer)random_below(3),
                                        (enum retry)random_below(3)},
                            .proof = (enum proof)random_below(4),
                            .rule = (int)random_below(few < 100 ? few : 100) - 1,
                            .placed = true,
                            .match_len = 3,
                            .warnings = random_below(few > 4 ? 0x80 : 2)};
}

/* What a format writes about a reply, with a stock or without. */
static size_t say(struct page *page, const struct scanned *s, struct stock *with, char *room)
{
    struct out out;

    out_init(&out, -1, room, ROOM);
    page->out = &out;
    page->stock = with;
    page->format->scan(page, s);
    ck_assert_int_eq(out.error, 0);
    return out.used;
}

static void check_format(const struct format *format, unsigned few)
{
    static const char *const files[] = {NULL, "mail.log", "\"\\\x1b\xff.log"};
    static char ready[ROOM], plain[ROOM];
    struct term term = {.width = 80, .color = few % 2};
    struct page page = {.term = &term, .format = format};

    stock_start(&stock);
    for (int round = 0; round < ROUNDS; round++) {
        struct found found;
        struct judgement judgement;
        struct scanned s = {files[random_below(3)], random_below(1000), &found, &judgement};
        size_t n;

        random_reply(few, &found, &judgement);
        n = say(&page, &s, &stock, ready);
        ck_assert_uint_eq(n, say(&page, &s, NULL, plain));
        ck_assert_msg(memcmp(ready, plain, n) == 0, "%s: %.*s", format->name, (int)n, ready);
    }
}

START_TEST(what_is_ready_is_what_would_be_written)
{
    static const unsigned few[] = {2, 3, 6, 300};

    for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
        check_format(&render_text, few[i]);
        check_format(&render_json, few[i]);
        check_format(&render_tsv, few[i]);
    }
}
END_TEST

START_TEST(what_is_too_long_is_written_all_the_same)
{
    static char name[STOCK_TEXT + 10], ready[ROOM];
    struct term term = {.width = 80};
    struct page page = {.term = &term, .format = &render_json};
    struct found found;
    struct judgement judgement;
    struct scanned s = {name, 1, &found, &judgement};

    memset(name, 'x', sizeof name - 1);
    stock_start(&stock);
    for (int round = 0; round < 3; round++) {
        random_reply(9, &found, &judgement);
        ck_assert_uint_gt(say(&page, &s, &stock, ready), sizeof name);
        ck_assert_ptr_nonnull(strstr(ready, "xxx\", \"line\": 1, \"code\": "));
    }
}
END_TEST

START_TEST(a_stock_that_is_full_to_the_last_byte_begins_anew)
{
    static const char around[] = "{\"schema\": \"smtpcode/1\", \"file\": \"\", \"line\": ";
    static struct {
        struct stock stock;
        char behind[64];
    } full;
    static char name[STOCK_TEXT], ready[ROOM], plain[ROOM];
    struct term term = {.width = 80};
    struct page page = {.term = &term, .format = &render_json};
    struct found found;
    struct judgement judgement;
    struct scanned s = {name, 1, &found, &judgement};
    size_t n;

    memset(name, 'x', STOCK_TEXT - (sizeof around - 1));
    stock_start(&full.stock);
    random_reply(9, &found, &judgement);
    n = say(&page, &s, &full.stock, ready);
    ck_assert_uint_eq(n, say(&page, &s, NULL, plain));
    ck_assert_mem_eq(ready, plain, n);
    for (size_t i = 0; i < sizeof full.behind; i++)
        ck_assert_int_eq(full.behind[i], 0);
}
END_TEST

TCase *stock_tests(void)
{
    TCase *t = tcase_create("stock");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, what_is_ready_is_what_would_be_written);
    tcase_add_test(t, what_is_too_long_is_written_all_the_same);
    tcase_add_test(t, a_stock_that_is_full_to_the_last_byte_begins_anew);
    return t;
}
