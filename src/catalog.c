#include "catalog.h"

#include "ascii.h"
#include "tables.h"
#include "utf8.h"

#include <string.h>

static const char *pool_text(uint32_t offset)
{
    return &tables_pool[offset / TABLES_PAGE][offset % TABLES_PAGE];
}

static const char *row_key(enum kind kind, uint32_t row)
{
    return pool_text(tables_kinds[kind].cells[row * tables_kinds[kind].columns]);
}

int catalog_count(enum kind kind)
{
    return (int)tables_kinds[kind].rows;
}

const char *catalog_key(enum kind kind, int row)
{
    return row_key(kind, (uint32_t)row);
}

static int find_sorted(enum kind kind, const char *key, size_t n)
{
    uint32_t low = 0, high = tables_kinds[kind].rows;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *at = row_key(kind, middle);
        int order = ascii_compare_keys(key, n, at, strlen(at));

        if (order == 0)
            return (int)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

int catalog_find(enum kind kind, const char *key, size_t n)
{
    if (schema_table(kind)->sorted)
        return find_sorted(kind, key, n);
    for (uint32_t i = 0; i < tables_kinds[kind].rows; i++) {
        const char *at = row_key(kind, i);
        if (ascii_equal(key, n, at, strlen(at)))
            return (int)i;
    }
    return -1;
}

int catalog_find_reply(int code)
{
    return code >= 0 && code < TABLES_CODES ? tables_replies[code] - 1 : -1;
}

static int find_status(const struct status *status)
{
    struct status any = *status;
    char key[STATUS_TEXT];
    size_t n;

    any.class = 0;
    n = status_format(&any, key);
    return catalog_find(KIND_ENHANCED, key, n);
}

const char *catalog_answer(int verb, int row)
{
    const char *command = word_name(LIST_VERB, verb), *key = catalog_key(KIND_ANSWER, row);
    size_t n = strlen(command);

    return strncmp(key, command, n) == 0 && key[n] == ' ' ? key + n + 1 : NULL;
}

bool catalog_has_answer(const char *command, int code)
{
    char key[32];
    size_t n = strlen(command);

    memcpy(key, command, n);
    key[n] = ' ';
    code_format(code, key + n + 1);
    return catalog_find(KIND_ANSWER, key, n + 4) >= 0;
}

int catalog_find_status(const struct status *status)
{
    /*
     * Streams ask for the same few codes again and again; what was found is kept.
     * Row + 2, 1: none, 0: not asked yet; the same in all threads.
     */
    static _Atomic short known[8][64];
    _Atomic short *at;

    if (status->subject < 0 || status->subject > 7 || status->detail < 0 || status->detail > 63)
        return find_status(status);
    at = &known[status->subject][status->detail];
    if (!*at)
        *at = (short)(find_status(status) + 2);
    return *at - 2;
}

int catalog_find_severity(int code)
{
    char key[3] = {(char)('0' + code / 100 % 10), 'y', 'z'};

    return catalog_find(KIND_CATEGORY, key, 3);
}

int catalog_find_category(int code)
{
    char key[3] = {'x', (char)('0' + code / 10 % 10), 'z'};

    return catalog_find(KIND_CATEGORY, key, 3);
}

/* The cell of a translated column, or 0. */
static uint32_t translated_cell(const struct catalog *catalog, enum kind kind, int row, int column)
{
    const struct table *t = schema_table(kind);
    const uint32_t *cells;
    uint32_t translated = 0, place = 0;

    if (catalog->language < 0)
        return 0;
    cells = tables_languages[catalog->language].cells[kind];
    if (!cells)
        return 0;
    for (int i = 0; i < t->column_count; i++) {
        if (!column_is_translated(&t->columns[i]))
            continue;
        if (i == column)
            place = translated;
        translated++;
    }
    return column_is_translated(&t->columns[column]) ? cells[(uint32_t)row * translated + place]
                                                     : 0;
}

/* The cell of the tables' own language. */
static uint32_t plain_cell(enum kind kind, int row, int column)
{
    return tables_kinds[kind].cells[(uint32_t)row * tables_kinds[kind].columns + (uint32_t)column];
}

const char *catalog_text(const struct catalog *catalog, enum kind kind, int row, enum field field)
{
    int column = tables_columns[kind][field];
    uint32_t at = column >= 0 && catalog ? translated_cell(catalog, kind, row, column) : 0;

    return column < 0 ? "" : pool_text(at ? at : plain_cell(kind, row, column));
}

struct texts catalog_list(const struct catalog *catalog, enum kind kind, int row, enum field field)
{
    int column = tables_columns[kind][field];
    uint32_t at = column >= 0 && catalog ? translated_cell(catalog, kind, row, column) : 0;

    if (at)
        return (struct texts){.at = &tables_languages[catalog->language].lists[at]};
    at = column < 0 ? 0 : plain_cell(kind, row, column);
    return (struct texts){.at = at ? &tables_kinds[kind].lists[at] : NULL};
}

const char *catalog_item(struct texts list, int i)
{
    if (list.strings)
        return i < list.count ? list.strings[i] : NULL;
    if (!list.at || list.at[i] == 0)
        return NULL;
    return pool_text(list.at[i]);
}

int catalog_word(enum kind kind, int row, enum field field)
{
    int column = tables_columns[kind][field];
    uint32_t value;

    if (column < 0)
        return -1;
    value = plain_cell(kind, row, column);
    return value == TABLES_NONE ? -1 : (int)value;
}

const char *catalog_ui(const struct catalog *catalog, const char *id)
{
    int row = catalog_find(KIND_UI, id, strlen(id));

    return row < 0 ? id : catalog_text(catalog, KIND_UI, row, FIELD_TEXT);
}

/* The label in that row of ui.rec; the name itself when it has none. */
static const char *label(const struct catalog *catalog, int row, const char *name)
{
    return row == TABLES_NONE ? name : catalog_text(catalog, KIND_UI, row, FIELD_TEXT);
}

const char *catalog_label(const struct catalog *catalog, enum field field)
{
    return label(catalog, tables_field_labels[field], field_name(field));
}

const char *catalog_word_label(const struct catalog *catalog, enum list list, int word)
{
    const char *name = word_name(list, word);

    if (!name)
        return "";
    if (list == LIST_CAUSE)
        return catalog_text(catalog, KIND_CAUSE, word, FIELD_NAME);
    return label(catalog, tables_word_labels[list][word], name);
}

/* Length of the language part of a locale name: up to '.', '@' or the end. */
static size_t locale_length(const char *name)
{
    return strcspn(name, ".@");
}

/* "zh_CN" and "zh-Hans" both begin with the language "zh". */
static size_t primary_length(const char *name, size_t n)
{
    size_t i = 0;

    while (i < n && name[i] != '-' && name[i] != '_')
        i++;
    return i;
}

bool catalog_open(struct catalog *catalog, const char *language)
{
    size_t n = locale_length(language), primary = primary_length(language, n);

    catalog->language = -1;
    if (ascii_equal(language, n, "C", 1) || ascii_equal(language, n, "POSIX", 5) ||
        ascii_equal(language, primary, "en", 2))
        return true;
    for (int i = 0; i < tables_language_count; i++) {
        const char *tag = tables_languages[i].tag;
        if (ascii_equal(language, n, tag, strlen(tag))) {
            catalog->language = i;
            return true;
        }
    }
    for (int i = 0; i < tables_language_count; i++) {
        const char *tag = tables_languages[i].tag;
        if (ascii_equal(language, primary, tag, primary_length(tag, strlen(tag)))) {
            catalog->language = i;
            return true;
        }
    }
    return false;
}

const char *catalog_language(int i)
{
    if (i == 0)
        return "en";
    return i > 0 && i <= tables_language_count ? tables_languages[i - 1].tag : NULL;
}

const char *catalog_tag(const struct catalog *catalog)
{
    return catalog_language(catalog->language + 1);
}

bool catalog_is_rtl(const struct catalog *catalog)
{
    static const char *const tags[] = {"ar", "fa", "he", "ps", "ur", "yi"};
    const char *tag = catalog_tag(catalog);
    size_t n = primary_length(tag, strlen(tag));

    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (ascii_equal(tag, n, tags[i], 2))
            return true;
    return false;
}

bool catalog_is_latin(const struct catalog *catalog)
{
    const char *word = catalog_label(catalog, FIELD_DESCRIPTION);
    uint32_t first = utf8_decode(word, strlen(word)).codepoint;

    return first < 0x250 || (first >= 0x1e00 && first < 0x1f00);
}
