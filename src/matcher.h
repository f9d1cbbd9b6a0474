/*
 * Which rule's phrase stands in a text?  All phrases of all rules are one
 * automaton (Aho and Corasick, 1975), so that a text is read once however many
 * rules there are.
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

/* States are numbered breadth first, so that the children of one follow each other. */
struct matcher {
    uint32_t states, phrases;
    const unsigned char *label; /* states: the byte that leads here */
    const uint32_t *root;       /* 256: the child of the root for a byte, or 0 */
    const uint32_t *child;      /* states + 1: first child */
    const uint32_t *fail;       /* states: where to go on without a child */
    const uint16_t *piece;      /* states: 1 + piece that ends here, or 0 */
    const uint32_t *link;       /* states: next shorter piece's state, or 0 */
    const uint16_t *length;     /* pieces: letters */
    const uint16_t *begins;     /* pieces: 1 where phrases of two pieces begin with it */
    const uint16_t *first_use;  /* pieces + 1: into uses */
    const struct matcher_use *uses;
    const struct matcher_phrase *phrase; /* phrases */
};

struct match {
    int rule;             /* -1: none */
    unsigned score, rank; /* of its phrase */
    size_t start, end;    /* of the match within the text */
};

/* Whether a rule may win: its codes agree. */
typedef bool matcher_accepts(int rule, const void *context);

/* Finds the winning rule for n bytes of text; match->rule is -1 when there is none. */
void matcher_find(const struct matcher *matcher, const char *text, size_t n,
                  matcher_accepts *accepts, const void *context, struct match *match);

/*
 * Folds text as the matcher sees it: at most size bytes into folded, with the
 * offset of each in the text into offsets (which may be NULL).  Returns how many.
 */
size_t matcher_fold(const char *text, size_t n, char *folded, uint32_t *offsets, size_t size);

#endif
