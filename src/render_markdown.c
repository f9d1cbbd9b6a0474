/*
 * Markdown as the usual forges read it: headings, lists and tables.  Text of
 * the tables and of the input is escaped, so that nothing in it is markup.
 */
#include "render.h"

#include "rules.h"
#include "utf8.h"

#include <string.h>

/* Escapes what could be markup or HTML; control bytes and line ends become blanks. */
static void write_escaped(struct out *out, const char *s, size_t n, bool code)
{
    for (size_t i = 0; i < n;) {
        struct utf8 c = utf8_decode(s + i, n - i);

        if (!c.valid)
            out_text(out, "\xef\xbf\xbd");
        else if (utf8_is_unsafe(c.codepoint))
            out_char(out, ' ');
        else if (c.codepoint == '<')
            out_text(out, "&lt;");
        else if (c.codepoint == '>')
            out_text(out, "&gt;");
        else if (c.codepoint == '&')
            out_text(out, "&amp;");
        else if (c.codepoint < 0x80 && strchr("\\*_[]|#~!", (int)c.codepoint)) {
            out_char(out, '\\');
            out_char(out, (char)c.codepoint);
        } else if (c.codepoint == '`' && !code)
            out_text(out, "\\`");
        else
            out_bytes(out, s + i, c.length);
        i += c.length;
    }
}

/* Our own prose: what stands in backquotes stays code. */
static void write_prose(struct out *out, const char *s, size_t n)
{
    bool code = false;

    for (size_t i = 0; i < n;) {
        const char *quote = memchr(s + i, '`', n - i);
        size_t end = quote ? (size_t)(quote - s) : n;

        if (code && end > i) {
            /* Inside a code span nothing is escaped but the bar that parts table cells. */
            for (size_t k = i; k < end; k++) {
                if (s[k] == '|')
                    out_char(out, '\\');
                out_char(out, s[k]);
            }
        } else {
            write_escaped(out, s + i, end - i, true);
        }
        if (quote)
            out_char(out, '`');
        code = !code;
        i = end + 1;
    }
}

static void write_value(struct page *page, const struct item *item)
{
    size_t n;
    const char *text;

    switch (item->shape) {
    case SHAPE_WORD:
        out_char(page->out, '`');
        out_text(page->out, word_name(item->of, (int)item->number));
        out_char(page->out, '`');
        text = catalog_word_label(page->catalog, item->of, (int)item->number);
        if (strcmp(text, word_name(item->of, (int)item->number)) != 0) {
            out_char(page->out, ' ');
            write_escaped(page->out, text, strlen(text), false);
        }
        break;
    case SHAPE_SPAN:
        n = item->length;
        text = render_input(page, item->text, &n);
        write_escaped(page->out, text, n, false);
        break;
    case SHAPE_TEXT:
        write_prose(page->out, item->text, item->length);
        break;
    case SHAPE_PLAIN:
    case SHAPE_REFS:
        write_escaped(page->out, item->text, item->length, false);
        break;
    default:
        render_value(page, item, ", ");
    }
}

static void write_list(struct page *page, const struct item *item, bool numbered)
{
    const char *text;

    for (int i = 0; (text = render_list_item(item->list, i)) != NULL; i++) {
        out_text(page->out, numbered ? "1. " : "- ");
        write_prose(page->out, text, strlen(text));
        out_char(page->out, '\n');
    }
}

/* Dialogue and other lines that are no prose: a block of code. */
static void write_lines(struct page *page, const struct item *item)
{
    const char *text;

    out_text(page->out, "~~~\n");
    for (int i = 0; (text = render_list_item(item->list, i)) != NULL; i++) {
        out_text(page->out, text);
        out_char(page->out, '\n');
    }
    out_text(page->out, "~~~\n");
}

static void write_title(struct page *page, const struct record *r)
{
    out_text(page->out, "## ");
    render_subject(page, r);
    if (!render_is_empty(record_item(r, FIELD_NAME))) {
        out_text(page->out, " - ");
        write_value(page, record_item(r, FIELD_NAME));
    }
    out_text(page->out, "\n\n");
}

static void write_answers(struct page *page, int verb)
{
    const char *command = word_name(LIST_VERB, verb);
    size_t n = strlen(command);

    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *key = catalog_key(KIND_ANSWER, i), *when;

        if (strncmp(key, command, n) != 0 || key[n] != ' ')
            continue;
        when = catalog_text(page->catalog, KIND_ANSWER, i, FIELD_WHEN);
        out_text(page->out, "- **");
        out_text(page->out, key + n + 1);
        out_text(page->out, "** ");
        write_prose(page->out, when, strlen(when));
        out_char(page->out, '\n');
    }
}

static void write_section(struct page *page, const struct item *item)
{
    out_text(page->out, "\n### ");
    out_text(page->out, catalog_label(page->catalog, item->field));
    out_text(page->out, "\n\n");
    if (item->shape == SHAPE_LIST)
        write_list(page, item, item->field == FIELD_FIX);
    else if (item->shape == SHAPE_LINES)
        write_lines(page, item);
    else if (item->shape == SHAPE_ANSWERS)
        write_answers(page, (int)item->number);
    else {
        write_value(page, item);
        out_char(page->out, '\n');
    }
}

static void markdown_record(struct page *page, const struct record *r)
{
    if (page->printed > 0)
        out_char(page->out, '\n');
    write_title(page, r);
    out_text(page->out, "| | |\n| --- | --- |\n");
    for (int i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];

        if ((render_place(item->field) != PLACE_FACT && render_place(item->field) != PLACE_TAIL) ||
            render_is_empty(item))
            continue;
        out_text(page->out, "| ");
        out_text(page->out, catalog_label(page->catalog, item->field));
        out_text(page->out, " | ");
        if (item->shape == SHAPE_LINES || item->shape == SHAPE_LIST)
            render_value(page, item, "; ");
        else
            write_value(page, item);
        out_text(page->out, " |\n");
    }
    for (int i = 0; i < r->count; i++)
        if (render_place(r->items[i].field) == PLACE_SECTION && !render_is_empty(&r->items[i]))
            write_section(page, &r->items[i]);
}

static void markdown_compare(struct page *page, const struct comparison *c)
{
    enum field field;

    out_text(page->out, "# ");
    for (int t = 0; t < c->count; t++) {
        out_text(page->out, t ? " / " : "");
        write_escaped(page->out, c->names[t], strlen(c->names[t]), false);
    }
    out_text(page->out, "\n\n");
    write_prose(page->out, c->introduction, strlen(c->introduction));
    out_text(page->out, "\n\n| |");
    for (int t = 0; t < c->count; t++) {
        out_char(page->out, ' ');
        write_escaped(page->out, c->names[t], strlen(c->names[t]), false);
        out_text(page->out, " |");
    }
    out_text(page->out, "\n| --- |");
    for (int t = 0; t < c->count; t++)
        out_text(page->out, " --- |");
    out_char(page->out, '\n');
    for (int i = 0; compare_attribute(i, &field); i++) {
        out_text(page->out, compare_is_same(c, field) ? "| " : "| **");
        out_text(page->out, catalog_label(page->catalog, field));
        out_text(page->out, compare_is_same(c, field) ? " |" : "** |");
        for (int t = 0; t < c->count; t++) {
            const struct item *item = compare_item(c, t, field);
            out_char(page->out, ' ');
            if (render_is_empty(item))
                out_char(page->out, '-');
            else
                write_value(page, item);
            out_text(page->out, " |");
        }
        out_char(page->out, '\n');
    }
    for (int t = 0; t < c->count; t++) {
        static const enum field sections[] = {FIELD_WHY, FIELD_DESCRIPTION, FIELD_WHEN, FIELD_FIX};

        out_char(page->out, '\n');
        write_title(page, &c->things[t]);
        for (size_t f = 0; f < sizeof sections / sizeof *sections; f++)
            if (!render_is_empty(compare_item(c, t, sections[f])))
                write_section(page, compare_item(c, t, sections[f]));
    }
    if (c->difference_count > 0) {
        out_text(page->out, "\n## ");
        out_text(page->out, catalog_label(page->catalog, FIELD_DIFFERENCE));
        out_text(page->out, "\n\n");
    }
    for (int i = 0; i < c->difference_count; i++) {
        out_text(page->out, "- ");
        write_prose(page->out, c->differences[i].text, strlen(c->differences[i].text));
        out_char(page->out, '\n');
    }
    if (c->choice_count > 0) {
        out_text(page->out, "\n## ");
        out_text(page->out, catalog_label(page->catalog, FIELD_CHOOSE));
        out_text(page->out, "\n\n");
    }
    for (int i = 0; i < c->choice_count; i++) {
        out_text(page->out, "- **");
        write_escaped(page->out, c->choices[i].thing, strlen(c->choices[i].thing), false);
        out_text(page->out, "**: ");
        write_prose(page->out, c->choices[i].text, strlen(c->choices[i].text));
        out_char(page->out, '\n');
    }
}

static void markdown_head(struct page *page, const struct layout *layout)
{
    for (int i = 0; i < layout->count; i++) {
        out_text(page->out, "| ");
        out_text(page->out, catalog_label(page->catalog, layout->fields[i]));
        out_char(page->out, ' ');
    }
    out_text(page->out, "|\n");
    for (int i = 0; i < layout->count; i++)
        out_text(page->out, "| --- ");
    out_text(page->out, "|\n");
}

static void markdown_row(struct page *page, const struct layout *layout,
                         const struct record *record)
{
    for (int i = 0; i < layout->count; i++) {
        const struct item *item = record_item(record, layout->fields[i]);

        out_text(page->out, "| ");
        if (render_is_empty(item))
            out_char(page->out, '-');
        else if (item->shape == SHAPE_WORD)
            out_text(page->out, word_name(item->of, (int)item->number));
        else
            write_value(page, item);
        out_char(page->out, ' ');
    }
    out_text(page->out, "|\n");
}

static void markdown_scan_head(struct page *page)
{
    out_text(page->out, "| line | code | enhanced | cause | fixer | retry | rule | text |\n"
                        "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
}

static void markdown_scan(struct page *page, const struct scanned *s)
{
    const struct found *f = s->found;
    const struct judgement *j = s->judgement;
    char status[STATUS_TEXT] = "-";
    size_t n = f->end - f->text;
    const char *text = render_input(page, f->line + f->text, &n);

    if (status_is_set(&f->status))
        status_format(&f->status, status);
    out_text(page->out, "| ");
    out_number(page->out, s->line);
    out_text(page->out, " | ");
    if (f->code >= 0)
        out_number(page->out, (unsigned long long)f->code);
    else
        out_char(page->out, '-');
    const char *const words[] = {
        status, word_name(LIST_CAUSE, j->verdict.cause), word_name(LIST_FIXER, j->verdict.fixer),
        word_name(LIST_RETRY, j->verdict.retry), j->rule >= 0 ? rules_id(j->rule) : "-"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        out_text(page->out, " | ");
        out_text(page->out, words[i]);
    }
    out_text(page->out, " | ");
    write_escaped(page->out, text, n, false);
    out_text(page->out, " |\n");
}

/* ---- tallies ------------------------------------------------------------- */

static void write_cell(struct page *page, const char *text)
{
    out_text(page->out, " | ");
    write_escaped(page->out, text, strlen(text), false);
}

static void write_part_row(struct page *page, const struct report_part *part,
                           const struct tally_row *row, bool named)
{
    unsigned permille = report_permille(row->count, part->replies);
    char buffer[STATUS_TEXT];

    out_text(page->out, "| ");
    out_number(page->out, row->count);
    out_text(page->out, " | ");
    out_number(page->out, permille / 10);
    out_char(page->out, '.');
    out_number(page->out, permille % 10);
    out_text(page->out, " %");
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1) {
            write_cell(page, report_value(row, (enum tally_key)k, buffer));
            if (named)
                write_cell(page, report_name(page->catalog, row, (enum tally_key)k));
        }
    out_text(page->out, " |\n");
}

/* Whether any row of a part by one key has a name besides its value. */
static bool has_names(struct page *page, const struct report_part *part)
{
    for (int k = 0; k < TALLY_KEYS; k++)
        for (int i = 0; part->keys == 1u << k && i < part->count; i++)
            if (*report_name(page->catalog, &part->rows[i], (enum tally_key)k))
                return true;
    return false;
}

static void write_part(struct page *page, const struct report_part *part)
{
    bool named = has_names(page, part);

    out_text(page->out, "| ");
    out_text(page->out, catalog_label(page->catalog, FIELD_NUMBER));
    write_cell(page, catalog_ui(page->catalog, "tally-share"));
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1)
            write_cell(page, catalog_label(page->catalog, report_field((enum tally_key)k)));
    if (named)
        write_cell(page, catalog_label(page->catalog, FIELD_NAME));
    out_text(page->out, " |\n| ---: | ---: |");
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1)
            out_text(page->out, " --- |");
    out_text(page->out, named ? " --- |\n" : "\n");
    for (int i = 0; i < part->count; i++)
        write_part_row(page, part, &part->rows[i], named);
}

/* What to do about the causes that failed most. */
static void write_advice(struct page *page, const struct report *report)
{
    struct tally_row rows[REPORT_TOP / 2];
    int count = report_failing(report, rows, REPORT_TOP / 2);

    if (count > 0) {
        out_text(page->out, "\n## ");
        out_text(page->out, catalog_ui(page->catalog, "tally-first"));
        out_text(page->out, "\n\n");
    }
    for (int i = 0; i < count; i++) {
        const char *fix =
            catalog_item(catalog_list(page->catalog, KIND_CAUSE, rows[i].cause, FIELD_FIX), 0);

        out_text(page->out, "- **");
        out_text(page->out, word_name(LIST_CAUSE, rows[i].cause));
        out_text(page->out, "**: ");
        write_prose(page->out, fix ? fix : "-", fix ? strlen(fix) : 1);
        out_char(page->out, '\n');
    }
}

static void markdown_tally(struct page *page, const struct report *report)
{
    struct report_part part;

    out_text(page->out, "# ");
    out_text(page->out, catalog_ui(page->catalog, "tally-title"));
    out_text(page->out, "\n\n");
    out_number(page->out, report->tally->replies);
    out_char(page->out, ' ');
    out_text(page->out, catalog_ui(page->catalog, "tally-replies"));
    out_char(page->out, '\n');
    for (int i = 0; report_part(report, i, REPORT_TOP, &part); i++) {
        bool causes = part.keys == 1u << TALLY_CAUSE && !report->by;

        if (part.count == 0)
            continue;
        for (int k = 0; k < TALLY_KEYS; k++)
            if (part.keys == 1u << k) {
                out_text(page->out, "\n## ");
                out_text(page->out, catalog_label(page->catalog, report_field((enum tally_key)k)));
                out_char(page->out, '\n');
            }
        out_char(page->out, '\n');
        write_part(page, &part);
        if (causes)
            write_advice(page, report);
    }
}

const struct format render_markdown = {
    .name = "markdown",
    .record = markdown_record,
    .compare = markdown_compare,
    .head = markdown_head,
    .row = markdown_row,
    .scan_head = markdown_scan_head,
    .scan = markdown_scan,
    .tally = markdown_tally,
};
