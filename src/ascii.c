#include "ascii.h"

#include "bytes16.h"

#include <string.h>

static bool is_printable(int c, int a, int b)
{
    return c >= ' ' && c <= '~' && c != a && c != b;
}

static bool all_printable(bytes16 v, char a, char b)
{
    return !bytes16_any((bytes16)((bytes16)(v - ' ') > '~' - ' ') |
                        (bytes16)(v == (unsigned char)a) | (bytes16)(v == (unsigned char)b));
}

/* Four to fifteen bytes, those in the middle twice. */
static bytes16 load_short(const char *s, size_t n)
{
    const size_t half = sizeof(bytes16) / 2, quarter = half / 2;
    bytes16 v;
    char *at = (char *)&v;

    if (n >= half) {
        memcpy(at, s, half);
        memcpy(at + half, s + n - half, half);
    } else {
        memcpy(at, s, quarter);
        memcpy(at + quarter, s + n - quarter, quarter);
        memcpy(at + half, s, quarter);
        memcpy(at + half + quarter, s, quarter);
    }
    return v;
}

size_t ascii_printable(const char *s, size_t n, char a, char b)
{
    const size_t step = sizeof(bytes16);
    size_t i = 0;

    while (i + step <= n && all_printable(bytes16_load(s + i), a, b))
        i += step;
    if (i + step > n && n >= step / 4 &&
        all_printable(n >= step ? bytes16_load(s + n - step) : load_short(s, n), a, b))
        return n;
    while (i < n && is_printable((unsigned char)s[i], (unsigned char)a, (unsigned char)b))
        i++;
    return i;
}

bool ascii_equal(const char *a, size_t an, const char *b, size_t bn)
{
    if (an != bn)
        return false;
    for (size_t i = 0; i < an; i++)
        if (ascii_lower((unsigned char)a[i]) != ascii_lower((unsigned char)b[i]))
            return false;
    return true;
}

bool ascii_starts(const char *text, size_t n, const char *prefix)
{
    size_t len = strlen(prefix);

    return n >= len && ascii_equal(text, len, prefix, len);
}

const char *ascii_search(const char *text, size_t n, const char *needle, size_t needle_len)
{
    int first = needle_len ? ascii_lower((unsigned char)needle[0]) : 0;

    if (needle_len > n)
        return NULL;
    if (needle_len == 0)
        return text;
    for (size_t i = 0; i <= n - needle_len; i++)
        if (ascii_lower((unsigned char)text[i]) == first &&
            ascii_equal(text + i, needle_len, needle, needle_len))
            return text + i;
    return NULL;
}

static size_t digit_run(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && ascii_is_digit((unsigned char)s[i]))
        i++;
    return i;
}

int ascii_compare_keys(const char *a, size_t an, const char *b, size_t bn)
{
    size_t i = 0, j = 0;

    while (i < an && j < bn) {
        size_t da = digit_run(a + i, an - i), db = digit_run(b + j, bn - j);
        int ca = ascii_lower((unsigned char)a[i]), cb = ascii_lower((unsigned char)b[j]);

        if (da && db) {
            if (da != db)
                return da < db ? -1 : 1;
            int order = memcmp(a + i, b + j, da);
            if (order)
                return order;
            i += da;
            j += db;
            continue;
        }
        if (ca != cb)
            return ca < cb ? -1 : 1;
        i++;
        j++;
    }
    return i < an ? 1 : j < bn ? -1 : 0;
}
