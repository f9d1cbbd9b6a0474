/*
 * Where is the reply in a line?  Finds reply code, enhanced status code and
 * text in whatever a mail program, library or person wrote around them.
 * Works on lengths, allocates nothing, keeps nothing between calls.
 */
#ifndef FINDER_H
#define FINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"

struct found {
    int code;             /* reply code, -1 when there is only an enhanced code */
    struct status status; /* enhanced code; class -1 when there is none */
    size_t start, end;    /* the whole reply within the line, code included */
    size_t text;          /* where its text begins: behind code and enhanced code */
    bool continues;       /* "550-": more lines of the reply may follow */
    bool changes;         /* the code is another on a later line of the same reply */
    const char *line;     /* the line it was found in */
    size_t length;
};

/* The first digit: that of the reply code, or else of the enhanced code. */
static inline int found_class(const struct found *found)
{
    return found->code >= 0 ? found->code / 100 : found->status.class;
}

/* The first, outermost reply of a line of n bytes; false when there is none. */
bool finder_find(const char *line, size_t n, struct found *found);

/*
 * The same with the help of a kernel's masks (kernel.h): the line begins at
 * bit base of candidates.
 */
bool finder_find_marked(const char *line, size_t n, const uint64_t *candidates, size_t base,
                        struct found *found);

/*
 * The same for who only counts: of a success that has an enhanced code, only
 * the codes are filled in (end is 0).
 */
bool finder_find_brief(const char *line, size_t n, const uint64_t *candidates, size_t base,
                       struct found *found);

/*
 * The same at one glance, for the commonest line of all: `250 2.0.0 ` at pos,
 * the first candidate of the line that is no dotted code.  False when a longer
 * look is needed.
 */
bool finder_glance(const char *line, size_t n, size_t pos, struct found *found);

/*
 * A quick look at a candidate of a kernel: false when it is no reply for sure,
 * because a word goes on there or no table knows the code.  A few bytes around it
 * must be readable.
 */
bool finder_may_begin(const char *candidate);

/*
 * The same for text that somebody means as a reply: a lone "550" counts, a
 * leading "5.1.1" too, and codes that no RFC knows.
 */
bool finder_find_loose(const char *line, size_t n, struct found *found);

#endif
