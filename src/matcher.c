#include "matcher.h"

#include "fold.h"

#include <string.h>

enum { ACTIVE_MAX = 64, SEEN_MAX = 64 };

/* Places in this file are folded bytes. */

/* Where a piece that begins phrases of two stands first. */
struct seen {
    uint16_t piece;
    size_t start, end;
};

/* A phrase of three or more pieces that has begun. */
struct active {
    uint16_t phrase, next; /* the piece that is wanted */
    size_t start, end;     /* of the first piece; of the last one found */
};

struct search {
    const struct matcher *m;
    matcher_accepts *accepts;
    const void *context;
    struct match *best;
    struct seen seen[SEEN_MAX];
    int seen_count;
    uint64_t seen_mask; /* a bit for each piece % 64 among them */
    struct active active[ACTIVE_MAX];
    int active_count;
};

/* Whether a phrase that starts at start goes before the best so far. */
static bool is_better(const struct match *best, const struct matcher_phrase *p, size_t start)
{
    bool strong = p->rank & MATCHER_STRONG, best_strong = best->rank & MATCHER_STRONG;

    if (best->rule < 0)
        return true;
    if (strong != best_strong)
        return strong;
    if (p->score != best->score)
        return p->score > best->score;
    if (p->rank != best->rank)
        return p->rank > best->rank;
    return start < best->start;
}

static void offer(struct search *s, unsigned phrase, size_t start, size_t end)
{
    const struct matcher_phrase *p = &s->m->phrase[phrase];

    if (!is_better(s->best, p, start))
        return;
    if (s->accepts && !s->accepts(p->rule, s->context))
        return;
    *s->best = (struct match){p->rule, p->score, p->rank, start, end};
}

static struct active *find_active(struct search *s, unsigned phrase)
{
    for (int i = 0; i < s->active_count; i++)
        if (s->active[i].phrase == phrase)
            return &s->active[i];
    return NULL;
}

static const struct seen *find_seen(const struct search *s, unsigned piece)
{
    if (s->seen_mask >> piece % 64 & 1)
        for (int i = 0; i < s->seen_count; i++)
            if (s->seen[i].piece == piece)
                return &s->seen[i];
    return NULL;
}

/* The earliest place is the best one: any second piece behind it will do. */
static void see(struct search *s, unsigned piece, size_t start, size_t end)
{
    if (s->seen_count == SEEN_MAX || find_seen(s, piece))
        return;
    s->seen[s->seen_count++] = (struct seen){(uint16_t)piece, start, end};
    s->seen_mask |= (uint64_t)1 << piece % 64;
}

/* A piece stands here: it begins a phrase, goes on with one, or ends one. */
static void take_use(struct search *s, const struct matcher_use *use, size_t start, size_t end)
{
    const struct matcher_phrase *p = &s->m->phrase[use->phrase];
    struct active *a;

    if (p->pieces == 1) {
        offer(s, use->phrase, start, end);
        return;
    }
    if (p->pieces == 2) {
        const struct seen *first = find_seen(s, p->first);
        if (first && start >= first->end)
            offer(s, use->phrase, first->start, end);
        return;
    }
    a = find_active(s, use->phrase);
    if (use->index == 0) {
        if (!a && s->active_count < ACTIVE_MAX)
            s->active[s->active_count++] = (struct active){use->phrase, 1, start, end};
        return;
    }
    if (!a || a->next != use->index || start < a->end)
        return;
    a->next++;
    a->end = end;
    if (a->next == p->pieces)
        offer(s, use->phrase, a->start, end);
}

static void take_piece(struct search *s, unsigned piece, size_t start, size_t end)
{
    if (s->m->begins[piece])
        see(s, piece, start, end);
    for (unsigned u = s->m->first_use[piece]; u < s->m->first_use[piece + 1]; u++)
        take_use(s, &s->m->uses[u], start, end);
}

/* The child that goes on with c, 0 if there is none. */
static uint32_t child_of(const struct matcher *m, uint32_t node, char c)
{
    uint32_t child = m->node[node].child;

    while (child && m->node[child].label != (unsigned char)c)
        child = m->node[child].last ? 0 : child + 1;
    return child;
}

/* Follows the trie from a node on; the bytes before at were its head. */
static void follow(struct search *s, uint32_t node, const char *at, const char *end, size_t start)
{
    const struct matcher *m = s->m;

    while (node) {
        const struct matcher_node *n = &m->node[node];
        const unsigned char *edge = m->text + n->text;

        if (n->length > end - at)
            return;
        for (unsigned i = 0; i < n->length; i++)
            if (edge[i] != (unsigned char)at[i])
                return;
        at += n->length;
        if (n->piece)
            take_piece(s, n->piece - 1u, start, start + m->length[n->piece - 1u]);
        if (at == end)
            return;
        node = child_of(m, node, *at++);
    }
}

/* All pieces that begin with the bytes at `at`, which are at start in the whole. */
static void look_at(struct search *s, const char *at, const char *end, size_t start)
{
    const struct matcher *m = s->m;

    if (end - at >= MATCHER_HEAD)
        follow(s, matcher_head(m, matcher_bytes(at)), at + MATCHER_HEAD, end, start);
}

void matcher_find(const struct matcher *m, const char *text, size_t n, matcher_accepts *accepts,
                  const void *context, struct match *match)
{
    struct folded folded;
    struct fold fold;
    struct search s;
    size_t base = 0;
    bool done;

    *match = (struct match){.rule = -1};
    if (m->heads == 0)
        return;
    s.m = m;
    s.accepts = accepts;
    s.context = context;
    s.best = match;
    s.seen_count = s.active_count = 0;
    s.seen_mask = 0;
    folded.used = folded.count = 0;
    fold_start(&fold, text, n);
    do {
        size_t i = 0, rest;

        done = fold_fill(&fold, &folded);
        /* Where more text comes, a piece that begins near the end waits for it. */
        for (; i < folded.count && (done || folded.starts[i] + MATCHER_PIECE_MAX < FOLDED_SIZE);
             i++)
            look_at(&s, folded.bytes + folded.starts[i], folded.bytes + folded.used,
                    base + folded.starts[i]);
        if (done)
            break;
        rest = FOLDED_SIZE - MATCHER_PIECE_MAX;
        memmove(folded.bytes, folded.bytes + rest, MATCHER_PIECE_MAX);
        folded.used = MATCHER_PIECE_MAX;
        for (size_t k = i; k < folded.count; k++)
            folded.starts[k - i] = (uint16_t)(folded.starts[k] - rest);
        folded.count -= i;
        base += rest;
    } while (!done);
}

void matcher_pairs(const struct matcher *m, uint64_t *pairs)
{
    for (uint32_t h = 0; h < m->heads; h++) {
        uint32_t bytes = m->head[h].bytes;
        unsigned pair = matcher_pair((char)(bytes & 0xff), (char)(bytes >> 8 & 0xff));

        pairs[pair / 64] |= UINT64_C(1) << pair % 64;
    }
}

bool matcher_goes_on(const struct matcher *m, const char *text, size_t n, size_t at, size_t from)
{
    char head[MATCHER_HEAD];
    uint32_t node;

    if (n - at < MATCHER_HEAD)
        return false;
    for (int i = 0; i < MATCHER_HEAD; i++, at++) {
        int c = fold_byte(text, at, n);
        if (c < 0)
            return true;
        head[i] = (char)c;
    }
    node = matcher_head(m, matcher_bytes(head));
    while (node) {
        const struct matcher_node *edge = &m->node[node];
        int c;

        for (unsigned i = 0; i < edge->length; i++, at++) {
            c = fold_byte(text, at, n);
            if (c < 0)
                return at < n;
            if (m->text[edge->text + i] != c)
                return false;
        }
        if (edge->piece && at > from)
            return true;
        c = fold_byte(text, at, n);
        if (c < 0)
            return at < n;
        node = child_of(m, node, (char)c);
        at++;
    }
    return false;
}

bool matcher_stops_at(const struct matcher *m, const char *folded, size_t n, char stop)
{
    const char *at = folded, *end = folded + n;
    size_t known = 0;
    uint32_t node;

    while (known < MATCHER_HEAD && known < n && folded[known] != stop)
        known++;
    if (known < MATCHER_HEAD) {
        for (uint32_t h = 0; known < n && h < m->heads; h++)
            if (known == 0 ||
                ((m->head[h].bytes ^ matcher_bytes(folded)) & (known == 1 ? 0xffu : 0xffffu)) == 0)
                return true;
        return false;
    }
    node = matcher_head(m, matcher_bytes(at));
    at += MATCHER_HEAD;
    while (node) {
        const struct matcher_node *edge = &m->node[node];

        for (unsigned i = 0; i < edge->length; i++, at++) {
            if (at < end && *at == stop)
                return true;
            if (at == end || m->text[edge->text + i] != (unsigned char)*at)
                return false;
        }
        if (at == end)
            return false;
        if (*at == stop)
            return edge->child != 0;
        node = child_of(m, node, *at++);
    }
    return false;
}

void matcher_locate(const char *text, size_t n, struct match *match)
{
    size_t start = match->start, end = match->end;
    struct fold fold;

    fold_start(&fold, text, n);
    for (size_t i = 0; i < end && fold_next(&fold) >= 0; i++) {
        if (i == start)
            match->start = fold.from;
        match->end = fold.at;
    }
}

size_t matcher_fold(const char *text, size_t n, char *folded, uint32_t *offsets, size_t size)
{
    struct fold fold;
    size_t used = 0;
    int c;

    fold_start(&fold, text, n);
    while (used < size && (c = fold_next(&fold)) >= 0) {
        if (offsets)
            offsets[used] = (uint32_t)fold.from;
        folded[used++] = (char)c;
    }
    while (used > 0 && folded[used - 1] == ' ')
        used--;
    return used;
}
