/*
 * Which rule's phrase stands in a text?  All phrases of all rules are one trie.
 * A piece begins where a word begins (or at a byte that is neither letter nor
 * blank), so the text is folded once, and from each such place the trie is
 * followed as far as it goes.  Most words leave it at once: a hash of three
 * bytes says that no piece begins like that.  What this costs depends on the
 * text, hardly on how many rules there are.
 *
 * A phrase is one literal piece or several in order, `*` between them stands
 * for any text.  Case is folded, and every run of blanks is one blank; so are
 * `_`, "%20", "=20", "\n" and the code that begins a further line of a reply.
 * A piece that begins with a letter or digit matches only at the beginning of
 * a word.
 *
 * The rule with the most letters in its phrase wins; of two with as many the
 * one that names an enhanced code, then one that names a reply code, then the
 * one that stands first in the text.  Rules of no provider for the causes
 * policy, system-error and system-unavailable are weak: they give way to all
 * others, because "not allowed" or "try again later" stand beside real causes.
 */
#ifndef MATCHER_H
#define MATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MATCHER_PIECE_MAX = 200, MATCHER_PIECES_MAX = 6 };

/* Bits of a phrase's rank. */
enum { MATCHER_CODE = 1, MATCHER_STATUS = 2, MATCHER_STRONG = 4 };

/* A place where a piece stands in a phrase; the first of two pieces has none. */
struct matcher_use {
    uint16_t phrase, index;
};

struct matcher_phrase {
    uint16_t rule;   /* row of the rule */
    uint16_t pieces; /* how many it has */
    uint16_t score;  /* letters in all of them */
    uint16_t rank;   /* what the rule names: MATCHER_CODE, MATCHER_STATUS; MATCHER_STRONG */
    uint16_t first;  /* of two pieces: the first */
};

/*
 * A node of the trie.  Its edge is its label and some bytes of text; the last
 * of its sisters has last set.
 */
struct matcher_node {
    uint32_t text : 31, last : 1;
    uint32_t child; /* the first child, 0: none */
    uint16_t piece; /* 1 + piece that ends here, or 0 */
    unsigned char length, label;
};

/* The first three bytes of some pieces, and the node for what follows them. */
struct matcher_head {
    uint32_t bytes, node;
};

enum { MATCHER_HEAD = 3, MATCHER_BUCKETS = 4096 };

struct matcher {
    uint32_t phrases, pieces, nodes, heads, text_size;
    const struct matcher_node *node; /* the first is none */
    const struct matcher_head *head; /* by bucket */
    const uint16_t *bucket;          /* MATCHER_BUCKETS + 1: first head */
    const unsigned char *text;
    const uint16_t *length;    /* pieces: letters */
    const uint16_t *begins;    /* pieces: 1 where phrases of two pieces begin with it */
    const uint16_t *first_use; /* pieces + 1: into uses */
    const struct matcher_use *uses;
    const struct matcher_phrase *phrase; /* phrases */
};

/* The first bytes of a piece or a word as a number, and its bucket. */
static inline uint32_t matcher_bytes(const char *s)
{
    return (uint32_t)(unsigned char)s[0] | (uint32_t)(unsigned char)s[1] << 8 |
           (uint32_t)(unsigned char)s[2] << 16;
}

static inline unsigned matcher_bucket(uint32_t bytes)
{
    return bytes * 0x9e3779b1u >> 20;
}

struct match {
    int rule;             /* -1: none */
    unsigned score, rank; /* of its phrase */
    size_t start, end;    /* of the match, in folded bytes; matcher_locate makes them the text's */
};

/* Whether a rule may win: its codes agree. */
typedef bool matcher_accepts(int rule, const void *context);

/* Finds the winning rule for n bytes of text; match->rule is -1 when there is none. */
void matcher_find(const struct matcher *matcher, const char *text, size_t n,
                  matcher_accepts *accepts, const void *context, struct match *match);

/* The node behind the first bytes of some pieces, 0 if no piece begins with them. */
static inline uint32_t matcher_head(const struct matcher *m, uint32_t bytes)
{
    unsigned bucket = matcher_bucket(bytes);

    for (unsigned h = m->bucket[bucket]; h < m->bucket[bucket + 1]; h++)
        if (m->head[h].bytes == bytes)
            return m->head[h].node;
    return 0;
}

/* A set of the first two bytes of pieces; it may hold others that are like them. */
enum { MATCHER_PAIRS = 4096 };

static inline unsigned matcher_pair(char a, char b)
{
    return ((unsigned)(unsigned char)a * 37 + (unsigned)(unsigned char)b) % MATCHER_PAIRS;
}

static inline bool matcher_pair_in(const uint64_t *pairs, char a, char b)
{
    return pairs[matcher_pair(a, b) / 64] >> matcher_pair(a, b) % 64 & 1;
}

/* Adds the pairs of all pieces. */
void matcher_pairs(const struct matcher *matcher, uint64_t *pairs);

/*
 * Whether a piece that begins at byte at of a text, which is not folded yet, may
 * end behind byte from; true, too, where the folding would have to look closer.
 */
bool matcher_goes_on(const struct matcher *matcher, const char *text, size_t n, size_t at,
                     size_t from);

/*
 * Whether it depends on what stands in place of the byte stop, which no piece
 * has, if pieces that begin at folded go on; n bytes are there.
 */
bool matcher_stops_at(const struct matcher *matcher, const char *folded, size_t n, char stop);

/* Turns start and end of a match into places within the text. */
void matcher_locate(const char *text, size_t n, struct match *match);

/*
 * Folds text as the matcher sees it: at most size bytes into folded, with the
 * offset of each in the text into offsets (which may be NULL).  Returns how many.
 */
size_t matcher_fold(const char *text, size_t n, char *folded, uint32_t *offsets, size_t size);

#endif
