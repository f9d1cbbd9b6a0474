#include "render.h"

#include "ascii.h"
#include "redact.h"
#include "show.h"
#include "utf8.h"

#include <string.h>

static const struct format *const formats[] = {&render_text, &render_json, &render_tsv,
                                               &render_markdown, &render_html};

const struct format *render_find(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (ascii_equal(name, n, formats[i]->name, strlen(formats[i]->name)))
            return formats[i];
    return NULL;
}

const char *render_name(int i)
{
    return i >= 0 && (size_t)i < sizeof formats / sizeof *formats ? formats[i]->name : NULL;
}

void render_record(struct page *page, const struct record *record)
{
    page->format->record(page, record);
    page->printed++;
}

void render_compare(struct page *page, const struct comparison *comparison)
{
    page->format->compare(page, comparison);
    page->printed++;
}

void render_head(struct page *page, const struct layout *layout)
{
    page->format->head(page, layout);
}

void render_row(struct page *page, const struct layout *layout, const struct record *record)
{
    page->format->row(page, layout, record);
    page->printed++;
}

static void write_list(struct page *page, struct texts list, const char *separator)
{
    const char *text;

    for (int i = 0; (text = catalog_item(list, i)) != NULL; i++) {
        out_text(page->out, i ? separator : "");
        show_text(page->out, text, strlen(text), page->term->ascii);
    }
}

static void write_words(struct page *page, const struct item *item, const char *separator)
{
    bool first = true;

    for (int w = 0; w < word_count(item->of); w++)
        if (item->number >> w & 1) {
            out_text(page->out, first ? "" : separator);
            out_text(page->out, word_name(item->of, w));
            first = false;
        }
}

static void write_answers(struct page *page, int verb, const char *separator)
{
    bool first = true;

    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *code = catalog_answer(verb, i);

        if (!code)
            continue;
        out_text(page->out, first ? "" : separator);
        out_text(page->out, code);
        first = false;
    }
}

static void write_span(struct page *page, const struct item *item)
{
    size_t n = item->length;
    const char *text = render_input(page, item->text, &n);

    show_text(page->out, text, n, page->term->ascii);
}

void render_escaped(struct out *out, const char *s, size_t n, render_special *special)
{
    for (size_t i = 0; i < n;) {
        struct utf8 c = utf8_decode(s + i, n - i);

        if (!c.valid)
            out_text(out, "\xef\xbf\xbd");
        else if (utf8_is_unsafe(c.codepoint))
            out_char(out, ' ');
        else if (!special(out, c.codepoint))
            out_bytes(out, s + i, c.length);
        i += c.length;
    }
}

void render_value(struct page *page, const struct item *item, const char *separator)
{
    if (!item)
        return;
    switch (item->shape) {
    case SHAPE_NULL:
        break;
    case SHAPE_SPAN:
        write_span(page, item);
        break;
    case SHAPE_TEXT:
    case SHAPE_PLAIN:
    case SHAPE_REFS:
        show_text(page->out, item->text, item->length, page->term->ascii);
        break;
    case SHAPE_LIST:
    case SHAPE_LINES:
        write_list(page, item->list, separator);
        break;
    case SHAPE_WORD:
        out_text(page->out, word_name(item->of, (int)item->number));
        break;
    case SHAPE_WORDS:
        write_words(page, item, separator);
        break;
    case SHAPE_NUMBER:
        out_number(page->out, (unsigned long long)item->number);
        break;
    case SHAPE_ANSWERS:
        write_answers(page, (int)item->number, separator);
        break;
    }
}

void render_field(struct page *page, const struct record *record, enum field field)
{
    const struct item *item = record_item(record, field);

    if (!item || item->shape == SHAPE_NULL)
        out_text(page->out, "-");
    else
        render_value(page, item, "\n");
    out_char(page->out, '\n');
}

const char *render_input(struct page *page, const char *text, size_t *n)
{
    static char shared[RENDER_REDACTED];
    char *redacted = page->redacted ? page->redacted : shared;

    if (!page->redact || !text)
        return text;
    *n = redact(text, *n, redacted, RENDER_REDACTED);
    return redacted;
}

/* Where a field stands on a page for people. */
static const unsigned char places[FIELD_COUNT] = {
    [FIELD_STATUS] = PLACE_FACT,         [FIELD_SEVERITY] = PLACE_FACT,
    [FIELD_CATEGORY] = PLACE_FACT,       [FIELD_SUBJECT] = PLACE_FACT,
    [FIELD_CAUSE] = PLACE_FACT,          [FIELD_FIXER] = PLACE_FACT,
    [FIELD_RETRY] = PLACE_FACT,          [FIELD_PROOF] = PLACE_FACT,
    [FIELD_RULE] = PLACE_FACT,           [FIELD_PROVIDER] = PLACE_FACT,
    [FIELD_MATCH] = PLACE_FACT,          [FIELD_CLOSES] = PLACE_FACT,
    [FIELD_COMMANDS] = PLACE_FACT,       [FIELD_LEGAL] = PLACE_FACT,
    [FIELD_CLASSES] = PLACE_FACT,        [FIELD_CODE_NAME] = PLACE_FACT,
    [FIELD_ENHANCED_NAME] = PLACE_FACT,  [FIELD_READS_LIKE] = PLACE_FACT,
    [FIELD_SYNTAX] = PLACE_FACT,         [FIELD_KEYWORD] = PLACE_FACT,
    [FIELD_WARNINGS] = PLACE_SECTION,    [FIELD_TEXT] = PLACE_FACT,
    [FIELD_PHRASE] = PLACE_SECTION,      [FIELD_WHY] = PLACE_SECTION,
    [FIELD_DESCRIPTION] = PLACE_SECTION, [FIELD_NOT] = PLACE_SECTION,
    [FIELD_WHEN] = PLACE_SECTION,        [FIELD_FIX] = PLACE_SECTION,
    [FIELD_USE] = PLACE_SECTION,         [FIELD_ANSWERS] = PLACE_SECTION,
    [FIELD_PARAMETERS] = PLACE_SECTION,  [FIELD_ADDS] = PLACE_SECTION,
    [FIELD_EXAMPLE] = PLACE_SECTION,     [FIELD_NOTE] = PLACE_SECTION,
    [FIELD_CODES] = PLACE_TAIL,          [FIELD_ENHANCED_CODES] = PLACE_TAIL,
    [FIELD_RELATED] = PLACE_TAIL,        [FIELD_NEAR] = PLACE_TAIL,
    [FIELD_SOURCE] = PLACE_TAIL,         [FIELD_REFERENCE] = PLACE_TAIL,
};

enum place render_place(enum field field)
{
    return (enum place)places[field];
}

const char *render_list_item(struct texts list, int i)
{
    static const char mark[] = "none: ";
    const char *text = catalog_item(list, i);

    return text && strncmp(text, mark, sizeof mark - 1) == 0 ? text + sizeof mark - 1 : text;
}

bool render_is_empty(const struct item *item)
{
    if (!item || item->shape == SHAPE_NULL)
        return true;
    if (item->shape == SHAPE_LIST || item->shape == SHAPE_LINES)
        return !catalog_item(item->list, 0);
    if (item->shape == SHAPE_WORDS)
        return item->number == 0;
    return item->text && item->length == 0;
}

static size_t item_columns(struct page *page, const struct item *item)
{
    return item->shape == SHAPE_NUMBER ? 3
                                       : show_columns(item->text, item->length, page->term->ascii);
}

size_t render_subject(struct page *page, const struct record *r)
{
    static const enum field keys[] = {FIELD_CODE, FIELD_ENHANCED, FIELD_COMMAND, FIELD_ID};
    const struct item *thing = record_item(r, FIELD_THING);
    size_t used = 0, length;
    const char *text;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct item *item = record_item(r, keys[i]);

        if (render_is_empty(item) || item->shape == SHAPE_WORD)
            continue;
        if (used > 0)
            out_char(page->out, ' ');
        render_value(page, item, " ");
        used += item_columns(page, item) + (used > 0);
    }
    if (used > 0 || render_is_empty(thing))
        return used;
    length = thing->length;
    text = render_input(page, thing->text, &length);
    return show_cut(page->out, text, length, (size_t)page->term->width, page->term->ascii);
}

void render_end(struct page *page)
{
    if (page->begun && page->format->end)
        page->format->end(page);
}
