/*
 * The data files in memory, as the generator checks and prints them.
 * Everything is allocated once and lives until the generator ends.
 */
#ifndef GEN_DATA_H
#define GEN_DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "schema.h"

enum { MAX_COLUMNS = 24, MAX_VALUES = 24, MAX_VALUE_BYTES = 3000 };

struct cell {
    const char *values[MAX_VALUES]; /* one, or several where the column repeats */
    int count;
    unsigned line;
};

struct row {
    const char *key;
    const char *file;
    unsigned line;
    struct cell cells[MAX_COLUMNS];
};

struct rows {
    struct row *row;
    int count, capacity;
};

/* One language's translations: the same kinds, with the translated columns only. */
struct translation {
    const char *tag; /* BCP 47, the folder's name: zh-Hans */
    struct rows kinds[KIND_COUNT];
};

struct data {
    struct rows kinds[KIND_COUNT];
    struct translation *languages;
    int language_count;
    int errors;
};

/*
 * Reads one data file.  translation is NULL for the English files.
 * Every mistake is printed as `file:line: what is wrong` and counted.
 */
void data_read(struct data *data, struct translation *translation, const char *path);

/* Adds the language called tag (or finds it). */
struct translation *data_language(struct data *data, const char *tag);

/* Checks that need all files: references, lists, order, coverage of choices. */
void data_check(struct data *data);

/* The row of a kind with this key of n bytes, or -1. */
int data_find(const struct rows *rows, const char *key, size_t n);

/* Prints `file:line: message` on stderr and counts the error. */
void data_error(struct data *data, const char *file, unsigned line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* malloc or exit. */
void *gen_alloc(size_t n);

/* A copy of n bytes, terminated. */
char *gen_copy(const char *s, size_t n);

#endif
