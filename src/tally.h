/*
 * Counts of judged replies, in bounded memory: one row for each distinct
 * combination of codes and verdict.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "cause.h"

/* What rows can be told apart by; the order is that of the columns. */
enum tally_key {
    TALLY_CLASS,
    TALLY_CODE,
    TALLY_ENHANCED,
    TALLY_CAUSE,
    TALLY_FIXER,
    TALLY_RETRY,
    TALLY_PROOF,
    TALLY_RULE,
    TALLY_PROVIDER,
    TALLY_KEYS
};

enum { TALLY_ROWS = 1 << 14, TALLY_SLOTS = TALLY_ROWS * 2 };

struct tally_row {
    uint64_t count;
    int32_t rule;                             /* -1: none */
    int16_t code;                             /* -1: none */
    struct status status;                     /* class -1: none */
    int8_t class, cause, fixer, retry, proof; /* -1: not known (merged from fewer columns) */
};

/* The memory of a tally: rows one behind the other, so that few pages are touched, and a hash. */
struct tally_memory {
    struct tally_row rows[TALLY_ROWS];
    uint16_t slots[TALLY_SLOTS]; /* 1 + a row, 0: free */
    bool dirty;                  /* slots have to be cleared */
};

struct tally {
    struct tally_memory *memory; /* the caller's */
    struct tally_row *rows;      /* of it; used are filled */
    int used;
    uint64_t replies, lines;
    bool full; /* rows beyond the limit lost their enhanced code */
};

/* Starts with no rows; the memory was all zero or used by another tally before. */
void tally_start(struct tally *tally, struct tally_memory *memory);

/* Counts one judged reply; returns its row for tally_again, 0 if it has none of its own. */
int tally_reply(struct tally *tally, const struct found *found, const struct judgement *judgement);

/* Counts one more reply of a row. */
static inline void tally_again(struct tally *tally, int row)
{
    tally->rows[row - 1].count++;
    tally->replies++;
}

/* Adds a row's count to the equal row; returns 1 + its number, 0 if it went elsewhere. */
int tally_add(struct tally *tally, const struct tally_row *row);

/* Forgets all of a row but the keys of a bit set, so that equal rows can be added up. */
struct tally_row tally_project(const struct tally_row *row, unsigned keys);

/* Name of a key: its column, its field in JSON, its word for --by. */
const char *tally_key_name(enum tally_key key);

/* The key called name (n bytes), or -1. */
int tally_key_find(const char *name, size_t n);

/* Sorts the used rows to the front, biggest count first, then by their keys. */
void tally_sort(struct tally *tally);

#endif
