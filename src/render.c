#include "render.h"

#include "ascii.h"
#include "redact.h"
#include "show.h"

#include <string.h>

static const struct format *const formats[] = {&render_text, &render_json, &render_tsv};

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
    const char *command = word_name(LIST_VERB, verb);
    size_t n = strlen(command);
    bool first = true;

    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *key = catalog_key(KIND_ANSWER, i);
        if (strncmp(key, command, n) != 0 || key[n] != ' ')
            continue;
        out_text(page->out, first ? "" : separator);
        out_text(page->out, key + n + 1);
        first = false;
    }
}

static void write_span(struct page *page, const struct item *item)
{
    size_t n = item->length;
    const char *text = render_input(page, item->text, &n);

    show_text(page->out, text, n, page->term->ascii);
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
    static char redacted[RENDER_REDACTED];

    if (!page->redact || !text)
        return text;
    *n = redact(text, *n, redacted, sizeof redacted);
    return redacted;
}
