#include "matcher.h"

#include "ascii.h"
#include "fold.h"

#include <string.h>

enum { RECENT = 256, ACTIVE_MAX = 64, SEEN_MAX = 64 };

/* Where a piece that begins phrases of two stands first. */
struct seen {
    uint16_t piece;
    size_t start; /* in the text */
    size_t end;   /* in folded bytes */
};

/* A phrase of three or more pieces that has begun. */
struct active {
    uint16_t phrase, next; /* the piece that is wanted */
    size_t start;          /* in the text, of the first piece */
    size_t end;            /* in folded bytes, of the last piece found */
};

struct search {
    const struct matcher *m;
    matcher_accepts *accepts;
    const void *context;
    struct match *best;
    size_t position;               /* folded bytes read */
    size_t offsets[RECENT];        /* where the last of them stand in the text */
    unsigned char letters[RECENT]; /* and what they are */
    size_t end;                    /* in the text, behind the last byte read */
    struct seen seen[SEEN_MAX];
    int seen_count;
    uint64_t seen_mask; /* a bit for each piece % 64 among them */
    struct active active[ACTIVE_MAX];
    int active_count;
};

/* The next state; inside says that c goes on with a word, where no piece begins. */
static unsigned step(const struct matcher *m, unsigned state, unsigned char c, bool inside)
{
    while (state) {
        unsigned low = m->child[state], high = m->child[state + 1];

        while (high - low > 4) {
            unsigned middle = low + (high - low) / 2;
            if (m->label[middle] <= c)
                low = middle;
            else
                high = middle;
        }
        for (; low < high; low++)
            if (m->label[low] == c)
                return low;
        state = m->fail[state];
    }
    return inside ? 0 : m->root[c];
}

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

static void offer(struct search *s, unsigned phrase, size_t start)
{
    const struct matcher_phrase *p = &s->m->phrase[phrase];

    if (!is_better(s->best, p, start))
        return;
    if (s->accepts && !s->accepts(p->rule, s->context))
        return;
    *s->best = (struct match){p->rule, p->score, p->rank, start, s->end};
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
static void see(struct search *s, unsigned piece, size_t start)
{
    if (s->seen_count == SEEN_MAX || find_seen(s, piece))
        return;
    s->seen[s->seen_count++] = (struct seen){(uint16_t)piece, start, s->position};
    s->seen_mask |= (uint64_t)1 << piece % 64;
}

/* A piece ends here: it begins a phrase, goes on with one, or ends one. */
static void take_use(struct search *s, const struct matcher_use *use, size_t length, size_t start)
{
    const struct matcher_phrase *p = &s->m->phrase[use->phrase];
    struct active *a;

    if (p->pieces == 1) {
        offer(s, use->phrase, start);
        return;
    }
    if (p->pieces == 2) {
        const struct seen *first = find_seen(s, p->first);
        if (first && s->position - length >= first->end)
            offer(s, use->phrase, first->start);
        return;
    }
    a = find_active(s, use->phrase);
    if (use->index == 0) {
        if (!a && s->active_count < ACTIVE_MAX)
            s->active[s->active_count++] = (struct active){use->phrase, 1, start, s->position};
        return;
    }
    if (!a || a->next != use->index || s->position - length < a->end)
        return;
    a->next++;
    a->end = s->position;
    if (a->next == p->pieces)
        offer(s, use->phrase, a->start);
}

static void take_piece(struct search *s, unsigned piece)
{
    size_t length = s->m->length[piece], first = s->position - length;

    /* A word may not begin in the middle of another. */
    if (first > 0 && length < RECENT && ascii_is_alnum(s->letters[first % RECENT]) &&
        ascii_is_alnum(s->letters[(first - 1) % RECENT]))
        return;
    if (s->m->begins[piece])
        see(s, piece, s->offsets[first % RECENT]);
    for (unsigned u = s->m->first_use[piece]; u < s->m->first_use[piece + 1]; u++)
        take_use(s, &s->m->uses[u], length, s->offsets[first % RECENT]);
}

void matcher_find(const struct matcher *m, const char *text, size_t n, matcher_accepts *accepts,
                  const void *context, struct match *match)
{
    struct search s;
    struct fold fold;
    bool inside = false, word;
    unsigned state = 0;
    int c;

    *match = (struct match){.rule = -1};
    if (m->states < 2)
        return;
    s.m = m;
    s.accepts = accepts;
    s.context = context;
    s.best = match;
    s.position = s.end = 0;
    s.seen_count = s.active_count = 0;
    s.seen_mask = 0;
    fold_start(&fold, text, n);
    while ((c = fold_next(&fold)) >= 0) {
        s.offsets[s.position % RECENT] = fold.from;
        s.letters[s.position % RECENT] = (unsigned char)c;
        s.position++;
        s.end = fold.at;
        word = ascii_is_alnum(c);
        state = step(m, state, (unsigned char)c, inside && word);
        inside = word;
        for (unsigned at = m->piece[state] ? state : m->link[state]; at; at = m->link[at])
            take_piece(&s, m->piece[at] - 1u);
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
