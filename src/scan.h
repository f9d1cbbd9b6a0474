/*
 * Turns blocks of a stream into output: lines with their notes, or a record
 * for each reply.  What one thread needs for that; threads share nothing.
 */
#ifndef SCAN_H
#define SCAN_H

#include "memo.h"
#include "options.h"
#include "stock.h"
#include "stream.h"

enum { SCAN_SUCCESSES = 64 }; /* by six bits of a hash */

/* The judgement on all successes with some codes; key 0: none yet. */
struct scan_success {
    uint64_t key;
    struct judgement judgement;
};

struct scan {
    const struct options *options;
    struct page *page;
    const char *file; /* NULL for standard input */
    bool found;       /* there was a reply */
    bool shown;       /* the line that a block ended in was printed */
    struct scan_success known[SCAN_SUCCESSES];
    struct memo memo;
    struct stock stock;
};

/* Starts with a zeroed scan, whose output goes to a page. */
void scan_start(struct scan *scan, const struct options *options, struct page *page);

/* One block.  Where it goes on with a line of the block before, shown is known of that. */
void scan_block(struct scan *scan, const struct block *block);

#endif
