/*
 * JSON (RFC 8259): one object a line, keys in snake_case, UTF-8 always valid,
 * absent values null.
 */
#include "render.h"

#include "ascii.h"
#include "rules.h"
#include "stock.h"
#include "utf8.h"

#include <string.h>

static void write_escape(struct out *out, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";

    switch (c) {
    case '"':
        out_text(out, "\\\"");
        break;
    case '\\':
        out_text(out, "\\\\");
        break;
    case '\n':
        out_text(out, "\\n");
        break;
    case '\r':
        out_text(out, "\\r");
        break;
    case '\t':
        out_text(out, "\\t");
        break;
    default:
        if (c > 0xffff) {
            write_escape(out, 0xd800 + ((c - 0x10000) >> 10));
            write_escape(out, 0xdc00 + (c & 0x3ff));
            return;
        }
        out_text(out, "\\u");
        for (int shift = 12; shift >= 0; shift -= 4)
            out_char(out, hex[c >> shift & 15]);
    }
}

/* Quotes n bytes; bytes that are not UTF-8 become U+FFFD, controls are escaped. */
static void write_string(struct out *out, const char *s, size_t n)
{
    out_char(out, '"');
    for (size_t i = 0; i < n;) {
        size_t run = ascii_printable(s + i, n - i, '"', '\\');
        struct utf8 c;

        out_bytes(out, s + i, run);
        i += run;
        if (i == n)
            break;
        c = utf8_decode(s + i, n - i);

        if (!c.valid)
            out_text(out, "\xef\xbf\xbd");
        else if (c.codepoint == '"' || c.codepoint == '\\' || utf8_is_unsafe(c.codepoint))
            write_escape(out, c.codepoint);
        else
            out_bytes(out, s + i, c.length);
        i += c.length;
    }
    out_char(out, '"');
}

static void write_text(struct out *out, const char *s)
{
    write_string(out, s, strlen(s));
}

static void write_key(struct out *out, bool *first, const char *key)
{
    if (!*first)
        out_text(out, ", ");
    *first = false;
    write_text(out, key);
    out_text(out, ": ");
}

static void write_texts(struct out *out, struct texts list)
{
    const char *text;

    out_char(out, '[');
    for (int i = 0; (text = catalog_item(list, i)) != NULL; i++) {
        out_text(out, i ? ", " : "");
        write_text(out, text);
    }
    out_char(out, ']');
}

/* Blank-separated keys as an array of strings. */
static void write_refs(struct out *out, const char *refs, size_t n)
{
    bool first = true;

    out_char(out, '[');
    while (n > 0) {
        const char *blank = memchr(refs, ' ', n);
        size_t len = blank ? (size_t)(blank - refs) : n;

        if (len > 0) {
            out_text(out, first ? "" : ", ");
            write_string(out, refs, len);
            first = false;
        }
        refs += blank ? len + 1 : len;
        n -= blank ? len + 1 : len;
    }
    out_char(out, ']');
}

static void write_words(struct out *out, const struct item *item)
{
    bool first = true;

    out_char(out, '[');
    for (int w = 0; w < word_count(item->of); w++)
        if (item->number >> w & 1) {
            out_text(out, first ? "" : ", ");
            write_text(out, word_name(item->of, w));
            first = false;
        }
    out_char(out, ']');
}

static void write_answer(struct page *page, int row, const char *code)
{
    struct out *out = page->out;
    bool first = true;

    out_char(out, '{');
    write_key(out, &first, "code");
    out_text(out, code);
    write_key(out, &first, "kind");
    write_text(out, word_name(LIST_OUTCOME, catalog_word(KIND_ANSWER, row, FIELD_KIND)));
    write_key(out, &first, "when");
    write_text(out, catalog_text(page->catalog, KIND_ANSWER, row, FIELD_WHEN));
    write_key(out, &first, "source");
    write_texts(out, catalog_list(page->catalog, KIND_ANSWER, row, FIELD_SOURCE));
    out_char(out, '}');
}

static void write_answers(struct page *page, int verb)
{
    bool first = true;

    out_char(page->out, '[');
    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *code = catalog_answer(verb, i);

        if (!code)
            continue;
        out_text(page->out, first ? "" : ", ");
        write_answer(page, i, code);
        first = false;
    }
    out_char(page->out, ']');
}

/* Bytes of the input, redacted when that is wanted. */
static void write_input(struct page *page, const char *s, size_t n)
{
    const char *text = render_input(page, s, &n);

    write_string(page->out, text, n);
}

static void write_value(struct page *page, const struct item *item)
{
    struct out *out = page->out;

    switch (item ? item->shape : SHAPE_NULL) {
    case SHAPE_NULL:
        out_text(out, "null");
        break;
    case SHAPE_TEXT:
    case SHAPE_PLAIN:
        write_string(out, item->text, item->length);
        break;
    case SHAPE_SPAN:
        write_input(page, item->text, item->length);
        break;
    case SHAPE_LIST:
    case SHAPE_LINES:
        write_texts(out, item->list);
        break;
    case SHAPE_REFS:
        write_refs(out, item->text, item->length);
        break;
    case SHAPE_WORD:
        write_text(out, word_name(item->of, (int)item->number));
        break;
    case SHAPE_WORDS:
        write_words(out, item);
        break;
    case SHAPE_NUMBER:
        out_number(out, (unsigned long long)item->number);
        break;
    case SHAPE_ANSWERS:
        write_answers(page, (int)item->number);
        break;
    }
}

static void write_record(struct page *page, const struct record *record)
{
    bool first = true;

    out_char(page->out, '{');
    write_key(page->out, &first, "schema");
    write_text(page->out, "smtpcode/1");
    write_key(page->out, &first, "kind");
    write_text(page->out, record->kind);
    for (int i = 0; i < record->count; i++) {
        if (record->items[i].field == FIELD_KIND)
            continue;
        write_key(page->out, &first, field_name(record->items[i].field));
        write_value(page, &record->items[i]);
    }
    out_char(page->out, '}');
}

static void json_record(struct page *page, const struct record *record)
{
    write_record(page, record);
    out_char(page->out, '\n');
}

static void write_same(struct page *page, const struct comparison *c)
{
    enum field field;
    bool first = true;

    out_char(page->out, '{');
    for (int i = 0; compare_attribute(i, &field); i++) {
        if (!compare_is_same(c, field) || !compare_item(c, 0, field))
            continue;
        write_key(page->out, &first, field_name(field));
        write_value(page, compare_item(c, 0, field));
    }
    out_char(page->out, '}');
}

static void write_different(struct page *page, const struct comparison *c)
{
    enum field field;
    bool first = true;

    out_char(page->out, '{');
    for (int i = 0; compare_attribute(i, &field); i++) {
        if (compare_is_same(c, field))
            continue;
        write_key(page->out, &first, field_name(field));
        out_char(page->out, '[');
        for (int t = 0; t < c->count; t++) {
            out_text(page->out, t ? ", " : "");
            write_value(page, compare_item(c, t, field));
        }
        out_char(page->out, ']');
    }
    out_char(page->out, '}');
}

static void write_choices(struct page *page, const struct comparison *c)
{
    struct out *out = page->out;

    out_char(out, '[');
    for (int i = 0; i < c->choice_count; i++) {
        bool first = true;

        out_text(out, i ? ", {" : "{");
        write_key(out, &first, "thing");
        write_text(out, c->choices[i].thing);
        write_key(out, &first, "text");
        write_text(out, c->choices[i].text);
        out_char(out, '}');
    }
    out_char(out, ']');
}

static void json_compare(struct page *page, const struct comparison *c)
{
    struct out *out = page->out;
    bool first = true;

    out_char(out, '{');
    write_key(out, &first, "schema");
    write_text(out, "smtpcode/1");
    write_key(out, &first, "kind");
    write_text(out, "comparison");
    write_key(out, &first, field_name(FIELD_INTRODUCTION));
    write_text(out, c->introduction);
    write_key(out, &first, field_name(FIELD_THINGS));
    out_char(out, '[');
    for (int i = 0; i < c->count; i++) {
        out_text(out, i ? ", " : "");
        write_record(page, &c->things[i]);
    }
    out_char(out, ']');
    write_key(out, &first, field_name(FIELD_SAME));
    write_same(page, c);
    write_key(out, &first, field_name(FIELD_DIFFERENT));
    write_different(page, c);
    write_key(out, &first, field_name(FIELD_DIFFERENCE));
    out_char(out, '[');
    for (int i = 0; i < c->difference_count; i++) {
        out_text(out, i ? ", " : "");
        write_text(out, c->differences[i].text);
    }
    out_char(out, ']');
    write_key(out, &first, field_name(FIELD_CHOOSE));
    write_choices(page, c);
    out_text(out, "}\n");
}

static void json_head(struct page *page, const struct layout *layout)
{
    (void)page;
    (void)layout;
}

/* A row holds the fields of the table, in its order. */
static void json_row(struct page *page, const struct layout *layout, const struct record *record)
{
    bool first = true;

    out_char(page->out, '{');
    write_key(page->out, &first, "schema");
    write_text(page->out, "smtpcode/1");
    write_key(page->out, &first, "kind");
    write_text(page->out, record->kind);
    for (int i = 0; i < layout->count; i++) {
        if (layout->fields[i] == FIELD_KIND)
            continue;
        write_key(page->out, &first, field_name(layout->fields[i]));
        write_value(page, record_item(record, layout->fields[i]));
    }
    out_text(page->out, "}\n");
}

static void write_optional(struct out *out, const char *text)
{
    if (text)
        write_text(out, text);
    else
        out_text(out, "null");
}

static void write_warnings(struct out *out, unsigned long set)
{
    bool any = false;

    out_text(out, ", \"warnings\": [");
    for (int w = 0; set && w < WARNING_COUNT; w++)
        if (set >> w & 1) {
            out_text(out, any ? ", " : "");
            write_text(out, word_name(LIST_WARNING, w));
            any = true;
        }
    out_text(out, "], \"text\": ");
}

static void json_scan_head(struct page *page)
{
    (void)page;
}

static void write_file(struct page *page, const struct scanned *s)
{
    out_text(page->out, "{\"schema\": \"smtpcode/1\", \"file\": ");
    write_optional(page->out, s->file);
    out_text(page->out, ", \"line\": ");
}

static void write_verdict(struct page *page, const struct scanned *s)
{
    struct out *out = page->out;
    const struct found *f = s->found;
    const struct judgement *j = s->judgement;
    char status[STATUS_TEXT];

    out_text(out, ", \"code\": ");
    if (f->code >= 0)
        out_number(out, (unsigned long long)f->code);
    else
        out_text(out, "null");
    out_text(out, ", \"enhanced\": ");
    if (status_is_set(&f->status))
        status_format(&f->status, status);
    write_optional(out, status_is_set(&f->status) ? status : NULL);
    out_text(out, ", \"class\": ");
    out_number(out, (unsigned long long)found_class(f));
    out_text(out, ", \"cause\": \"");
    out_text(out, word_name(LIST_CAUSE, j->verdict.cause));
    out_text(out, "\", \"fixer\": \"");
    out_text(out, word_name(LIST_FIXER, j->verdict.fixer));
    out_text(out, "\", \"retry\": \"");
    out_text(out, word_name(LIST_RETRY, j->verdict.retry));
    out_text(out, "\", \"proof\": \"");
    out_text(out, word_name(LIST_PROOF, j->proof));
    out_text(out, "\", \"rule\": ");
    write_optional(out, j->rule >= 0 ? rules_id(j->rule) : NULL);
    out_text(out, ", \"provider\": ");
    write_optional(out, j->rule >= 0 ? rules_text(NULL, j->rule, FIELD_PROVIDER) : NULL);
    out_text(out, ", \"match\": ");
}

/* The keys are a contract: schema smtpcode/1. */
static void json_scan(struct page *page, const struct scanned *s)
{
    struct out *out = page->out;
    const struct found *f = s->found;
    const struct judgement *j = s->judgement;

    stock_file(page, s, write_file);
    out_number(out, s->line);
    stock_verdict(page, s, write_verdict);
    if (j->rule >= 0)
        write_input(page, f->line + f->text + j->match, j->match_len);
    else
        out_text(out, "null");
    write_warnings(out, j->warnings);
    write_input(page, f->line + f->text, f->end - f->text);
    out_text(out, "}\n");
}

static void json_tally(struct page *page, const struct report *report)
{
    struct report_part part;
    char buffer[STATUS_TEXT];

    report_rows(report, &part);
    for (int i = 0; i < part.count; i++) {
        out_text(page->out, "{\"schema\": \"smtpcode/1\", \"kind\": \"tally\", \"count\": ");
        out_number(page->out, part.rows[i].count);
        for (int k = 0; k < TALLY_KEYS; k++) {
            const char *text = report_value(&part.rows[i], (enum tally_key)k, buffer);

            if (!(part.keys >> k & 1))
                continue;
            out_text(page->out, ", \"");
            out_text(page->out, tally_key_name((enum tally_key)k));
            out_text(page->out, "\": ");
            if (strcmp(text, "-") == 0)
                out_text(page->out, "null");
            else if (k == TALLY_CODE || k == TALLY_CLASS)
                out_text(page->out, text);
            else
                write_text(page->out, text);
        }
        out_text(page->out, "}\n");
    }
}

const struct format render_json = {
    .name = "json",
    .record = json_record,
    .compare = json_compare,
    .head = json_head,
    .row = json_row,
    .matches = true,
    .scan_head = json_scan_head,
    .scan = json_scan,
    .tally = json_tally,
};
