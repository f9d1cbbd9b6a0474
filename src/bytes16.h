/*
 * Sixteen bytes at once, in whatever vectors the compiler has for the machine
 * that every machine of its kind has.  A comparison gives 0xff for yes.
 */
#ifndef BYTES16_H
#define BYTES16_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char bytes16 __attribute__((vector_size(16)));

static inline bytes16 bytes16_load(const char *s)
{
    bytes16 v;

    memcpy(&v, s, sizeof v);
    return v;
}

static inline bool bytes16_any(bytes16 v)
{
    uint64_t halves[2];

    memcpy(halves, &v, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* The first byte from at on that is not 0; 16 if there is none. */
static inline size_t bytes16_next(const bytes16 *v, size_t at)
{
    for (; at < sizeof *v; at = (at | 7) + 1) {
        uint64_t half;

        memcpy(&half, (const char *)v + (at & 8), sizeof half);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        half = __builtin_bswap64(half);
#endif
        half >>= at % 8 * 8;
        if (half)
            return at + (size_t)__builtin_ctzll(half) / 8;
    }
    return at;
}

#endif
