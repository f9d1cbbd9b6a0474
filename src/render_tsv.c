/*
 * Tab-separated values: a header row, `-` where there is no value; tab,
 * newline, backslash and other control bytes are written \t, \n, \\, \xHH; so is
 * what could fool a terminal, and what is not UTF-8.
 */
#include "render.h"

#include "ascii.h"
#include "rules.h"
#include "stock.h"
#include "utf8.h"

#include <string.h>

static void write_hex(struct out *out, const char *s, size_t n)
{
    static const char hex[] = "0123456789ABCDEF";

    for (size_t i = 0; i < n; i++) {
        out_text(out, "\\x");
        out_char(out, hex[(unsigned char)s[i] >> 4]);
        out_char(out, hex[s[i] & 15]);
    }
}

static void write_escaped(struct out *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t run = ascii_printable(s + i, n - i, '\\', '\\');
        struct utf8 c;

        out_bytes(out, s + i, run);
        i += run;
        if (i == n)
            break;
        c = utf8_decode(s + i, n - i);
        if (s[i] == '\t')
            out_text(out, "\\t");
        else if (s[i] == '\n')
            out_text(out, "\\n");
        else if (s[i] == '\\')
            out_text(out, "\\\\");
        else if (!c.valid || utf8_is_unsafe(c.codepoint))
            write_hex(out, s + i, c.length);
        else
            out_bytes(out, s + i, c.length);
        i += c.length;
    }
}

static void write_texts(struct out *out, struct texts list)
{
    const char *text;

    for (int i = 0; (text = catalog_item(list, i)) != NULL; i++) {
        out_text(out, i ? " | " : "");
        write_escaped(out, text, strlen(text));
    }
}

static void write_input(struct page *page, const char *s, size_t n)
{
    const char *text = render_input(page, s, &n);

    write_escaped(page->out, text, n);
}

static void write_value(struct page *page, const struct item *item)
{
    if (render_is_empty(item)) {
        out_char(page->out, '-');
        return;
    }
    switch (item->shape) {
    case SHAPE_SPAN:
        write_input(page, item->text, item->length);
        break;
    case SHAPE_TEXT:
    case SHAPE_PLAIN:
    case SHAPE_REFS:
        write_escaped(page->out, item->text, item->length);
        break;
    case SHAPE_LIST:
    case SHAPE_LINES:
        write_texts(page->out, item->list);
        break;
    default:
        render_value(page, item, " ");
    }
}

/* Explained things of all kinds share these columns. */
static const enum field record_fields[] = {
    FIELD_THING,   FIELD_KIND,    FIELD_CODE,        FIELD_ENHANCED, FIELD_NAME,     FIELD_STATUS,
    FIELD_CAUSE,   FIELD_FIXER,   FIELD_RETRY,       FIELD_PROOF,    FIELD_RULE,     FIELD_PROVIDER,
    FIELD_CLOSES,  FIELD_WHY,     FIELD_DESCRIPTION, FIELD_WHEN,     FIELD_FIX,      FIELD_USE,
    FIELD_RELATED, FIELD_EXAMPLE, FIELD_SOURCE,      FIELD_NOTE,     FIELD_WARNINGS, FIELD_TEXT,
};

static void write_head(struct page *page, const enum field *fields, int count)
{
    for (int i = 0; i < count; i++) {
        out_text(page->out, i ? "\t" : "");
        out_text(page->out, field_name(fields[i]));
    }
    out_char(page->out, '\n');
}

static void write_row(struct page *page, const enum field *fields, int count,
                      const struct record *record)
{
    for (int i = 0; i < count; i++) {
        out_text(page->out, i ? "\t" : "");
        if (fields[i] == FIELD_KIND && !record_item(record, FIELD_KIND))
            out_text(page->out, record->kind);
        else
            write_value(page, record_item(record, fields[i]));
    }
    out_char(page->out, '\n');
}

static void tsv_record(struct page *page, const struct record *record)
{
    int count = sizeof record_fields / sizeof *record_fields;

    if (page->printed == 0)
        write_head(page, record_fields, count);
    write_row(page, record_fields, count, record);
}

/* One row a field: its name, whether it is the same, then a column for each thing. */
static void tsv_compare(struct page *page, const struct comparison *c)
{
    out_text(page->out, "field\tsame");
    for (int t = 0; t < c->count; t++) {
        out_char(page->out, '\t');
        write_escaped(page->out, c->names[t], strlen(c->names[t]));
    }
    out_char(page->out, '\n');
    for (size_t f = 3; f < sizeof record_fields / sizeof *record_fields; f++) {
        if (compare_is_same(c, record_fields[f]) &&
            render_is_empty(compare_item(c, 0, record_fields[f])))
            continue;
        out_text(page->out, field_name(record_fields[f]));
        out_text(page->out, compare_is_same(c, record_fields[f]) ? "\tyes" : "\tno");
        for (int t = 0; t < c->count; t++) {
            out_char(page->out, '\t');
            write_value(page, compare_item(c, t, record_fields[f]));
        }
        out_char(page->out, '\n');
    }
}

static void tsv_head(struct page *page, const struct layout *layout)
{
    write_head(page, layout->fields, layout->count);
}

static void tsv_row(struct page *page, const struct layout *layout, const struct record *record)
{
    write_row(page, layout->fields, layout->count, record);
}

static void tsv_scan_head(struct page *page)
{
    out_text(page->out, "line\tcode\tenhanced\tcause\tfixer\tretry\tproof\trule\tprovider\ttext\n");
}

static void write_verdict(struct page *page, const struct scanned *s)
{
    struct out *out = page->out;
    const struct found *f = s->found;
    const struct judgement *j = s->judgement;
    char status[STATUS_TEXT] = "-";

    out_char(out, '\t');
    if (f->code >= 0)
        out_number(out, (unsigned long long)f->code);
    else
        out_char(out, '-');
    if (status_is_set(&f->status))
        status_format(&f->status, status);
    const char *const words[] = {status,
                                 word_name(LIST_CAUSE, j->verdict.cause),
                                 word_name(LIST_FIXER, j->verdict.fixer),
                                 word_name(LIST_RETRY, j->verdict.retry),
                                 word_name(LIST_PROOF, j->proof),
                                 j->rule >= 0 ? rules_id(j->rule) : "-",
                                 j->rule >= 0 ? rules_text(NULL, j->rule, FIELD_PROVIDER) : "-"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        out_char(out, '\t');
        out_text(out, words[i]);
    }
    out_char(out, '\t');
}

static void tsv_scan(struct page *page, const struct scanned *s)
{
    struct out *out = page->out;
    const struct found *f = s->found;

    out_number(out, s->line);
    stock_verdict(page, s, write_verdict);
    if (f->text < f->end)
        write_input(page, f->line + f->text, f->end - f->text);
    else
        out_char(out, '-');
    out_char(out, '\n');
}

static void tsv_tally(struct page *page, const struct report *report)
{
    struct report_part part;
    char buffer[STATUS_TEXT];

    report_rows(report, &part);
    out_text(page->out, "count");
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part.keys >> k & 1) {
            out_char(page->out, '\t');
            out_text(page->out, tally_key_name((enum tally_key)k));
        }
    out_char(page->out, '\n');
    for (int i = 0; i < part.count; i++) {
        out_number(page->out, part.rows[i].count);
        for (int k = 0; k < TALLY_KEYS; k++)
            if (part.keys >> k & 1) {
                const char *text = report_value(&part.rows[i], (enum tally_key)k, buffer);

                out_char(page->out, '\t');
                write_escaped(page->out, text, strlen(text));
            }
        out_char(page->out, '\n');
    }
}

const struct format render_tsv = {
    .name = "tsv",
    .record = tsv_record,
    .compare = tsv_compare,
    .head = tsv_head,
    .row = tsv_row,
    .scan_head = tsv_scan_head,
    .scan = tsv_scan,
    .tally = tsv_tally,
};
