/*
 * Data files in memory: all of data/ in the generator, a user's rules in the
 * program.  Both go through the same checks.  Everything is allocated once and
 * lives until the program ends.
 */
#ifndef DATA_H
#define DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "automaton.h"
#include "schema.h"
#include "status.h"

enum { MAX_COLUMNS = 24, MAX_VALUES = 2000, MAX_VALUE_BYTES = 3000 };
enum { DATA_FILE_MAX = 64 * 1024 * 1024 };

struct cell {
    const char **values; /* one, or several where the column repeats */
    int count, capacity;
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
 * Every mistake is printed as `file:line: what is wrong` and counted; false
 * when the file cannot be read.
 */
bool data_read(struct data *data, struct translation *translation, const char *path);

/* The same for n bytes of text that were read already; path is for messages. */
void data_parse(struct data *data, struct translation *translation, const char *path,
                const char *text, size_t n);

/* Adds the language called tag (or finds it). */
struct translation *data_language(struct data *data, const char *tag);

/* Checks that need all files: references, lists, order, coverage of choices. */
void data_check(struct data *data);

/* The row of a kind with this key of n bytes, or -1. */
int data_find(const struct rows *rows, const char *key, size_t n);

/* Prints `file:line: message` on stderr and counts the error. */
void data_error(struct data *data, const char *file, unsigned line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * Builds the matcher of the rules, and checks them: phrases, codes, ties, and
 * that every rule wins its own examples.
 */
void data_build_rules(struct data *data, struct automaton *automaton, struct matcher *matcher);

/* The value of a rule's field, "" when it has none. */
const char *data_rule_value(const struct row *row, enum field field);

/*
 * Whether a reply's codes are among those that a rule names: `550 4xx` and
 * `5.7.1 X.7.26 5.7.x`; an empty list takes all.
 */
bool data_rule_agrees(const char *codes, const char *statuses, int code,
                      const struct status *status);

/* Zeroed memory, or a message and exit 2. */
void *data_alloc(size_t n);

/* A copy of n bytes, terminated. */
char *data_copy(const char *s, size_t n);

#endif
