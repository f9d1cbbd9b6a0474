/*
 * What sets several things apart: their records side by side, what is the
 * same in all, and the words of data/pairs.rec where an entry exists.
 */
#ifndef COMPARE_H
#define COMPARE_H

#include "record.h"
#include "thing.h"

enum { COMPARE_MAX = 8, COMPARE_LINES = 64, COMPARE_SCRATCH = 8192 };

/* One sentence: our own text, behind the name of the thing it speaks of (or NULL). */
struct sentence {
    const char *thing;
    const char *text;
};

struct comparison {
    const struct catalog *catalog;
    int count, distinct; /* distinct: without those that are named twice */
    struct record things[COMPARE_MAX];
    const char *names[COMPARE_MAX]; /* "214", "5.7.26", the start of a reply */
    const char *introduction;
    struct sentence differences[COMPARE_LINES];
    int difference_count;
    struct sentence choices[COMPARE_LINES];
    int choice_count;
    bool all_known;
    size_t scratch_used;
    char scratch[COMPARE_SCRATCH];
};

/* Compares count things (2 to COMPARE_MAX), in the order given. */
void compare_things(struct comparison *comparison, const struct catalog *catalog,
                    const struct thing *things, int count);

/* The i-th field that comparisons show as an attribute; false after the last. */
bool compare_attribute(int i, enum field *field);

/* The value of an attribute in one record, for people; *shape tells how to print. */
const struct item *compare_item(const struct comparison *comparison, int thing, enum field field);

/* True when all the things have the same value of a field. */
bool compare_is_same(const struct comparison *comparison, enum field field);

#endif
