#include "stock.h"

#include <string.h>

static bool is_same(const struct stock_key *a, const struct stock_key *b)
{
    return a->codes == b->codes && a->verdict == b->verdict && a->more == b->more;
}

/* The slot of a key, or the free one where it belongs. */
static struct stock_slot *find(struct stock *s, const struct stock_key *key)
{
    uint64_t h = (key->codes ^ key->verdict * 31 ^ key->more * 1021) * UINT64_C(0x9e3779b97f4a7c15);
    struct stock_slot *slot;

    for (unsigned i = (unsigned)(h >> 48);; i++) {
        slot = &s->slot[i % STOCK_SLOTS];
        if (slot->length == 0 || is_same(&slot->key, key))
            return slot;
    }
}

void stock_start(struct stock *s)
{
    memset(s->slot, 0, sizeof s->slot);
    s->used = s->end = 0;
}

/* Makes the bytes of a key; false when there is no room for them. */
static bool make(struct page *page, const struct scanned *scanned, struct stock_slot *slot,
                 stock_write *write)
{
    struct stock *s = page->stock;
    struct out *out = page->out, ready;

    if (s->end == sizeof s->text)
        return false; /* an output without any room is none */
    out_init(&ready, -1, s->text + s->end, sizeof s->text - s->end);
    page->out = &ready;
    write(page, scanned);
    page->out = out;
    if (ready.error || ready.used == 0)
        return false; /* it was more than the buffer holds */
    slot->at = (uint16_t)s->end;
    slot->length = (uint16_t)ready.used;
    s->end += slot->length;
    s->used++;
    return true;
}

static void say(struct page *page, const struct scanned *scanned, const struct stock_key *key,
                stock_write *write)
{
    struct stock *s = page->stock;
    struct stock_slot *slot = s ? find(s, key) : NULL;

    if (slot && slot->length == 0) {
        slot->key = *key;
        if (s->used == STOCK_MOST || !make(page, scanned, slot, write)) {
            stock_start(s);
            slot = NULL;
        }
    }
    if (slot)
        out_bytes(page->out, s->text + slot->at, slot->length);
    else
        write(page, scanned);
}

void stock_verdict(struct page *page, const struct scanned *scanned, stock_write *write)
{
    const struct judgement *j = scanned->judgement;
    const struct stock_key key = {.codes = found_codes(scanned->found),
                                  .verdict = (uint64_t)(uint32_t)j->rule << 32 |
                                             (uint64_t)j->verdict.cause << 24 |
                                             (uint64_t)j->verdict.fixer << 16 |
                                             (uint64_t)j->verdict.retry << 8 | (uint64_t)j->proof,
                                  .more = j->warnings};

    say(page, scanned, &key, write);
}

void stock_file(struct page *page, const struct scanned *scanned, stock_write *write)
{
    const struct stock_key key = {.codes = (uint64_t)(uintptr_t)scanned->file, .more = UINT64_MAX};

    say(page, scanned, &key, write);
}
