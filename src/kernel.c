#include "kernel.h"

#include "ascii.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- the portable kernel: the definition -------------------------------- */

/* `%20` or another byte in hexadecimal ends before p. */
static bool is_escaped(const char *p)
{
    return p[-3] == '%' && ascii_is_hex(p[-2]) && ascii_is_hex(p[-1]);
}

/* No longer number goes on into p. */
static bool is_start(const char *p)
{
    return (!ascii_is_digit(p[-1]) && p[-1] != '.') || is_escaped(p);
}

static bool is_first(const char *p)
{
    return *p >= '2' && *p <= '5';
}

static bool is_code(const char *p)
{
    return is_first(p) && ascii_is_digit(p[1]) && ascii_is_digit(p[2]) && !ascii_is_digit(p[3]) &&
           !(p[3] == '.' && ascii_is_digit(p[4]));
}

static bool is_dotted(const char *p)
{
    size_t i = 3;

    if (!is_first(p) || p[1] != '.' || !ascii_is_digit(p[2]))
        return false;
    while (i < 5 && ascii_is_digit(p[i]))
        i++;
    return p[i] == '.';
}

static void mark_portable(const char *text, size_t n, uint64_t *newlines, uint64_t *candidates)
{
    for (size_t base = 0; base < n; base += 64) {
        uint64_t lines = 0, marks = 0;

        for (size_t i = 0; i < 64 && base + i < n; i++) {
            const char *p = text + base + i;
            lines |= (uint64_t)(*p == '\n') << i;
            marks |= (uint64_t)(is_start(p) && (is_code(p) || is_dotted(p))) << i;
        }
        newlines[base / 64] = lines;
        candidates[base / 64] = marks;
    }
}

static size_t count_portable(const uint64_t *bits, size_t words)
{
    size_t sum = 0;

    for (size_t i = 0; i < words; i++)
        for (uint64_t rest = bits[i]; rest; rest &= rest - 1)
            sum++;
    return sum;
}

static bool plain_portable(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((text[i] < ' ' || text[i] > '~') && text[i] != '\n')
            return false;
    return true;
}

/* ---- vectors -------------------------------------------------------------- */

#if defined(__GNUC__) && (defined(__x86_64__) || defined(__aarch64__))
#define HAVE_VECTORS

enum { PASS_WORDS = 128 };

/* Codes behind escapes: their left side is a digit, often. */
static void mark_escaped(const char *text, size_t n, uint64_t *candidates)
{
    const char *at = text - 3, *end = text + n;

    while (at < end && (at = memchr(at, '%', (size_t)(end - at))) != NULL) {
        const char *p = at++ + 3;

        if (p >= text && p < end && is_escaped(p) && (is_code(p) || is_dotted(p)))
            candidates[(p - text) / 64] |= UINT64_C(1) << (p - text) % 64;
    }
}
#endif

#if defined(__GNUC__) && defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

struct sse2_block {
    __m128i v[4];
};

static inline struct sse2_block sse2_load(const char *p)
{
    const __m128i *at = (const __m128i *)(const void *)p;

    return (struct sse2_block){{_mm_loadu_si128(at), _mm_loadu_si128(at + 1),
                                _mm_loadu_si128(at + 2), _mm_loadu_si128(at + 3)}};
}

static inline uint64_t sse2_bits(__m128i a, __m128i b, __m128i c, __m128i d)
{
    return (uint64_t)_mm_movemask_epi8(a) | (uint64_t)_mm_movemask_epi8(b) << 16 |
           (uint64_t)_mm_movemask_epi8(c) << 32 | (uint64_t)_mm_movemask_epi8(d) << 48;
}

static inline uint64_t sse2_is(struct sse2_block b, char c)
{
    __m128i all = _mm_set1_epi8(c);

    return sse2_bits(_mm_cmpeq_epi8(b.v[0], all), _mm_cmpeq_epi8(b.v[1], all),
                     _mm_cmpeq_epi8(b.v[2], all), _mm_cmpeq_epi8(b.v[3], all));
}

/* With unsigned wrap-around one comparison tells a range. */
static inline __m128i sse2_in(__m128i v, char first, char more)
{
    __m128i x = _mm_sub_epi8(v, _mm_set1_epi8(first));

    return _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(more)), x);
}

static inline uint64_t sse2_digits(struct sse2_block b, char first, char more)
{
    return sse2_bits(sse2_in(b.v[0], first, more), sse2_in(b.v[1], first, more),
                     sse2_in(b.v[2], first, more), sse2_in(b.v[3], first, more));
}

typedef uint64_t sse2_words __attribute__((vector_size(16), aligned(8), may_alias));
typedef unsigned char sse2_bytes __attribute__((vector_size(16), aligned(1), may_alias));

#define KERNEL(name) sse2_##name
#define TARGET
#define BLOCK struct sse2_block
#define LOAD(p) sse2_load(p)
#define IS(b, c) sse2_is(b, c)
#define DIGITS(b, first, more) sse2_digits(b, first, more)
#define WORDS sse2_words
#define BYTES sse2_bytes
#include "kernel_vector.h"

#define AVX2 __attribute__((target("avx2,popcnt")))

struct avx2_block {
    __m256i v[2];
};

AVX2 static inline struct avx2_block avx2_load(const char *p)
{
    const __m256i *at = (const __m256i *)(const void *)p;

    return (struct avx2_block){{_mm256_loadu_si256(at), _mm256_loadu_si256(at + 1)}};
}

AVX2 static inline uint64_t avx2_bits(__m256i a, __m256i b)
{
    return (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

AVX2 static inline uint64_t avx2_is(struct avx2_block b, char c)
{
    __m256i all = _mm256_set1_epi8(c);

    return avx2_bits(_mm256_cmpeq_epi8(b.v[0], all), _mm256_cmpeq_epi8(b.v[1], all));
}

AVX2 static inline __m256i avx2_in(__m256i v, char first, char more)
{
    __m256i x = _mm256_sub_epi8(v, _mm256_set1_epi8(first));

    return _mm256_cmpeq_epi8(_mm256_min_epu8(x, _mm256_set1_epi8(more)), x);
}

typedef uint64_t avx2_words __attribute__((vector_size(32), aligned(8), may_alias));
typedef unsigned char avx2_bytes __attribute__((vector_size(32), aligned(1), may_alias));

#define KERNEL(name) avx2_##name
#define TARGET AVX2
#define BLOCK struct avx2_block
#define LOAD(p) avx2_load(p)
#define IS(b, c) avx2_is(b, c)
#define DIGITS(b, first, more)                                                                     \
    avx2_bits(avx2_in((b).v[0], first, more), avx2_in((b).v[1], first, more))
#define WORDS avx2_words
#define BYTES avx2_bytes
#include "kernel_vector.h"

#define AVX512 __attribute__((target("avx512bw,avx2,popcnt")))

#define KERNEL(name) avx512_##name
#define TARGET AVX512
#define BLOCK __m512i
#define LOAD(p) _mm512_loadu_si512(p)
#define IS(b, c) _mm512_cmpeq_epi8_mask(b, _mm512_set1_epi8(c))
#define DIGITS(b, first, more)                                                                     \
    _mm512_cmple_epu8_mask(_mm512_sub_epi8(b, _mm512_set1_epi8(first)), _mm512_set1_epi8(more))
#define BYTES avx2_bytes
#define WORDS avx2_words /* wider ones were slower: all their loads cross cache lines */
#include "kernel_vector.h"
#endif

#if defined(__GNUC__) && defined(__aarch64__)
#include <arm_neon.h>

/* The top bits of 64 bytes that are 0 or 0xff: weights within eight bytes, added up in pairs. */
static inline uint64_t neon_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d)
{
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t low = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
    uint8x16_t high = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));

    low = vpaddq_u8(low, high);
    low = vpaddq_u8(low, low);
    return vgetq_lane_u64(vreinterpretq_u64_u8(low), 0);
}

static inline uint64_t neon_is(uint8x16x4_t b, char c)
{
    uint8x16_t all = vdupq_n_u8((uint8_t)c);

    return neon_bits(vceqq_u8(b.val[0], all), vceqq_u8(b.val[1], all), vceqq_u8(b.val[2], all),
                     vceqq_u8(b.val[3], all));
}

static inline uint8x16_t neon_in(uint8x16_t v, uint8_t first, uint8_t more)
{
    return vcleq_u8(vsubq_u8(v, vdupq_n_u8(first)), vdupq_n_u8(more));
}

static inline uint64_t neon_digits(uint8x16x4_t b, uint8_t first, uint8_t more)
{
    return neon_bits(neon_in(b.val[0], first, more), neon_in(b.val[1], first, more),
                     neon_in(b.val[2], first, more), neon_in(b.val[3], first, more));
}

typedef uint64_t neon_words __attribute__((vector_size(16), aligned(8), may_alias));
typedef unsigned char neon_bytes __attribute__((vector_size(16), aligned(1), may_alias));

#define KERNEL(name) neon_##name
#define TARGET
#define BLOCK uint8x16x4_t
#define LOAD(p) vld1q_u8_x4((const uint8_t *)(p))
#define IS(b, c) neon_is(b, c)
#define DIGITS(b, first, more) neon_digits(b, first, more)
#define WORDS neon_words
#define BYTES neon_bytes
#include "kernel_vector.h"
#endif

/* ---- walking over masks ------------------------------------------------------ */

size_t kernel_next_word(const uint64_t *bits, size_t at, size_t end)
{
    for (size_t word = at / 64 + 1; word * 64 < end; word++)
        if (bits[word]) {
            at = word * 64 + (size_t)__builtin_ctzll(bits[word]);
            return at < end ? at : end;
        }
    return end;
}

size_t kernel_previous(const uint64_t *bits, size_t start, size_t at)
{
    size_t word;
    uint64_t rest;

    if (at <= start)
        return start;
    word = (at - 1) / 64;
    rest = bits[word] & ~UINT64_C(0) >> (63 - (at - 1) % 64);
    while (rest == 0) {
        if (word * 64 <= start)
            return start;
        rest = bits[--word];
    }
    at = word * 64 + 64 - (size_t)__builtin_clzll(rest);
    return at > start ? at : start;
}

size_t kernel_count(const struct kernel *kernel, const uint64_t *bits, size_t start, size_t end)
{
    size_t first = start / 64, words = (end + 63) / 64 - first;
    uint64_t outside[2];

    if (end <= start)
        return 0;
    outside[0] = bits[first] & ~(~UINT64_C(0) << start % 64);
    outside[1] = end % 64 ? bits[end / 64] & ~UINT64_C(0) << end % 64 : 0;
    return kernel->count(bits + first, words) - kernel->count(outside, 2);
}

/* ---- choice ---------------------------------------------------------------- */

static const struct kernel kernels[] = {
    {"portable", mark_portable, count_portable, plain_portable},
#if defined(__GNUC__) && defined(__x86_64__)
    {"sse2", sse2_mark, sse2_count, sse2_plain},
    {"avx2", avx2_mark, avx2_count, avx2_plain},
    {"avx512", avx512_mark, avx512_count, avx512_plain},
#elif defined(HAVE_VECTORS)
    {"neon", neon_mark, neon_count, neon_plain},
#endif
};

enum { KERNEL_COUNT = sizeof kernels / sizeof kernels[0] };

#if defined(__GNUC__) && defined(__x86_64__)
/*
 * The instructions, and a system that saves their registers.  Asked by hand:
 * the compiler's __builtin_cpu_supports would have CPUID run at every start of
 * the program, which costs a tenth of a millisecond where a hypervisor traps it.
 */
static bool has_features(unsigned features, unsigned saved)
{
    unsigned a, b, c, d, low, high;

    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || !(c & bit_AVX) ||
        !(c & bit_POPCNT))
        return false;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    (void)high;
    return (low & saved) == saved && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
           (b & features) == features;
}
#endif

static bool can_run(const struct kernel *k)
{
#if defined(__GNUC__) && defined(__x86_64__)
    if (k->mark == avx2_mark)
        return has_features(bit_AVX2, 0x06);
    if (k->mark == avx512_mark)
        return has_features(bit_AVX2 | bit_AVX512F | bit_AVX512BW, 0xe6);
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
