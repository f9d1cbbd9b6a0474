/*
 * Look-up in the compiled-in tables.  Rows are numbered from 0 within their
 * kind.  Every text returned is static, terminated and never NULL.
 */
#ifndef CATALOG_H
#define CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema.h"
#include "status.h"

/* A language to read the tables in; field by field English where it has none. */
struct catalog {
    int language; /* index of a translation, -1 for English */
};

/* A list of texts: catalog_item(list, i) until it is NULL. */
struct texts {
    const uint32_t *at;         /* in the tables, ended by 0; NULL: none */
    const char *const *strings; /* or else these, of a user's rule */
    int count;
};

struct verdict {
    enum cause cause;
    enum fixer fixer;
    enum retry retry;
};

/* The catalog of a language: "zh-Hans", "zh_CN.UTF-8", "en", "C"; false when there is none. */
bool catalog_open(struct catalog *catalog, const char *language);

/* The i-th language tag, English first; NULL after the last. */
const char *catalog_language(int i);

/* The tag of an open catalog. */
const char *catalog_tag(const struct catalog *catalog);

/* Whether its language is written from right to left. */
bool catalog_is_rtl(const struct catalog *catalog);

/* Whether its letters are Latin, so that ASCII can stand in for them. */
bool catalog_is_latin(const struct catalog *catalog);

int catalog_count(enum kind kind);

/* The row whose key is the n bytes, without ASCII case; -1 when there is none. */
int catalog_find(enum kind kind, const char *key, size_t n);

/* The row of a reply code, of an enhanced status code (any class). */
int catalog_find_reply(int code);
int catalog_find_status(const struct status *status);

/* The code that a row of the answers is about, NULL where it is no answer to the command. */
const char *catalog_answer(int verb, int row);

/* Whether there is a row for a command, by its name or "any", and a code from 0 to 999. */
bool catalog_has_answer(const char *command, int code);

/* The row of data/categories.rec for digits such as "5yz", "x1z", "4.X.X", "X.7.X". */
int catalog_find_severity(int code);
int catalog_find_category(int code);

const char *catalog_key(enum kind kind, int row);
const char *catalog_text(const struct catalog *catalog, enum kind kind, int row, enum field field);
struct texts catalog_list(const struct catalog *catalog, enum kind kind, int row, enum field field);
const char *catalog_item(struct texts list, int i);

/* Index of a closed-list word, -1 when the record has none. */
int catalog_word(enum kind kind, int row, enum field field);

/* A message or heading of ui.rec by id; the id itself when there is none. */
const char *catalog_ui(const struct catalog *catalog, const char *id);

/* The label of a field, or of a word in a closed list, for people. */
const char *catalog_label(const struct catalog *catalog, enum field field);
const char *catalog_word_label(const struct catalog *catalog, enum list list, int word);

#endif
