/*
 * The vector kernel, included once for each instruction set.  Before, define
 *
 *   VECTOR         the vector type             VECTOR_BYTES  its size
 *   LOAD(p)        an unaligned load           SPLAT(c)      c in every byte
 *   EQUAL(a, b)    0xff where bytes are equal  AND, OR, ANDNOT(a, b) (a and not b)
 *   MIN(a, b)      unsigned minimum            SUB(a, b)     wrapping difference
 *   MASK(v)        top bits of the bytes as a number
 *   KERNEL_NAME    the function's name         KERNEL_TARGET its attribute
 */

/* Bytes from low to low + span: with unsigned wrap-around one comparison does it. */
#define RANGE(v, low, span) EQUAL(MIN(SUB((v), SPLAT(low)), SPLAT(span)), SUB((v), SPLAT(low)))
#define DIGIT(v) RANGE(v, '0', 9)
#define IS(v, c) EQUAL(v, SPLAT(c))
/* Setting bit 5 folds the case of letters. */
#define ALNUM(v) OR(DIGIT(v), RANGE(OR(v, SPLAT(0x20)), 'a', 25))
#define HIGH(v) RANGE(v, 0x80, 0x7f)

KERNEL_TARGET static void KERNEL_NAME(const char *text, size_t n, uint64_t *newlines,
                                      uint64_t *candidates)
{
    for (size_t base = 0; base < n; base += 64) {
        uint64_t lines = 0, marks = 0;

        for (size_t part = 0; part < 64; part += VECTOR_BYTES) {
            const char *p = text + base + part;
            VECTOR here = LOAD(p), next = LOAD(p + 1), second = LOAD(p + 2);
            VECTOR third = LOAD(p + 3), before = LOAD(p - 1), earlier = LOAD(p - 2);
            VECTOR word = OR(ALNUM(before), HIGH(before));
            VECTOR glued =
                OR(OR(OR(IS(before, '.'), IS(before, '@')), OR(IS(before, '/'), IS(before, '-'))),
                   OR(IS(before, '%'), IS(before, '$')));
            VECTOR escape = OR(IS(earlier, '\\'), AND(IS(earlier, '2'), IS(before, '0')));
            VECTOR code = AND(AND(RANGE(here, '2', 3), DIGIT(next)), DIGIT(second));
            VECTOR stop = OR(OR(ALNUM(third), HIGH(third)), OR(IS(third, '/'), IS(third, '@')));
            VECTOR fourth = LOAD(p + 4);
            VECTOR dots = OR(OR(IS(third, '.'), IS(fourth, '.')), IS(LOAD(p + 5), '.'));
            VECTOR dotted = AND(AND(ANDNOT(RANGE(here, '2', 3), IS(here, '3')), IS(next, '.')),
                                AND(DIGIT(second), dots));

            code = ANDNOT(code, OR(stop, AND(IS(third, '.'), ALNUM(fourth))));
            code = OR(ANDNOT(code, OR(word, glued)), AND(code, escape));
            dotted = OR(ANDNOT(dotted, OR(word, IS(before, '.'))), AND(dotted, escape));
            lines |= (uint64_t)MASK(IS(here, '\n')) << part;
            marks |= (uint64_t)MASK(OR(code, dotted)) << part;
        }
        if (n - base < 64) {
            uint64_t valid = (UINT64_C(1) << (n - base)) - 1;
            lines &= valid;
            marks &= valid;
        }
        newlines[base / 64] = lines;
        candidates[base / 64] = marks;
    }
}

#undef RANGE
#undef DIGIT
#undef IS
#undef ALNUM
#undef HIGH
#undef VECTOR
#undef VECTOR_BYTES
#undef LOAD
#undef SPLAT
#undef EQUAL
#undef AND
#undef OR
#undef ANDNOT
#undef MIN
#undef SUB
#undef MASK
#undef KERNEL_NAME
#undef KERNEL_TARGET
