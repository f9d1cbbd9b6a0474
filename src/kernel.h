/*
 * The fast look at a block: where do its lines end, and where might a reply
 * be?  The answers are bit masks, one bit a byte.
 *
 *     text        h o s t   s a i d :   5 5 0   5 . 1 . 1 \n
 *     newlines    . . . . . . . . . . . . . . . . . . . . 1
 *     candidates  . . . . . . . . . . . 1 . . . 1 . . . . .
 *
 * A candidate is a byte where three digits stand alone (`550`), or where a
 * dotted code begins (`5.1.1`).  Every reply that the finder can find has one,
 * so a line without a candidate need not be looked at; most lines of a log
 * have none.  What a candidate really is the finder decides, byte by byte.
 *
 * Each test asks about a byte and its neighbours:
 *
 *     p-2 p-1  p  p+1 p+2 p+3 p+4 p+5
 *          !w [2-5] d   d  !w               three digits, no word around them,
 *                                           and not the first part of 203.0.113.9
 *          !w [245] .   d   (a dot in p+3..p+5)   a dotted code
 *
 * so the same vector is loaded at several offsets and the answers are and-ed;
 * no carry goes from one block of bytes to the next.  The buffer has room on
 * both sides for that.
 *
 * The portable kernel is the definition; the others must agree with it bit by
 * bit (tests/test_kernel.c).
 */
#ifndef KERNEL_H
#define KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that must be readable before and behind the text. */
enum { KERNEL_BEFORE = 8, KERNEL_BEHIND = 80 };

/*
 * Fills in the masks of n bytes: bit i % 64 of word i / 64 is byte i.  Bits
 * behind n in the last word are 0.
 */
typedef void kernel_function(const char *text, size_t n, uint64_t *newlines, uint64_t *candidates);

struct kernel {
    const char *name;
    kernel_function *mark;
};

/* The first bit that is set from at on, below end; end when there is none. */
size_t kernel_next(const uint64_t *bits, size_t at, size_t end);

/* The i-th kernel that this machine can run, the simplest first; NULL after the last. */
const struct kernel *kernel_at(int i);

/* The best kernel of this machine, or the one that SMTPCODE_KERNEL names. */
const struct kernel *kernel_choose(void);

#endif
