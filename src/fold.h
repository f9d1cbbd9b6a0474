/*
 * Folding of reply texts, one byte at a time: case, blanks in all disguises,
 * typographic quotes, and the codes that begin further lines of a reply.
 */
#ifndef FOLD_H
#define FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fold {
    const char *text;
    size_t n;
    size_t at;       /* next byte to read */
    bool blank;      /* the last byte given was a blank, or none was given */
    char pending[4]; /* further bytes of a folded character */
    unsigned char pending_at, pending_count;
    size_t from; /* where the last byte given stands in the text */
};

void fold_start(struct fold *fold, const char *text, size_t n);

/* The next folded byte, 0-255, or -1 at the end; fold->from tells where it comes from. */
int fold_next(struct fold *fold);

enum { FOLDED_SIZE = 4096 };

/* Folded text, with the places where a word begins, or a byte that is neither word nor blank. */
struct folded {
    size_t used, count;
    char bytes[FOLDED_SIZE];
    uint16_t starts[FOLDED_SIZE];
};

/*
 * What the byte at i of a text is folded to, where that takes no second look;
 * -1 where it does, or at the end.
 */
int fold_byte(const char *text, size_t i, size_t n);

/*
 * Adds folded bytes behind those that are there, until it is full or the text
 * ends; true when the text has ended.
 */
bool fold_fill(struct fold *fold, struct folded *folded);

#endif
