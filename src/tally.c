#include "tally.h"

#include "ascii.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[TALLY_KEYS] = {"class", "code",  "enhanced", "cause",   "fixer",
                                              "retry", "proof", "rule",     "provider"};

const char *tally_key_name(enum tally_key key)
{
    return names[key];
}

int tally_key_find(const char *name, size_t n)
{
    for (int i = 0; i < TALLY_KEYS; i++)
        if (ascii_equal(name, n, names[i], strlen(names[i])))
            return i;
    return -1;
}

void tally_start(struct tally *t, struct tally_memory *memory)
{
    if (memory->dirty)
        memset(memory->slots, 0, sizeof memory->slots);
    memory->dirty = false;
    *t = (struct tally){.memory = memory, .rows = memory->rows};
}

static int compare_keys(const struct tally_row *a, const struct tally_row *b)
{
    const int x[] = {a->class, a->code,  a->status.class, a->status.subject, a->status.detail,
                     a->cause, a->fixer, a->retry,        a->proof,          a->rule};
    const int y[] = {b->class, b->code,  b->status.class, b->status.subject, b->status.detail,
                     b->cause, b->fixer, b->retry,        b->proof,          b->rule};

    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static bool has_same_keys(const struct tally_row *a, const struct tally_row *b)
{
    return a->code == b->code && a->rule == b->rule && a->cause == b->cause &&
           a->status.class == b->status.class && a->status.subject == b->status.subject &&
           a->status.detail == b->status.detail && a->class == b->class && a->proof == b->proof &&
           a->retry == b->retry && a->fixer == b->fixer;
}

static uint32_t hash_row(const struct tally_row *r)
{
    uint32_t h = (uint32_t)(r->code + 1) * 0x9e3779b1u;

    h = (h ^ (uint32_t)(r->status.class * 1000003 + r->status.subject * 1009 + r->status.detail)) *
        0x85ebca6bu;
    h = (h ^ (uint32_t)(r->rule + 1) ^ (uint32_t)(r->cause + 1) << 16 ^
         (uint32_t)(r->proof + 1) << 24) *
        0xc2b2ae35u;
    return h ^ h >> 15;
}

/* The slot of an equal row, or the free one where it belongs. */
static uint16_t *find_slot(struct tally *t, const struct tally_row *row)
{
    uint32_t at = hash_row(row) & (TALLY_SLOTS - 1);
    uint16_t *slots = t->memory->slots;

    while (slots[at] && !has_same_keys(&t->rows[slots[at] - 1], row))
        at = (at + 1) & (TALLY_SLOTS - 1);
    return &slots[at];
}

int tally_add(struct tally *t, const struct tally_row *row)
{
    uint16_t *slot = find_slot(t, row);
    struct tally_row coarse;

    if (*slot) {
        t->rows[*slot - 1].count += row->count;
        return *slot;
    }
    if (t->used >= TALLY_ROWS / 4 * 3 && status_is_set(&row->status)) {
        /* Whoever invents codes without end shares one row for each reply code. */
        t->full = true;
        coarse = *row;
        coarse.status = status_none;
        tally_add(t, &coarse);
        return 0;
    }
    if (t->used >= TALLY_ROWS - 1)
        return 0;
    t->memory->dirty = true;
    t->rows[t->used++] = *row;
    *slot = (uint16_t)t->used;
    return t->used;
}

int tally_reply(struct tally *t, const struct found *f, const struct judgement *j)
{
    struct tally_row row = {.count = 1,
                            .rule = j->rule,
                            .code = (int16_t)f->code,
                            .status = f->status,
                            .class = (int8_t)found_class(f),
                            .cause = (int8_t)j->verdict.cause,
                            .fixer = (int8_t)j->verdict.fixer,
                            .retry = (int8_t)j->verdict.retry,
                            .proof = (int8_t)j->proof};

    t->replies++;
    return tally_add(t, &row);
}

static bool has(unsigned keys, enum tally_key key)
{
    return keys >> key & 1;
}

struct tally_row tally_project(const struct tally_row *r, unsigned keys)
{
    struct tally_row p = *r;

    if (!has(keys, TALLY_CLASS))
        p.class = -1;
    if (!has(keys, TALLY_CODE))
        p.code = -1;
    if (!has(keys, TALLY_ENHANCED))
        p.status = status_none;
    if (!has(keys, TALLY_CAUSE))
        p.cause = -1;
    if (!has(keys, TALLY_FIXER))
        p.fixer = -1;
    if (!has(keys, TALLY_RETRY))
        p.retry = -1;
    if (!has(keys, TALLY_PROOF))
        p.proof = -1;
    if (!has(keys, TALLY_RULE) && !has(keys, TALLY_PROVIDER))
        p.rule = -1;
    return p;
}

static int compare_rows(const void *a, const void *b)
{
    const struct tally_row *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return compare_keys(x, y);
}

void tally_sort(struct tally *t)
{
    /* The slots do not follow; nothing is added to a sorted tally. */
    qsort(t->rows, (size_t)t->used, sizeof *t->rows, compare_rows);
}
