#include "kernel.h"

#include "ascii.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- the portable kernel: the definition -------------------------------- */

static bool is_word(int c)
{
    return ascii_is_alnum(c) || c >= 0x80;
}

static bool is_escaped(const unsigned char *p)
{
    return p[-2] == '\\' || (p[-2] == '2' && p[-1] == '0');
}

/* Three digits with no word around them; behind an escape such as %20 or \n too. */
static bool is_code(const unsigned char *p)
{
    if (p[0] < '2' || p[0] > '5' || !ascii_is_digit(p[1]) || !ascii_is_digit(p[2]))
        return false;
    if (is_word(p[3]) || p[3] == '/' || p[3] == '@' || (p[3] == '.' && ascii_is_alnum(p[4])))
        return false;
    if (is_escaped(p))
        return true;
    return !is_word(p[-1]) && p[-1] != '.' && p[-1] != '@' && p[-1] != '/' && p[-1] != '-' &&
           p[-1] != '%' && p[-1] != '$';
}

/* The beginning of 5.1.1: a second dot comes within five bytes. */
static bool is_dotted(const unsigned char *p)
{
    if ((p[0] != '2' && p[0] != '4' && p[0] != '5') || p[1] != '.' || !ascii_is_digit(p[2]) ||
        (p[3] != '.' && p[4] != '.' && p[5] != '.'))
        return false;
    return is_escaped(p) || (!is_word(p[-1]) && p[-1] != '.');
}

static void mark_portable(const char *text, size_t n, uint64_t *newlines, uint64_t *candidates)
{
    const unsigned char *s = (const unsigned char *)text;

    for (size_t base = 0; base < n; base += 64) {
        uint64_t lines = 0, marks = 0;

        for (size_t i = 0; i < 64 && base + i < n; i++) {
            const unsigned char *p = s + base + i;
            lines |= (uint64_t)(*p == '\n') << i;
            marks |= (uint64_t)(*p >= '2' && *p <= '5' && (is_code(p) || is_dotted(p))) << i;
        }
        newlines[base / 64] = lines;
        candidates[base / 64] = marks;
    }
}

/* ---- vectors -------------------------------------------------------------- */

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>

#define VECTOR __m128i
#define VECTOR_BYTES 16
#define LOAD(p) _mm_loadu_si128((const __m128i *)(const void *)(p))
#define SPLAT(c) _mm_set1_epi8((char)(c))
#define EQUAL(a, b) _mm_cmpeq_epi8(a, b)
#define AND(a, b) _mm_and_si128(a, b)
#define OR(a, b) _mm_or_si128(a, b)
#define ANDNOT(a, b) _mm_andnot_si128(b, a)
#define MIN(a, b) _mm_min_epu8(a, b)
#define SUB(a, b) _mm_sub_epi8(a, b)
#define MASK(v) (unsigned)_mm_movemask_epi8(v)
#define KERNEL_NAME mark_sse2
#define KERNEL_TARGET
#include "kernel_vector.h"

#define VECTOR __m256i
#define VECTOR_BYTES 32
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(const void *)(p))
#define SPLAT(c) _mm256_set1_epi8((char)(c))
#define EQUAL(a, b) _mm256_cmpeq_epi8(a, b)
#define AND(a, b) _mm256_and_si256(a, b)
#define OR(a, b) _mm256_or_si256(a, b)
#define ANDNOT(a, b) _mm256_andnot_si256(b, a)
#define MIN(a, b) _mm256_min_epu8(a, b)
#define SUB(a, b) _mm256_sub_epi8(a, b)
#define MASK(v) (unsigned)_mm256_movemask_epi8(v)
#define KERNEL_NAME mark_avx2
#define KERNEL_TARGET __attribute__((target("avx2")))
#include "kernel_vector.h"
#endif

size_t kernel_next(const uint64_t *bits, size_t at, size_t end)
{
    size_t word = at / 64;
    uint64_t rest;

    if (at >= end)
        return end;
    rest = bits[word] & ~UINT64_C(0) << at % 64;
    while (rest == 0) {
        if (++word * 64 >= end)
            return end;
        rest = bits[word];
    }
    at = word * 64 + (size_t)__builtin_ctzll(rest);
    return at < end ? at : end;
}

/* ---- choice ---------------------------------------------------------------- */

static const struct kernel kernels[] = {
    {"portable", mark_portable},
#if defined(__x86_64__) && defined(__GNUC__)
    {"sse2", mark_sse2},
    {"avx2", mark_avx2},
#endif
};

enum { KERNEL_COUNT = sizeof kernels / sizeof kernels[0] };

#if defined(__x86_64__) && defined(__GNUC__)
/*
 * AVX2, and a system that saves its registers.  Asked by hand: the compiler's
 * __builtin_cpu_supports would have CPUID run at every start of the program,
 * which costs a tenth of a millisecond where a hypervisor traps it.
 */
static bool has_avx2(void)
{
    unsigned a, b, c, d, low, high;

    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || !(c & bit_AVX))
        return false;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    (void)high;
    return (low & 6) == 6 && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_AVX2);
}
#endif

static bool can_run(const struct kernel *k)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (strcmp(k->name, "avx2") == 0)
        return has_avx2();
#endif
    (void)k;
    return true;
}

const struct kernel *kernel_at(int i)
{
    return i >= 0 && i < (int)KERNEL_COUNT && can_run(&kernels[i]) ? &kernels[i] : NULL;
}

const struct kernel *kernel_choose(void)
{
    const char *wanted = getenv("SMTPCODE_KERNEL");
    const struct kernel *best = &kernels[0];

    for (int i = 0; kernel_at(i); i++) {
        best = kernel_at(i);
        if (wanted && strcmp(wanted, best->name) == 0)
            break;
    }
    return best;
}
