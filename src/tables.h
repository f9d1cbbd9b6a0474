/*
 * The compiled-in data, printed by the generator (src/gen) from data/.
 * Only catalog.c and the matcher read it; everything is const.
 *
 * A cell is, by the column's type (schema.h):
 *   TYPE_WORD                index of the word in its closed list, TABLES_NONE if absent
 *   TYPE_LIST, TYPE_LINES    index into the lists of its kind, or of its language: offsets as
 *                            below, ended by 0; 0 if absent
 *   all others               offset of a terminated string in tables_pool; 0 is ""
 */
#ifndef TABLES_H
#define TABLES_H

#include <stdint.h>

#include "matcher.h"
#include "schema.h"

enum { TABLES_PAGE = 4096, TABLES_NONE = 0xffff, TABLES_CODES = 1000 };

struct tables_kind {
    const uint32_t *cells; /* rows * columns */
    const uint32_t *lists;
    uint32_t rows;
    uint32_t columns;
};

struct tables_language {
    const char *tag; /* "zh-Hans" */
    /* rows * translated columns, NULL where nothing of the kind is translated */
    const uint32_t *cells[KIND_COUNT];
    const uint32_t *lists; /* of all kinds */
};

extern const char tables_pool[][TABLES_PAGE];
extern const struct tables_kind tables_kinds[KIND_COUNT];
extern const struct tables_language tables_languages[];
extern const int tables_language_count;

/* schema_column, looked up. */
extern const int16_t tables_columns[KIND_COUNT][FIELD_COUNT];

/* The row + 1 of each reply code, 0 where there is none. */
extern const uint16_t tables_replies[TABLES_CODES];

/* The rows of ui.rec that label a field, or a word of a closed list; TABLES_NONE where none does.
 */
extern const uint16_t tables_field_labels[FIELD_COUNT];
extern const uint16_t *const tables_word_labels[LIST_COUNT];

extern const struct matcher tables_matcher;

#endif
