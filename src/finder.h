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

#include "ascii.h"
#include "kernel.h"
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

/* Code and enhanced code as one number, never 0; parts that are not there cover no others. */
static inline uint64_t found_codes(const struct found *found)
{
    const struct status *s = &found->status;

    return (uint64_t)(uint16_t)found->code << 48 | (uint64_t)(uint16_t)s->class << 32 |
           (uint64_t)(uint16_t)s->subject << 16 | (uint16_t)s->detail;
}

/* The first, outermost reply of a line of n bytes; false when there is none. */
bool finder_find(const char *line, size_t n, struct found *found);

/*
 * The same with the help of a kernel's masks (kernel.h): the line begins at
 * bit base of candidates.
 */
bool finder_find_marked(const char *line, size_t n, const uint64_t *candidates, size_t base,
                        struct found *found);

/* Whether the digits of a code are one that servers say, with no enhanced code behind it. */
bool finder_may_mean(const char *code);

/*
 * A quick look at a candidate of a kernel: false when it is no reply for sure,
 * because a word goes on there or no table knows the code.  Three bytes before it
 * and four behind it must be readable, as they are around a text that a kernel marks.
 */
static inline bool finder_may_begin(const char *candidate)
{
    const unsigned char *p = (const unsigned char *)candidate;
    unsigned before = p[-1], behind = p[3];

    if (p[1] == '.')
        return p[0] != '3';
    if (ascii_is_alnum((int)behind) || behind == '/' || behind == '@' || behind >= 0x80)
        return false;
    /* Letters and digits stand before it only as a part of \n or %20. */
    if (ascii_is_alnum((int)before)
            ? p[-2] != '\\' && p[-3] != '%' && p[-3] != '='
            : before == '.' || before == '/' || before == '-' || before == '@' || before == '%' ||
                  before == '$' || before >= 0x80)
        return false;
    /* With no enhanced code behind it, the code speaks for itself. */
    return (behind != ' ' && behind != '_') || !ascii_is_alpha(p[4]) || p[4] == 'b' ||
           finder_may_mean(candidate);
}

/* The next candidate from at on at which a reply may begin, below end; end if there is none. */
static inline size_t finder_next(const char *text, const uint64_t *candidates, size_t at,
                                 size_t end)
{
    size_t word = at / 64;
    uint64_t rest = at < end ? candidates[word] & ~UINT64_C(0) << at % 64 : 0;

    for (;;) {
        for (; rest; rest &= rest - 1) {
            at = word * 64 + (size_t)__builtin_ctzll(rest);
            if (at >= end)
                return end;
            if (finder_may_begin(text + at))
                return at;
        }
        if (++word * 64 >= end)
            return end;
        rest = candidates[word];
    }
}

/* From a candidate on, the first at which a reply code may begin; end if there is none. */
static inline size_t finder_first_code(const char *text, const uint64_t *candidates, size_t at,
                                       size_t end)
{
    while (at < end && (text[at + 1] == '.' || !finder_may_begin(text + at)))
        at = kernel_next(candidates, at + 1, end);
    return at;
}

/*
 * The same for who only counts: of a success whose codes alone say what it is,
 * only these and continues are filled in (end is 0).  The line's finder_first_code is at byte
 * code of it, n when there is none.
 */
bool finder_find_brief(const char *line, size_t n, const uint64_t *candidates, size_t base,
                       size_t code, struct found *found);

/*
 * The same for text that somebody means as a reply: a lone "550" counts, a
 * leading "5.1.1" too, and codes that no RFC knows.
 */
bool finder_find_loose(const char *line, size_t n, struct found *found);

#endif
