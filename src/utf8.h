/*
 * UTF-8 (RFC 3629): decoding that never reads past the end, and how many
 * terminal columns a character takes.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct utf8 {
    uint32_t codepoint; /* U+FFFD when not valid */
    unsigned length;    /* bytes taken, at least 1 when there was one */
    bool valid;
};

/* Decodes the first character of n bytes (n > 0). */
struct utf8 utf8_decode(const char *s, size_t n);

/* Writes a code point as UTF-8 into at most 4 bytes; returns how many. */
unsigned utf8_encode(uint32_t codepoint, char *s);

/* Columns of a character on a terminal: 0 (combining), 1 or 2 (wide). */
int utf8_width(uint32_t codepoint);

/* The lower-case form of a Latin, Greek or Cyrillic letter; others unchanged. */
uint32_t utf8_fold(uint32_t codepoint);

/* Columns of n bytes of text. */
size_t utf8_columns(const char *s, size_t n);

/*
 * True for what must not reach a terminal as it is: C0, DEL and C1 controls,
 * bidirectional overrides and isolates, zero-width and line separators.
 */
bool utf8_is_unsafe(uint32_t codepoint);

#endif
