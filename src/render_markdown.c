/*
 * Markdown as the usual forges read it: headings, lists and tables.  Text of
 * the tables and of the input is escaped, so that nothing in it is markup.
 */
#include "render.h"

#include "rules.h"

#include <string.h>

/*
 * Escapes what could be markup, HTML, a mention, a reference to an issue or a
 * formula; control bytes and line ends become blanks.
 */
static bool write_special(struct out *out, uint32_t codepoint)
{
    const char *entity = codepoint == '<'   ? "&lt;"
                         : codepoint == '>' ? "&gt;"
                         : codepoint == '&' ? "&amp;"
                         : codepoint == '@' ? "&#64;"
                                            : "";

    out_text(out, entity);
    if (*entity)
        return true;
    if (codepoint >= 0x80 || !strchr("\\*_[]|#~!`$", (int)codepoint))
        return false;
    out_char(out, '\\');
    out_char(out, (char)codepoint);
    return true;
}

static void write_escaped(struct out *out, const char *s, size_t n)
{
    render_escaped(out, s, n, write_special);
}

static void write_text(struct out *out, const char *s)
{
    write_escaped(out, s, strlen(s));
}

/* The longest run of backquotes in a text. */
static size_t longest_run(const char *s, size_t n)
{
    size_t longest = 0, run = 0;

    for (size_t i = 0; i < n; i++) {
        run = s[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Whether a backslash stands before a bar: no code span in a cell can show that (GFM 4.10). */
static bool has_escaped_bar(const char *s, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (s[i] == '|' && s[i - 1] == '\\')
            return true;
    return false;
}

static void write_fence(struct out *out, size_t n)
{
    while (n-- > 0)
        out_char(out, '`');
}

/* In a span of code nothing is special, but in a cell a bar is. */
static bool write_nothing(struct out *out, uint32_t codepoint)
{
    (void)out;
    (void)codepoint;
    return false;
}

static bool write_bar(struct out *out, uint32_t codepoint)
{
    out_text(out, codepoint == '|' ? "\\|" : "");
    return codepoint == '|';
}

/*
 * Text of the input: a code span, in which nothing is markup, no address
 * becomes a link and nobody is mentioned.
 */
static void write_code(struct out *out, const char *s, size_t n, bool cell)
{
    size_t fence = longest_run(s, n) + 1;
    bool blank = true;

    for (size_t i = 0; i < n && blank; i++)
        blank = s[i] == ' ' || (unsigned char)s[i] < ' ';
    if (blank || (cell && has_escaped_bar(s, n))) {
        write_escaped(out, s, n);
        return;
    }
    write_fence(out, fence);
    out_text(out, s[0] == '`' || s[n - 1] == '`' || s[0] == ' ' ? " " : "");
    render_escaped(out, s, n, cell ? write_bar : write_nothing);
    out_text(out, s[0] == '`' || s[n - 1] == '`' || s[0] == ' ' ? " " : "");
    write_fence(out, fence);
}

/* Our own prose: what stands in backquotes stays code. */
static void write_prose(struct out *out, const char *s, size_t n, bool cell)
{
    for (size_t i = 0; i < n;) {
        const char *open = memchr(s + i, '`', n - i);
        const char *close = open ? memchr(open + 1, '`', n - (size_t)(open - s) - 1) : NULL;

        if (!close) {
            write_escaped(out, s + i, n - i);
            return;
        }
        write_escaped(out, s + i, (size_t)(open - s) - i);
        write_code(out, open + 1, (size_t)(close - open) - 1, cell);
        i = (size_t)(close - s) + 1;
    }
}

/* A line of a source: an address is a link. */
static void write_source(struct out *out, const char *s)
{
    if (strncmp(s, "https://", 8) != 0 || s[strcspn(s, " <>|\\`")] != '\0') {
        write_prose(out, s, strlen(s), true);
        return;
    }
    out_char(out, '<');
    out_text(out, s);
    out_char(out, '>');
}

static void write_word(struct page *page, enum list list, int word)
{
    const char *name = word_name(list, word),
               *label = catalog_word_label(page->catalog, list, word);

    out_char(page->out, '`');
    out_text(page->out, name);
    out_char(page->out, '`');
    if (strcmp(label, name) == 0)
        return;
    out_char(page->out, ' ');
    write_text(page->out, label);
}

/* A value, in a cell of a table or in running text. */
static void write_value(struct page *page, const struct item *item, bool cell)
{
    size_t n;
    const char *text;

    switch (item->shape) {
    case SHAPE_WORD:
        write_word(page, item->of, (int)item->number);
        break;
    case SHAPE_SPAN:
        n = item->length;
        text = render_input(page, item->text, &n);
        write_code(page->out, text, n, cell);
        break;
    case SHAPE_TEXT:
        write_prose(page->out, item->text, item->length, cell);
        break;
    case SHAPE_PLAIN:
    case SHAPE_REFS:
        write_escaped(page->out, item->text, item->length);
        break;
    case SHAPE_LIST:
    case SHAPE_LINES:
        for (int i = 0; (text = catalog_item(item->list, i)) != NULL; i++) {
            out_text(page->out, i ? "; " : "");
            write_source(page->out, text);
        }
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
        write_prose(page->out, text, strlen(text), false);
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
    const struct item *thing = record_item(r, FIELD_THING), *name = record_item(r, FIELD_NAME);

    out_text(page->out, "## ");
    if (!render_is_empty(record_item(r, FIELD_CODE)) ||
        !render_is_empty(record_item(r, FIELD_ENHANCED)))
        render_subject(page, r);
    else if (r->known && !render_is_empty(thing))
        write_escaped(page->out, thing->text, thing->length);
    else if (!render_is_empty(thing))
        write_value(page, thing, false);
    if (!render_is_empty(name)) {
        out_text(page->out, " - ");
        write_value(page, name, false);
    }
    out_text(page->out, "\n\n");
}

static void write_answers(struct page *page, int verb)
{
    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *code = catalog_answer(verb, i), *when;

        if (!code)
            continue;
        when = catalog_text(page->catalog, KIND_ANSWER, i, FIELD_WHEN);
        out_text(page->out, "- **");
        out_text(page->out, code);
        out_text(page->out, "** ");
        write_prose(page->out, when, strlen(when), false);
        out_char(page->out, '\n');
    }
}

static void write_section(struct page *page, const struct item *item)
{
    out_text(page->out, "\n### ");
    write_text(page->out, catalog_label(page->catalog, item->field));
    out_text(page->out, "\n\n");
    if (item->shape == SHAPE_LIST)
        write_list(page, item, item->field == FIELD_FIX);
    else if (item->shape == SHAPE_LINES)
        write_lines(page, item);
    else if (item->shape == SHAPE_ANSWERS)
        write_answers(page, (int)item->number);
    else {
        write_value(page, item, false);
        out_char(page->out, '\n');
    }
}

static bool is_fact(const struct item *item)
{
    enum place place = render_place(item->field);

    return (place == PLACE_FACT || place == PLACE_TAIL) && !render_is_empty(item);
}

static void write_facts(struct page *page, const struct record *r)
{
    bool any = false;

    for (int i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];

        if (!is_fact(item))
            continue;
        out_text(page->out, any ? "| " : "| | |\n| --- | --- |\n| ");
        any = true;
        write_text(page->out, catalog_label(page->catalog, item->field));
        out_text(page->out, " | ");
        write_value(page, item, true);
        out_text(page->out, " |\n");
    }
}

static void markdown_record(struct page *page, const struct record *r)
{
    if (page->printed > 0)
        out_char(page->out, '\n');
    write_title(page, r);
    write_facts(page, r);
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
        write_text(page->out, c->names[t]);
    }
    out_text(page->out, "\n\n");
    write_prose(page->out, c->introduction, strlen(c->introduction), false);
    out_text(page->out, "\n\n| |");
    for (int t = 0; t < c->count; t++) {
        out_char(page->out, ' ');
        write_text(page->out, c->names[t]);
        out_text(page->out, " |");
    }
    out_text(page->out, "\n| --- |");
    for (int t = 0; t < c->count; t++)
        out_text(page->out, " --- |");
    out_char(page->out, '\n');
    for (int i = 0; compare_attribute(i, &field); i++) {
        out_text(page->out, compare_is_same(c, field) ? "| " : "| **");
        write_text(page->out, catalog_label(page->catalog, field));
        out_text(page->out, compare_is_same(c, field) ? " |" : "** |");
        for (int t = 0; t < c->count; t++) {
            const struct item *item = compare_item(c, t, field);
            out_char(page->out, ' ');
            if (render_is_empty(item))
                out_char(page->out, '-');
            else
                write_value(page, item, true);
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
        write_text(page->out, catalog_label(page->catalog, FIELD_DIFFERENCE));
        out_text(page->out, "\n\n");
    }
    for (int i = 0; i < c->difference_count; i++) {
        out_text(page->out, "- ");
        write_prose(page->out, c->differences[i].text, strlen(c->differences[i].text), false);
        out_char(page->out, '\n');
    }
    if (c->choice_count > 0) {
        out_text(page->out, "\n## ");
        write_text(page->out, catalog_label(page->catalog, FIELD_CHOOSE));
        out_text(page->out, "\n\n");
    }
    for (int i = 0; i < c->choice_count; i++) {
        out_text(page->out, "- **");
        write_text(page->out, c->choices[i].thing);
        out_text(page->out, "**: ");
        write_prose(page->out, c->choices[i].text, strlen(c->choices[i].text), false);
        out_char(page->out, '\n');
    }
}

static void markdown_head(struct page *page, const struct layout *layout)
{
    for (int i = 0; i < layout->count; i++) {
        out_text(page->out, "| ");
        write_text(page->out, catalog_label(page->catalog, layout->fields[i]));
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
            write_value(page, item, true);
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
    write_code(page->out, text, n, true);
    out_text(page->out, " |\n");
}

/* ---- tallies ------------------------------------------------------------- */

static void write_cell(struct page *page, const char *text)
{
    out_text(page->out, " | ");
    write_text(page->out, text);
}

static void write_count(struct page *page, const struct report_part *part, uint64_t count)
{
    out_text(page->out, "| ");
    out_number(page->out, count);
    out_text(page->out, " | ");
    out_tenths(page->out, report_permille(count, part->replies));
    out_text(page->out, " %");
}

static void write_part_row(struct page *page, const struct report_part *part,
                           const struct tally_row *row, bool named)
{
    char buffer[STATUS_TEXT];

    write_count(page, part, row->count);
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1) {
            write_cell(page, report_value(row, (enum tally_key)k, buffer));
            if (named)
                write_cell(page, report_name(page->catalog, row, (enum tally_key)k));
        }
    out_text(page->out, " |\n");
}

/* What is not shown, in one row of all columns. */
static void write_rest(struct page *page, const struct report_part *part, int columns)
{
    write_count(page, part, part->rest);
    write_cell(page, catalog_ui(page->catalog, "tally-other"));
    out_text(page->out, " (");
    out_number(page->out, (unsigned long long)part->more);
    out_char(page->out, ')');
    while (--columns > 0)
        out_text(page->out, " |");
    out_text(page->out, " |\n");
}

static void write_part(struct page *page, const struct report_part *part)
{
    bool named = report_has_names(page->catalog, part);
    int columns = named;

    out_text(page->out, "| ");
    write_text(page->out, catalog_label(page->catalog, FIELD_NUMBER));
    write_cell(page, catalog_ui(page->catalog, "tally-share"));
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1)
            write_cell(page, catalog_label(page->catalog, report_field((enum tally_key)k)));
    if (named)
        write_cell(page, catalog_label(page->catalog, FIELD_NAME));
    out_text(page->out, " |\n| ---: | ---: |");
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1) {
            out_text(page->out, " --- |");
            columns++;
        }
    out_text(page->out, named ? " --- |\n" : "\n");
    for (int i = 0; i < part->count; i++)
        write_part_row(page, part, &part->rows[i], named);
    if (part->more > 0)
        write_rest(page, part, columns);
}

/* What to do about the causes that failed most. */
static void write_advice(struct page *page, const struct report *report)
{
    struct tally_row rows[REPORT_TOP / 2];
    int count = report_failing(report, rows, REPORT_TOP / 2);

    if (count > 0) {
        out_text(page->out, "\n## ");
        write_text(page->out, catalog_ui(page->catalog, "tally-first"));
        out_text(page->out, "\n\n");
    }
    for (int i = 0; i < count; i++) {
        const char *fix =
            catalog_item(catalog_list(page->catalog, KIND_CAUSE, rows[i].cause, FIELD_FIX), 0);

        out_text(page->out, "- **");
        out_text(page->out, word_name(LIST_CAUSE, rows[i].cause));
        out_text(page->out, "**: ");
        write_prose(page->out, fix ? fix : "-", fix ? strlen(fix) : 1, false);
        out_char(page->out, '\n');
    }
}

static void write_totals(struct page *page, const struct report *report)
{
    uint64_t number;
    const char *label;
    int count = 0;

    while (report_total(report, count, &number, &label)) {
        out_text(page->out, "| ");
        write_text(page->out, catalog_ui(page->catalog, label));
        out_char(page->out, ' ');
        count++;
    }
    out_text(page->out, "|\n");
    for (int i = 0; i < count; i++)
        out_text(page->out, "| ---: ");
    out_text(page->out, "|\n");
    for (int i = 0; report_total(report, i, &number, &label); i++) {
        out_text(page->out, "| ");
        out_number(page->out, number);
        out_char(page->out, ' ');
    }
    out_text(page->out, "|\n");
}

static void markdown_tally(struct page *page, const struct report *report)
{
    struct report_part part;

    out_text(page->out, "# ");
    write_text(page->out, catalog_ui(page->catalog, "tally-title"));
    out_text(page->out, "\n\n");
    write_totals(page, report);
    for (int i = 0; report_part(report, i, REPORT_TOP, &part); i++) {
        enum tally_key key = report_only_key(&part);

        if (part.count == 0)
            continue;
        if (key != TALLY_KEYS) {
            out_text(page->out, "\n## ");
            write_text(page->out, catalog_label(page->catalog, report_field(key)));
            out_char(page->out, '\n');
        }
        out_char(page->out, '\n');
        write_part(page, &part);
        if (key == TALLY_CAUSE && !report->by)
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
