#include "schema.h"

#include <string.h>

/* clang-format off */
#define KEY(f) {FIELD_##f, TYPE_KEY, 0, true}
#define TEXT(f) {FIELD_##f, TYPE_TEXT, 0, true}
#define LIST(f) {FIELD_##f, TYPE_LIST, 0, true}
#define PLAIN(f) {FIELD_##f, TYPE_PLAIN, 0, true}
#define LINES(f) {FIELD_##f, TYPE_LINES, 0, true}
#define WORD(f, l) {FIELD_##f, TYPE_WORD, LIST_##l, true}
#define WORDS(f, l) {FIELD_##f, TYPE_WORDS, LIST_##l, true}
#define MAYBE_LIST(f) {FIELD_##f, TYPE_LIST, 0, false}
#define MAYBE_PLAIN(f) {FIELD_##f, TYPE_PLAIN, 0, false}
#define MAYBE_LINES(f) {FIELD_##f, TYPE_LINES, 0, false}
#define MAYBE_WORD(f, l) {FIELD_##f, TYPE_WORD, LIST_##l, false}
#define REFS(f, k) {FIELD_##f, TYPE_REFS, KIND_##k, true}
#define MAYBE_REFS(f, k) {FIELD_##f, TYPE_REFS, KIND_##k, false}
/* clang-format on */

static const struct column reply_columns[] = {
    KEY(CODE),
    TEXT(NAME),
    WORD(STATUS, STATUS),
    WORD(CONFIDENCE, CONFIDENCE),
    WORD(CAUSE, CAUSE),
    WORD(FIXER, FIXER),
    WORD(RETRY, RETRY),
    MAYBE_WORD(CLOSES, CLOSES),
    WORDS(COMMANDS, VERB),
    TEXT(DESCRIPTION),
    LIST(WHEN),
    LIST(FIX),
    TEXT(USE),
    MAYBE_REFS(ENHANCED_CODES, ENHANCED),
    REFS(RELATED, REPLY),
    MAYBE_PLAIN(READS_LIKE),
    MAYBE_LINES(EXAMPLE),
    LINES(SOURCE),
    MAYBE_LIST(NOTE),
};

static const struct column enhanced_columns[] = {
    KEY(CODE),
    TEXT(NAME),
    WORD(CAUSE, CAUSE),
    WORD(FIXER, FIXER),
    WORD(RETRY, RETRY),
    MAYBE_WORD(CAUSE_4, CAUSE),
    MAYBE_WORD(FIXER_4, FIXER),
    MAYBE_WORD(RETRY_4, RETRY),
    MAYBE_PLAIN(CLASSES),
    MAYBE_PLAIN(CODES),
    TEXT(DESCRIPTION),
    LIST(WHEN),
    LIST(FIX),
    TEXT(USE),
    REFS(RELATED, ENHANCED),
    MAYBE_LINES(EXAMPLE),
    LINES(SOURCE),
    MAYBE_LIST(NOTE),
};

static const struct column category_columns[] = {
    KEY(ID),
    WORD(KIND, DIGIT),
    TEXT(NAME),
    MAYBE_WORD(CAUSE, CAUSE),
    MAYBE_WORD(FIXER, FIXER),
    MAYBE_WORD(RETRY, RETRY),
    TEXT(DESCRIPTION),
    MAYBE_LIST(WHEN),
    LIST(FIX),
    LINES(SOURCE),
};

static const struct column cause_columns[] = {
    KEY(CAUSE),
    TEXT(NAME),
    WORD(FIXER, FIXER),
    WORD(RETRY, RETRY),
    TEXT(DESCRIPTION),
    TEXT(NOT),
    LIST(WHEN),
    LIST(FIX),
    MAYBE_REFS(CODES, REPLY),
    MAYBE_REFS(ENHANCED_CODES, ENHANCED),
    REFS(RELATED, CAUSE),
    MAYBE_LINES(SOURCE),
};

static const struct column command_columns[] = {
    KEY(COMMAND),      TEXT(NAME), WORD(STATUS, STATUS), PLAIN(SYNTAX),
    TEXT(DESCRIPTION), LIST(FIX),  MAYBE_LINES(EXAMPLE), LINES(SOURCE),
};

static const struct column answer_columns[] = {
    KEY(ANSWER),
    WORD(KIND, OUTCOME),
    TEXT(WHEN),
    LINES(SOURCE),
};

static const struct column keyword_columns[] = {
    KEY(KEYWORD),           TEXT(NAME),       WORD(STATUS, STATUS),
    MAYBE_LIST(PARAMETERS), MAYBE_LIST(ADDS), MAYBE_REFS(CODES, REPLY),
    TEXT(DESCRIPTION),      LIST(FIX),        MAYBE_LINES(EXAMPLE),
    LINES(SOURCE),
};

static const struct column pair_columns[] = {
    KEY(PAIR), TEXT(INTRODUCTION), LIST(DIFFERENCE), LIST(CHOOSE), LINES(SOURCE),
};

static const struct column rule_columns[] = {
    KEY(ID),
    PLAIN(PROVIDER),
    LINES(PHRASE),
    MAYBE_PLAIN(CODES),
    MAYBE_PLAIN(ENHANCED_CODES),
    WORD(CAUSE, CAUSE),
    WORD(FIXER, FIXER),
    WORD(RETRY, RETRY),
    TEXT(WHY),
    LIST(FIX),
    LINES(REFERENCE),
    LINES(EXAMPLE),
};

static const struct column ui_columns[] = {
    KEY(ID),
    TEXT(TEXT),
};

#define TABLE(name, file, sorted, columns)                                                         \
    {                                                                                              \
        name, file, sorted, (int)(sizeof(columns) / sizeof *(columns)), columns                    \
    }

static const struct table tables[KIND_COUNT] = {
    [KIND_REPLY] = TABLE("reply", "replies.rec", true, reply_columns),
    [KIND_ENHANCED] = TABLE("enhanced", "enhanced.rec", true, enhanced_columns),
    [KIND_CATEGORY] = TABLE("category", "categories.rec", false, category_columns),
    [KIND_CAUSE] = TABLE("cause", "causes.rec", false, cause_columns),
    [KIND_COMMAND] = TABLE("command", "commands.rec", false, command_columns),
    [KIND_ANSWER] = TABLE("answer", "commands.rec", false, answer_columns),
    [KIND_KEYWORD] = TABLE("keyword", "keywords.rec", true, keyword_columns),
    [KIND_PAIR] = TABLE("pair", "pairs.rec", true, pair_columns),
    [KIND_RULE] = TABLE("rule", "rules.rec", true, rule_columns),
    [KIND_UI] = TABLE("ui", "ui.rec", true, ui_columns),
};

#define FIELD_STRING(id, name) name,
static const char *const field_names[FIELD_COUNT] = {FIELD_NAMES(FIELD_STRING)};

const struct table *schema_table(enum kind kind)
{
    return &tables[kind];
}

int schema_kind(const char *name, size_t n)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (strlen(tables[k].name) == n && memcmp(tables[k].name, name, n) == 0)
            return k;
    return -1;
}

const char *field_name(enum field field)
{
    return field_names[field];
}

int field_find(const char *name, size_t n)
{
    for (int f = 0; f < FIELD_COUNT; f++)
        if (strlen(field_names[f]) == n && memcmp(field_names[f], name, n) == 0)
            return f;
    return -1;
}

int schema_column(enum kind kind, enum field field)
{
    for (int c = 0; c < tables[kind].column_count; c++)
        if (tables[kind].columns[c].field == field)
            return c;
    return -1;
}

bool column_is_translated(const struct column *column)
{
    return column->type == TYPE_TEXT || column->type == TYPE_LIST;
}

bool column_is_repeated(const struct column *column)
{
    return column->type == TYPE_LIST || column->type == TYPE_LINES;
}
