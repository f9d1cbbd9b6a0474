/*
 * Character classes and comparisons of ASCII that no locale can change.
 * All of them take lengths; NUL is a byte like any other.
 */
#ifndef ASCII_H
#define ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool ascii_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static inline int ascii_lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static inline int ascii_upper(int c)
{
    return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
}

static inline bool ascii_is_alpha(int c)
{
    c = ascii_lower(c);
    return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_alnum(int c)
{
    return ascii_is_digit(c) || ascii_is_alpha(c);
}

static inline bool ascii_is_hex(int c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) || (c >= 'a' && c <= 'f');
}

static inline bool ascii_is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_control(int c)
{
    return (c >= 0 && c < 0x20) || c == 0x7f;
}

/* How many bytes at the start are printable ASCII, and neither a nor b. */
size_t ascii_printable(const char *s, size_t n, char a, char b);

/* True when both texts are the same but for ASCII case. */
bool ascii_equal(const char *a, size_t an, const char *b, size_t bn);

/* True when text begins with prefix, without ASCII case. */
bool ascii_starts(const char *text, size_t n, const char *prefix);

/* First place of needle in text without ASCII case, or NULL. */
const char *ascii_search(const char *text, size_t n, const char *needle, size_t needle_len);

/*
 * Natural order of two keys, without ASCII case: runs of digits compare by
 * value, so that X.1.9 comes before X.1.10.  Negative, zero or positive.
 */
int ascii_compare_keys(const char *a, size_t an, const char *b, size_t bn);

#endif
