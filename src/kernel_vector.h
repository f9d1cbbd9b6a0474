/*
 * The vector kernel, included once for each instruction set.  Before, define
 *
 *   KERNEL(name)   the function's name for this instruction set
 *   TARGET         its attribute
 *   BLOCK          64 bytes in vectors      LOAD(p)  an unaligned load of them
 *   IS(b, c)       a word: which bytes are c
 *   DIGITS(b, first, more)  a word: which bytes are the digit first or one of the more behind it
 *   WORDS          a vector of uint64_t, for the second pass
 *   BYTES          a vector of unsigned char
 */

/* First pass: the classes of some blocks of 64 bytes; whether there is a '%'. */
TARGET static inline bool KERNEL(classify)(const char *text, size_t blocks, uint64_t *newlines,
                                           uint64_t *digits, uint64_t *firsts, uint64_t *dots)
{
    uint64_t escapes = 0;

    for (size_t i = 0; i < blocks; i++) {
        BLOCK b = LOAD(text + i * 64);

        newlines[i] = IS(b, '\n');
        digits[i] = DIGITS(b, '0', 9);
        firsts[i] = DIGITS(b, '2', 3);
        dots[i] = IS(b, '.');
        escapes |= IS(b, '%');
    }
    return escapes != 0;
}

/* Each byte's neighbour: bit p of the result is bit p + by of the words from p on. */
#define NEXT(words, by) (GET(words) >> (by) | GET((words) + 1) << (64 - (by)))
#define GET(words) (*(const WORDS *)(const void *)(words))

/* Second pass: candidates of some words; one word before and one behind them are there too. */
TARGET static inline void KERNEL(combine)(const uint64_t *digits, const uint64_t *firsts,
                                          const uint64_t *dots, size_t words, uint64_t *candidates)
{
    for (size_t i = 0; i < words; i += sizeof(WORDS) / 8) {
        const uint64_t *d = digits + i, *n = dots + i;
        WORDS number = GET(d) | GET(n), before = GET(d - 1) | GET(n - 1);
        WORDS start = GET(firsts + i) & ~(number << 1 | before >> 63), third = NEXT(d, 3);
        WORDS code = NEXT(d, 1) & ~third & ~(NEXT(n, 3) & NEXT(d, 4));
        WORDS dotted =
            NEXT(n, 1) & (NEXT(n, 3) | (third & (NEXT(n, 4) | (NEXT(d, 4) & NEXT(n, 5)))));

        *(WORDS *)(void *)(candidates + i) = start & NEXT(d, 2) & (code | dotted);
    }
}

#undef NEXT
#undef GET

TARGET static void KERNEL(mark)(const char *text, size_t n, uint64_t *newlines,
                                uint64_t *candidates)
{
    /* A word before, one behind, and room for a whole vector. */
    uint64_t digits[PASS_WORDS + 18], dots[PASS_WORDS + 18], lines[PASS_WORDS + 1];
    uint64_t marks[PASS_WORDS + 8], firsts[PASS_WORDS + 8];
    bool escapes = text[-3] == '%' || text[-2] == '%' || text[-1] == '%';

    digits[0] = (uint64_t)ascii_is_digit(text[-1]) << 63;
    dots[0] = (uint64_t)(text[-1] == '.') << 63;
    memset(digits + 1, 0, sizeof digits - 8);
    memset(dots + 1, 0, sizeof dots - 8);
    memset(firsts, 0, sizeof firsts);
    for (size_t base = 0, words = (n + 63) / 64; base < words; base += PASS_WORDS) {
        size_t some = words - base < PASS_WORDS ? words - base : PASS_WORDS;

        escapes |=
            KERNEL(classify)(text + base * 64, some + 1, lines, digits + 1, firsts, dots + 1);
        KERNEL(combine)(digits + 1, firsts, dots + 1, some, marks);
        memcpy(newlines + base, lines, some * 8);
        memcpy(candidates + base, marks, some * 8);
        digits[0] = digits[some];
        dots[0] = dots[some];
    }
    if (n % 64) {
        newlines[n / 64] &= (UINT64_C(1) << n % 64) - 1;
        candidates[n / 64] &= (UINT64_C(1) << n % 64) - 1;
    }
    if (escapes)
        mark_escaped(text, n, candidates);
}

TARGET static size_t KERNEL(count)(const uint64_t *bits, size_t words)
{
    size_t sum = 0;

    for (size_t i = 0; i < words; i++)
        sum += (size_t)__builtin_popcountll(bits[i]);
    return sum;
}

typedef __typeof__((BYTES){0} == (BYTES){0}) KERNEL(signed);

/* ~0 for each byte that is printable or a newline: '~' + 1 is the greatest signed byte. */
TARGET static inline KERNEL(signed) KERNEL(plain_bytes)(const char *text)
{
    BYTES b = *(const BYTES *)(const void *)text;

    return ((KERNEL(signed))(b + 1) > ' ') | (b == '\n');
}

TARGET static bool KERNEL(plain)(const char *text, size_t n)
{
    const size_t step = sizeof(BYTES);
    uint64_t parts[sizeof(BYTES) / 8], all = UINT64_MAX;
    KERNEL(signed) plain;

    if (n < step)
        return plain_portable(text, n);
    plain = KERNEL(plain_bytes)(text + n - step); /* of these some are looked at twice */
    for (size_t i = 0; i + step <= n; i += step)
        plain &= KERNEL(plain_bytes)(text + i);
    memcpy(parts, &plain, sizeof parts);
    for (size_t k = 0; k < sizeof parts / 8; k++)
        all &= parts[k];
    return all == UINT64_MAX;
}

#undef KERNEL
#undef TARGET
#undef BLOCK
#undef LOAD
#undef IS
#undef DIGITS
#undef WORDS
#undef BYTES
