/*
 * What a format says about a verdict is the same for each reply with the same
 * codes and the same verdict, and a log has the same few again and again.  A
 * stock keeps these bytes ready, so that they are made once and then copied.
 *
 * Bounded: a stock that is full is emptied and begins anew.
 */
#ifndef STOCK_H
#define STOCK_H

#include <stdint.h>

#include "render.h"

enum { STOCK_SLOTS = 128, STOCK_MOST = 96, STOCK_TEXT = 24 * 1024 };

/* All that the bytes depend on. */
struct stock_key {
    uint64_t codes, verdict, more;
};

struct stock_slot {
    struct stock_key key;
    uint16_t at, length; /* of its bytes in the text; length 0: a free slot */
};

/* Big, so best static; for one format, one term and one thread. */
struct stock {
    unsigned used; /* slots */
    unsigned end;  /* of the text */
    struct stock_slot slot[STOCK_SLOTS];
    char text[STOCK_TEXT];
};

/* Starts with nothing. */
void stock_start(struct stock *stock);

/* Writes what is to be kept ready to page->out, and nothing else. */
typedef void stock_write(struct page *page, const struct scanned *scanned);

/* Writes what write writes for a reply; it depends on codes, verdict and warnings only. */
void stock_verdict(struct page *page, const struct scanned *scanned, stock_write *write);

/* The same for what depends on the file only. */
void stock_file(struct page *page, const struct scanned *scanned, stock_write *write);

#endif
