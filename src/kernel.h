/*
 * The fast look at a block: where do its lines end, and where might a reply
 * be?  The answers are bit masks, one bit a byte.
 *
 *     text        s a i d :   5 5 0   5 . 1 . 1   x . 2 \n
 *     newlines    . . . . . . . . . . . . . . . . . . . 1
 *     digits      . . . . . . 1 1 1 . 1 . 1 . 1 . . . 1 .
 *     first       . . . . . . 1 1 . . 1 . . . . . . . 1 .
 *     dots        . . . . . . . . . . . 1 . 1 . . . 1 . .
 *     candidates  . . . . . . 1 . . . 1 . . . . . . . . .
 *
 * A candidate is a byte from 2 to 5 where three digits stand alone (`550`), or
 * where a dotted code begins (`5.1.1`).  Every reply that the finder can find has one,
 * so a line without a candidate need not be looked at; most lines of a log
 * have none.  What a candidate really is the finder decides, byte by byte.
 *
 *     p-1  p  p+1 p+2 p+3 p+4 p+5
 *     !x   d   d   d  !d               three digits; x is a digit or a dot; and
 *                                      not the first part of 203.0.113.9
 *     !x   d   .   d   .               a dotted code with one digit between its
 *     !x   d   .   d   d   .           dots, with two,
 *     !x   d   .   d   d   d   .       with three
 *
 * Two passes over a few kilobytes make them.  The first turns 64 bytes into
 * four words, a compare each: newlines, digits, the digits that are a first one, dots.  The second
 * never looks at bytes: the digit mask shifted by one is "p+1 is a digit", and the rows above are
 * and-ed from such shifts, several words at once.  A bit that is shifted over the end of a word
 * comes from the next word.  What stands behind an escape such as %20 is added one by one, since it
 * is rare.
 *
 * The portable kernel is the definition; the others must agree with it bit by
 * bit (tests/test_kernel.c).
 */
#ifndef KERNEL_H
#define KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that must be readable before the text, and newlines that must stand behind it. */
enum { KERNEL_BEFORE = 8, KERNEL_BEHIND = 128 };

struct kernel {
    const char *name;
    /*
     * Fills in the masks of n bytes: bit i % 64 of word i / 64 is byte i.
     * Bits behind n in the last word are 0.
     */
    void (*mark)(const char *text, size_t n, uint64_t *newlines, uint64_t *candidates);
    /* How many bits are set in some words. */
    size_t (*count)(const uint64_t *bits, size_t words);
    /* Whether n bytes are printable ASCII and newlines only. */
    bool (*plain)(const char *text, size_t n);
};

/* The same as kernel_next, for bits that are not in the first word. */
size_t kernel_next_word(const uint64_t *bits, size_t at, size_t end);

/* The first bit that is set from at on, below end; end when there is none. */
static inline size_t kernel_next(const uint64_t *bits, size_t at, size_t end)
{
    uint64_t rest;

    if (at >= end)
        return end;
    rest = bits[at / 64] >> at % 64;
    if (rest == 0)
        return kernel_next_word(bits, at, end);
    at += (size_t)__builtin_ctzll(rest);
    return at < end ? at : end;
}

/* Just behind the last bit that is set from start on, below at; start when there is none. */
size_t kernel_previous(const uint64_t *bits, size_t start, size_t at);

/* How many bits are set from start on, below end. */
size_t kernel_count(const struct kernel *kernel, const uint64_t *bits, size_t start, size_t end);

/* The i-th kernel that this machine can run, the simplest first; NULL after the last. */
const struct kernel *kernel_at(int i);

/* The best kernel of this machine, or the one that SMTPCODE_KERNEL names. */
const struct kernel *kernel_choose(void);

#endif
