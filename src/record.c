#include "record.h"

#include <string.h>

void record_init(struct record *record, const struct catalog *catalog, const char *kind)
{
    record->catalog = catalog;
    record->kind = kind;
    record->known = true;
    record->severity = 0;
    record->count = 0;
    record->scratch_used = 0;
}

static struct item *add(struct record *record, enum field field, enum shape shape)
{
    static struct item overflow;
    struct item *item;

    if (record->count == RECORD_ITEMS)
        return &overflow;
    item = &record->items[record->count++];
    *item = (struct item){.field = field, .shape = shape};
    return item;
}

static void add_bytes(struct record *record, enum field field, enum shape shape, const char *text,
                      size_t n)
{
    struct item *item = add(record, field, text ? shape : SHAPE_NULL);

    item->text = text;
    item->length = n;
}

void record_null(struct record *record, enum field field)
{
    add(record, field, SHAPE_NULL);
}

static void add_string(struct record *record, enum field field, enum shape shape, const char *text)
{
    if (text && *text)
        add_bytes(record, field, shape, text, strlen(text));
    else
        record_null(record, field);
}

void record_text(struct record *record, enum field field, const char *text)
{
    add_string(record, field, SHAPE_TEXT, text);
}

void record_refs(struct record *record, enum field field, const char *refs)
{
    if (refs && *refs)
        add_bytes(record, field, SHAPE_REFS, refs, strlen(refs));
    else
        add_bytes(record, field, SHAPE_REFS, "", 0);
}

void record_plain(struct record *record, enum field field, const char *text)
{
    add_string(record, field, SHAPE_PLAIN, text);
}

void record_span(struct record *record, enum field field, const char *text, size_t n)
{
    add_bytes(record, field, SHAPE_SPAN, text, n);
}

void record_list(struct record *record, enum field field, struct texts list)
{
    add(record, field, SHAPE_LIST)->list = list;
}

void record_lines(struct record *record, enum field field, struct texts list)
{
    add(record, field, SHAPE_LINES)->list = list;
}

void record_word(struct record *record, enum field field, enum list of, int word)
{
    struct item *item = add(record, field, word < 0 ? SHAPE_NULL : SHAPE_WORD);

    item->of = of;
    item->number = word;
}

void record_words(struct record *record, enum field field, enum list of, unsigned long set)
{
    struct item *item = add(record, field, SHAPE_WORDS);

    item->of = of;
    item->number = (long)set;
}

void record_number(struct record *record, enum field field, long number)
{
    add(record, field, SHAPE_NUMBER)->number = number;
}

void record_answers(struct record *record, enum field field, int verb)
{
    add(record, field, SHAPE_ANSWERS)->number = verb;
}

const char *record_keep(struct record *record, const char *text, size_t n)
{
    char *at = record->scratch + record->scratch_used;
    size_t room = RECORD_SCRATCH - record->scratch_used - 1;

    if (n > room)
        n = room;
    memcpy(at, text, n);
    at[n] = '\0';
    if (n < room)
        record->scratch_used += n + 1;
    return at;
}

const struct item *record_item(const struct record *record, enum field field)
{
    for (int i = 0; i < record->count; i++)
        if (record->items[i].field == field)
            return &record->items[i];
    return NULL;
}
