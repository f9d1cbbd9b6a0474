/* smtpcode list: the tables, one line a row. */
#include "command.h"

#include "explain.h"
#include "message.h"
#include "show.h"
#include "suggest.h"

#include <string.h>

static const enum field code_fields[] = {FIELD_CODE,  FIELD_STATUS, FIELD_CAUSE,
                                         FIELD_FIXER, FIELD_RETRY,  FIELD_NAME};
static const enum field enhanced_fields[] = {FIELD_CODE, FIELD_CAUSE, FIELD_FIXER, FIELD_RETRY,
                                             FIELD_NAME};
static const enum field keyword_fields[] = {FIELD_KEYWORD, FIELD_STATUS, FIELD_NAME};
static const enum field cause_fields[] = {FIELD_CAUSE, FIELD_FIXER, FIELD_RETRY, FIELD_NAME};
static const enum field command_fields[] = {FIELD_COMMAND, FIELD_STATUS, FIELD_NAME};
static const enum field rule_fields[] = {FIELD_ID, FIELD_PROVIDER, FIELD_CAUSE, FIELD_FIXER,
                                         FIELD_RETRY};

#define LAYOUT(fields)                                                                             \
    {                                                                                              \
        fields, (int)(sizeof(fields) / sizeof *(fields)),                                          \
        {                                                                                          \
            0                                                                                      \
        }                                                                                          \
    }

static const struct {
    const char *name;
    enum kind kind;
    struct layout layout;
    unsigned filters; /* options that make sense with it */
} tables[] = {
    {"codes", KIND_REPLY, LAYOUT(code_fields),
     1u << OPTION_CLASS | 1u << OPTION_STATUS | 1u << OPTION_COMMAND | 1u << OPTION_CAUSE},
    {"enhanced", KIND_ENHANCED, LAYOUT(enhanced_fields), 1u << OPTION_CLASS | 1u << OPTION_CAUSE},
    {"keywords", KIND_KEYWORD, LAYOUT(keyword_fields), 1u << OPTION_STATUS},
    {"causes", KIND_CAUSE, LAYOUT(cause_fields), 1u << OPTION_CAUSE},
    {"commands", KIND_COMMAND, LAYOUT(command_fields), 1u << OPTION_STATUS | 1u << OPTION_COMMAND},
    {"rules", KIND_RULE, LAYOUT(rule_fields), 1u << OPTION_CLASS | 1u << OPTION_CAUSE},
};

enum { TABLE_COUNT = sizeof tables / sizeof *tables };

/* All filters. */
enum {
    FILTERS = 1u << OPTION_CLASS | 1u << OPTION_STATUS | 1u << OPTION_COMMAND | 1u << OPTION_CAUSE
};

static int find_table(const char *name)
{
    for (int i = 0; i < TABLE_COUNT; i++)
        if (strcmp(tables[i].name, name) == 0)
            return i;
    return -1;
}

static int complain_table(const struct catalog *catalog, const char *name)
{
    struct suggestion best = suggest_init(name, strlen(name));
    char text[OPTIONS_MESSAGE];
    struct message m = message_say(text, sizeof text, catalog, "error-unknown");

    for (int i = 0; i < TABLE_COUNT; i++)
        suggest_try(&best, tables[i].name);
    message_word(&m, "list");
    message_fill(&m);
    message_quote(&m, name, strlen(name));
    message_suggest(&m, "", best.word);
    for (int i = 0; i < TABLE_COUNT && !best.word; i++) {
        message_add(&m, i == 0 ? " (" : " ");
        message_add(&m, tables[i].name);
        message_add(&m, i + 1 < TABLE_COUNT ? "" : ")");
    }
    message_print(text);
    return EXIT_TROUBLE;
}

static int check_filters(const struct options *o, int table)
{
    unsigned wrong = o->given & FILTERS & ~tables[table].filters;

    for (int i = 0; wrong && options_table(i); i++) {
        const struct option *option = options_table(i);
        char text[OPTIONS_MESSAGE];
        struct message m;

        if (!(wrong >> option->id & 1))
            continue;
        m = message_say(text, sizeof text, &o->catalog, "error-not-with");
        message_add(&m, option->name);
        message_fill(&m);
        message_add(&m, "list ");
        message_add(&m, tables[table].name);
        message_fill(&m);
        message_print(text);
        return -1;
    }
    return 0;
}

static bool has_word(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = words; *p;) {
        size_t len = strcspn(p, " ");
        if (len == n && memcmp(p, word, n) == 0)
            return true;
        p += len + (p[len] == ' ');
    }
    return false;
}

/* Whether a code is an answer to a command, by either table. */
static bool answers(const char *code, const char *commands, int verb)
{
    const char *name = word_name(LIST_VERB, verb);

    return has_word(commands, name) || catalog_has_answer(name, code_parse(code, 3));
}

static bool class_fits(enum kind kind, int row, int class)
{
    const char *key = catalog_key(kind, row), *classes;

    if (class < 0)
        return true;
    if (kind == KIND_REPLY)
        return key[0] == '0' + class;
    classes = kind == KIND_ENHANCED ? catalog_text(NULL, kind, row, FIELD_CLASSES)
                                    : catalog_text(NULL, kind, row, FIELD_CODES);
    if (!*classes)
        return true;
    for (const char *p = classes; *p; p++)
        if (*p == '0' + class && (p == classes || p[-1] == ' ')) /* the first digit of a code */
            return true;
    return false;
}

static bool fits(const struct options *o, enum kind kind, int row)
{
    if (!class_fits(kind, row, o->class))
        return false;
    if (o->status >= 0 && catalog_word(kind, row, FIELD_STATUS) != o->status)
        return false;
    if (o->cause >= 0 && kind == KIND_CAUSE && row != o->cause)
        return false;
    if (o->cause >= 0 && kind != KIND_CAUSE && catalog_word(kind, row, FIELD_CAUSE) != o->cause)
        return false;
    if (o->command >= 0 && kind == KIND_COMMAND)
        return strcmp(catalog_key(kind, row), word_name(LIST_VERB, o->command)) == 0;
    if (o->command >= 0)
        return answers(catalog_key(kind, row), catalog_text(NULL, kind, row, FIELD_COMMANDS),
                       o->command);
    return true;
}

/* The record of a row as tables show it: reply codes as numbers. */
static void row_record(struct record *record, struct run *run, enum kind kind, int row)
{
    explain_row(record, run->page->catalog, kind, row);
    if (kind == KIND_REPLY) {
        int code = code_parse(catalog_key(kind, row), 3);
        struct item *item = &record->items[0];

        record->severity = code / 100;
        item->shape = SHAPE_NUMBER;
        item->number = code;
    }
}

static void measure(struct layout *layout, const struct record *record)
{
    for (int i = 0; i + 1 < layout->count; i++) {
        const struct item *item = record_item(record, layout->fields[i]);
        size_t n = 1;

        if (item && item->shape == SHAPE_WORD)
            n = strlen(word_name(item->of, (int)item->number));
        else if (item && item->shape == SHAPE_NUMBER)
            n = 3;
        else if (item && item->shape != SHAPE_NULL)
            n = show_columns(item->text, item->length, false);
        if ((int)n > layout->widths[i])
            layout->widths[i] = (int)n;
    }
}

/* Neither a table nor a filter is named, and the format can show all tables at once. */
static bool wants_catalog(const struct run *run)
{
    const struct options *o = run->options;

    return run->page->format->section && o->operand_count == 0 && o->field < 0 &&
           !(o->given & FILTERS);
}

/* Codes, commands and causes are explained as they are when somebody asks for them. */
static void entry_record(struct record *record, const struct catalog *catalog, enum kind kind,
                         int row)
{
    const char *key = catalog_key(kind, row);
    struct thing thing;

    if (kind != KIND_REPLY && kind != KIND_ENHANCED && kind != KIND_COMMAND) {
        explain_row(record, catalog, kind, row);
        return;
    }
    thing_parse(key, strlen(key), &thing);
    explain_thing(record, catalog, &thing);
}

static void show_catalog(struct page *page)
{
    static const enum kind kinds[] = {KIND_REPLY,   KIND_ENHANCED, KIND_CAUSE, KIND_COMMAND,
                                      KIND_KEYWORD, KIND_PAIR,     KIND_RULE};
    static struct record record;

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        page->format->section(page, kinds[k]);
        for (int row = 0; row < catalog_count(kinds[k]); row++) {
            entry_record(&record, page->catalog, kinds[k], row);
            page->format->entry(page, kinds[k], row, &record);
        }
    }
}

int cmd_list(struct run *run)
{
    const struct options *o = run->options;
    int table = o->operand_count > 0 ? find_table(o->operands[0]) : 0;
    struct layout layout;
    struct record record;
    bool found = false;

    if (table < 0)
        return complain_table(run->page->catalog, o->operands[0]);
    if (o->operand_count > 1) {
        message_tell(run->page->catalog, "error-list-one");
        return EXIT_TROUBLE;
    }
    if (check_filters(o, table))
        return EXIT_TROUBLE;
    if (wants_catalog(run)) {
        show_catalog(run->page);
        return EXIT_FOUND;
    }
    layout = tables[table].layout;
    for (int row = 0; row < catalog_count(tables[table].kind); row++)
        if (fits(o, tables[table].kind, row)) {
            row_record(&record, run, tables[table].kind, row);
            measure(&layout, &record);
        }
    if (o->field < 0)
        render_head(run->page, &layout);
    for (int row = 0; row < catalog_count(tables[table].kind); row++) {
        if (!fits(o, tables[table].kind, row))
            continue;
        row_record(&record, run, tables[table].kind, row);
        if (o->field >= 0)
            render_field(run->page, &record, (enum field)o->field);
        else
            render_row(run->page, &layout, &record);
        found = true;
    }
    return found ? EXIT_FOUND : EXIT_NOT_FOUND;
}
