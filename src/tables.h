/*
 * The compiled-in data, printed by the generator (src/gen) from data/.
 * Only catalog.c and the matcher read it; everything is const.
 *
 * A cell is, by the column's type (schema.h):
 *   TYPE_WORD                index of the word in its closed list, TABLES_NONE if absent
 *   TYPE_LIST, TYPE_LINES    index into tables_lists of offsets, ended by 0; 0 if absent
 *   all others               offset of a terminated string in tables_pool; 0 is ""
 */
#ifndef TABLES_H
#define TABLES_H

#include <stdint.h>

#include "matcher.h"
#include "schema.h"

enum { TABLES_PAGE = 4096, TABLES_NONE = 0xffff };

struct tables_kind {
    const uint32_t *cells; /* rows * columns */
    uint32_t rows;
    uint32_t columns;
};

struct tables_language {
    const char *tag; /* "zh-Hans" */
    /* rows * translated columns, NULL where nothing of the kind is translated */
    const uint32_t *cells[KIND_COUNT];
};

extern const char tables_pool[][TABLES_PAGE];
extern const uint32_t tables_lists[];
extern const struct tables_kind tables_kinds[KIND_COUNT];
extern const struct tables_language tables_languages[];
extern const int tables_language_count;
extern const struct matcher tables_matcher;

#endif
