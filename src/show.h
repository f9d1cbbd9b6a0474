/*
 * How text is shown on a terminal: control bytes, bidirectional overrides and
 * broken UTF-8 as visible escapes, and everything in ASCII where the locale
 * has nothing else.  Also wrapping by columns.
 */
#ifndef SHOW_H
#define SHOW_H

#include <stdbool.h>
#include <stddef.h>

#include "out.h"

struct shown {
    char bytes[16];   /* what to print for one character */
    unsigned length;  /* bytes of it */
    unsigned columns; /* places it takes */
    unsigned taken;   /* bytes of the text it stands for */
};

/* The first character of n bytes (n > 0), safe to print. */
struct shown show_next(const char *s, size_t n, bool ascii);

/* Columns that n bytes take when shown. */
size_t show_columns(const char *s, size_t n, bool ascii);

/* Prints n bytes safely. */
void show_text(struct out *out, const char *s, size_t n, bool ascii);

/* Prints at most width columns of n bytes, "..." at the end when cut; returns the columns used. */
size_t show_cut(struct out *out, const char *s, size_t n, size_t width, bool ascii);

/* Columns of the first word of n bytes: up to where a line may end. */
size_t show_word(const char *s, size_t n, bool ascii);

/*
 * Takes the next line of at most width columns off a text: *line and *length
 * are that line, *s and *n what is left.  Breaks at blanks, between
 * ideographs and between Thai clusters, never before closing or after opening
 * punctuation; a word wider than the line is cut, but no mark from its letter.  False when nothing
 * is left.
 */
bool show_wrap(const char **s, size_t *n, size_t width, bool ascii, const char **line,
               size_t *length);

#endif
