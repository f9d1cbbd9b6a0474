/*
 * The automaton against a naive search.  The input is phrases, a line each,
 * then an empty line and a text.
 */
#include "world.h"

#include "ascii.h"
#include "automaton.h"

enum { PHRASES = 12, TEXT = 2000, LINE = 250 };

struct phrase {
    char piece[MATCHER_PIECES_MAX][MATCHER_PIECE_MAX + 1];
    size_t length[MATCHER_PIECES_MAX];
    int pieces;
    unsigned score, rank;
};

static struct phrase phrases[PHRASES];
static char folded[TEXT * 2];
static uint32_t offsets[TEXT * 2];

/* Whether a rule may win depends on its number only. */
static bool accepts(int rule, const void *context)
{
    return *(const unsigned *)context >> rule & 1;
}

/* Where a piece stands at or behind from, at the beginning of a word; n when nowhere. */
static size_t find_piece(const char *piece, size_t length, size_t from, size_t n)
{
    for (size_t at = from; at + length <= n; at++)
        if (memcmp(folded + at, piece, length) == 0 &&
            !(at > 0 && ascii_is_alnum((unsigned char)folded[at]) &&
              ascii_is_alnum((unsigned char)folded[at - 1])))
            return at;
    return n;
}

static bool find_phrase(const struct phrase *p, size_t n, size_t *start)
{
    size_t at = 0;

    for (int i = 0; i < p->pieces; i++) {
        at = find_piece(p->piece[i], p->length[i], at, n);
        if (at == n)
            return false;
        if (i == 0)
            *start = offsets[at];
        at += p->length[i];
    }
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

static void compare(const struct match *match, int count, unsigned mask, size_t n)
{
    const struct phrase *best = NULL;
    size_t best_start = 0, start;

    for (int i = 0; i < count; i++)
        if ((mask >> i & 1) && find_phrase(&phrases[i], n, &start) &&
            (!best || goes_before(&phrases[i], start, best, best_start))) {
            best = &phrases[i];
            best_start = start;
        }
    HOLDS((match->rule >= 0) == (best != NULL));
    if (!best)
        return;
    HOLDS(match->rule < count && match->score == best->score && match->rank == best->rank);
    HOLDS(match->start == best_start && match->end > match->start);
    HOLDS(find_phrase(&phrases[match->rule], n, &start) && start == best_start);
}

/* The pieces of a phrase that the automaton has taken. */
static void split(struct phrase *p, const char *s)
{
    p->pieces = 0;
    p->score = 0;
    while (s) {
        const char *star = strchr(s, '*');
        size_t n = star ? (size_t)(star - s) : strlen(s);

        p->length[p->pieces] =
            matcher_fold(s, n, p->piece[p->pieces], NULL, sizeof p->piece[p->pieces]);
        p->score += (unsigned)p->length[p->pieces++];
        s = star ? star + 1 : NULL;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes b = {data, size};
    unsigned mask = take_byte(&b), ranks = take_byte(&b);
    struct automaton *a;
    struct matcher m;
    struct match match;
    char line[LINE];
    int count = 0;
    size_t n;

    world_start("", 0, 0);
    mask |= mask << 4 | 0x80000000u;
    a = automaton_new();
    HOLDS(a);
    while (b.left > 0) {
        const uint8_t *nl = memchr(b.at, '\n', b.left);
        size_t length = nl ? (size_t)(nl - b.at) : b.left;
        unsigned rank = ranks * (unsigned)(count + 1) >> 2 & 7;

        if (length > 0 && count < PHRASES && length < sizeof line && !memchr(b.at, 0, length)) {
            memcpy(line, b.at, length);
            line[length] = '\0';
            if (!automaton_add(a, line, (unsigned)count, rank)) {
                split(&phrases[count], line);
                phrases[count++].rank = rank;
            } else {
                /* What is refused half-way leaves pieces of no phrase behind. */
                automaton_free(a);
                world_end();
                return 0;
            }
        }
        b.at += length + (nl != NULL);
        b.left -= length + (nl != NULL);
        if (length == 0)
            break;
    }
    if (b.left > TEXT)
        b.left = TEXT;
    HOLDS(!automaton_build(a, &m));
    matcher_find(&m, (const char *)b.at, b.left, accepts, &mask, &match);
    if (match.rule >= 0)
        matcher_locate((const char *)b.at, b.left, &match);
    n = matcher_fold((const char *)b.at, b.left, folded, offsets, sizeof folded);
    HOLDS(n <= sizeof folded);
    if (count > 0)
        compare(&match, count, mask, n);
    else
        HOLDS(match.rule < 0);
    automaton_free(a);
    world_end();
    return 0;
}
