/*
 * Text for people: a title, the verdict as short facts, then sections.
 * Wrapped to the terminal; columns side by side in a comparison.
 */
#include "render.h"

#include "rules.h"
#include "show.h"
#include "stock.h"

#include <string.h>

/* A value needs this many columns to stand beside its label. */
enum { FACT_LEAST = 14 };

static void style(struct page *page, enum style s)
{
    term_style(page->term, page->out, s);
}

static size_t prose_width(const struct page *page)
{
    return (size_t)(page->term->width < TERM_PROSE ? page->term->width : TERM_PROSE);
}

/*
 * Prints text wrapped: the first line continues at column at, the others begin
 * at indent.  A first word that has no room behind at goes to the next line.
 */
static void write_wrapped(struct page *page, const char *s, size_t n, size_t at, size_t indent,
                          size_t width)
{
    const char *line;
    size_t length;
    bool first = true;

    if (at > indent && at + show_word(s, n, page->term->ascii) > width) {
        out_char(page->out, '\n');
        out_blanks(page->out, indent);
        at = indent;
    }
    while (show_wrap(&s, &n, width > (first ? at : indent) ? width - (first ? at : indent) : 1,
                     page->term->ascii, &line, &length)) {
        if (!first) {
            out_char(page->out, '\n');
            out_blanks(page->out, indent);
        }
        show_text(page->out, line, length, page->term->ascii);
        first = false;
    }
    out_char(page->out, '\n');
}

static void write_paragraph(struct page *page, const char *text, size_t indent, const char *mark)
{
    size_t at = indent + strlen(mark);

    out_blanks(page->out, indent);
    out_text(page->out, mark);
    write_wrapped(page, text, strlen(text), at, at, prose_width(page));
}

static void write_heading(struct page *page, const char *heading)
{
    out_char(page->out, '\n');
    style(page, STYLE_HEADING);
    show_text(page->out, heading, strlen(heading), page->term->ascii);
    style(page, STYLE_PLAIN);
    out_char(page->out, '\n');
}

static void write_steps(struct page *page, struct texts list)
{
    const char *text;

    for (int i = 0; (text = render_list_item(list, i)) != NULL; i++) {
        char mark[8] = {(char)('1' + i % 9), '.', ' '};

        if (i >= 9) {
            memcpy(mark, "10. ", 4);
            mark[1] = (char)('0' + (i - 9) % 10);
        }
        write_paragraph(page, text, 2, mark);
    }
}

static void write_texts(struct page *page, struct texts list, const char *mark)
{
    const char *text;

    for (int i = 0; (text = render_list_item(list, i)) != NULL; i++)
        write_paragraph(page, text, 2, mark);
}

/* A word with what it means: "later - the same message may pass by itself". */
static void write_word(struct page *page, const struct item *item, size_t at, size_t width)
{
    const char *word = word_name(item->of, (int)item->number);
    const char *label = catalog_word_label(page->catalog, item->of, (int)item->number);
    size_t n = strlen(word), first = show_word(label, strlen(label), page->term->ascii);

    out_text(page->out, word);
    if (strcmp(word, label) == 0) {
        out_char(page->out, '\n');
        return;
    }
    /* Without room for one word of it the meaning goes below, and the dash is not needed. */
    if (at + n + 3 + first <= width)
        out_text(page->out, " - ");
    write_wrapped(page, label, strlen(label), at + n + 3, at, width);
}

static void write_fact_value(struct page *page, const struct item *item, size_t at, size_t width)
{
    const char *text;
    size_t length;

    switch (item->shape) {
    case SHAPE_WORD:
        write_word(page, item, at, width);
        break;
    case SHAPE_LINES:
    case SHAPE_LIST:
        for (int i = 0; (text = render_list_item(item->list, i)) != NULL; i++) {
            if (i > 0)
                out_blanks(page->out, at);
            write_wrapped(page, text, strlen(text), at, at, width);
        }
        break;
    case SHAPE_NUMBER:
        out_number(page->out, (unsigned long long)item->number);
        out_char(page->out, '\n');
        break;
    case SHAPE_SPAN:
        length = item->length;
        text = render_input(page, item->text, &length);
        write_wrapped(page, text, length, at, at, width);
        break;
    default:
        write_wrapped(page, item->text, item->length, at, at, width);
    }
}

/* Whether a fact only says again what the title says. */
static bool is_title(const struct record *r, const struct item *item)
{
    const struct item *name;

    if (item->field != FIELD_CODE_NAME && item->field != FIELD_ENHANCED_NAME)
        return false;
    name = record_item(r, FIELD_NAME);
    return name && item->length == name->length &&
           memcmp(item->text, name->text, item->length) == 0;
}

static bool is_plain_fact(const struct record *r, const struct item *item)
{
    if (is_title(r, item))
        return false;
    /* The text of a reply stands in its title already when nothing else does. */
    return !(item->field == FIELD_CONFIDENCE || (item->field == FIELD_MATCH && !r->known));
}

static size_t label_width(struct page *page, const struct record *r, enum place place)
{
    size_t widest = 0;

    for (int i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];
        const char *label;
        size_t columns;

        if (render_place(item->field) != place || render_is_empty(item) || !is_plain_fact(r, item))
            continue;
        label = catalog_label(page->catalog, item->field);
        columns = show_columns(label, strlen(label), page->term->ascii);
        if (columns > widest)
            widest = columns;
    }
    return widest;
}

static void write_facts(struct page *page, const struct record *r, enum place place)
{
    size_t width = prose_width(page), labels = label_width(page, r, place);
    /* A terminal turns a line from right to left as a whole: one thing a line then. */
    bool first = true, below = labels + 4 + FACT_LEAST > width || catalog_is_rtl(page->catalog);

    for (int i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];
        const char *label;

        if (render_place(item->field) != place || render_is_empty(item) || !is_plain_fact(r, item))
            continue;
        if (first && place == PLACE_TAIL)
            out_char(page->out, '\n');
        first = false;
        label = catalog_label(page->catalog, item->field);
        out_blanks(page->out, 2);
        style(page, STYLE_DIM);
        show_text(page->out, label, strlen(label), page->term->ascii);
        style(page, STYLE_PLAIN);
        if (below) {
            out_text(page->out, "\n    ");
            write_fact_value(page, item, 4, width);
            continue;
        }
        out_blanks(page->out, labels + 2 - show_columns(label, strlen(label), page->term->ascii));
        write_fact_value(page, item, labels + 4, width);
    }
}

static void write_answer(struct page *page, int row, const char *code)
{
    const char *when = catalog_text(page->catalog, KIND_ANSWER, row, FIELD_WHEN);

    out_blanks(page->out, 2);
    style(page, term_severity(code[0] - '0'));
    out_text(page->out, code);
    style(page, STYLE_PLAIN);
    out_blanks(page->out, 2);
    write_wrapped(page, when, strlen(when), 7, 7, prose_width(page));
}

static void write_answers(struct page *page, int verb)
{
    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *code = catalog_answer(verb, i);

        if (code)
            write_answer(page, i, code);
    }
}

static void write_warnings(struct page *page, const struct item *item)
{
    for (int w = 0; w < WARNING_COUNT; w++) {
        const char *label = catalog_word_label(page->catalog, LIST_WARNING, w);

        if (!(item->number >> w & 1))
            continue;
        out_blanks(page->out, 2);
        style(page, STYLE_WARN);
        out_text(page->out, word_name(LIST_WARNING, w));
        style(page, STYLE_PLAIN);
        out_text(page->out, ": ");
        write_wrapped(page, label, strlen(label), 4 + strlen(word_name(LIST_WARNING, w)), 4,
                      prose_width(page));
    }
}

static void write_section(struct page *page, const struct item *item)
{
    write_heading(page, catalog_label(page->catalog, item->field));
    switch (item->shape) {
    case SHAPE_TEXT:
        out_blanks(page->out, 2);
        write_wrapped(page, item->text, item->length, 2, 2, prose_width(page));
        break;
    case SHAPE_ANSWERS:
        write_answers(page, (int)item->number);
        break;
    case SHAPE_WORDS:
        write_warnings(page, item);
        break;
    case SHAPE_LINES:
        write_texts(page, item->list, "");
        break;
    default:
        if (item->field == FIELD_FIX)
            write_steps(page, item->list);
        else
            write_texts(page, item->list, "- ");
    }
}

/* The name behind the subject, wrapped; it ends the line. */
static void write_name(struct page *page, const struct item *name, size_t used)
{
    if (render_is_empty(name)) {
        out_char(page->out, '\n');
        return;
    }
    out_blanks(page->out, 2);
    style(page, STYLE_TITLE);
    write_wrapped(page, name->text, name->length, used + 2, 2, prose_width(page));
    style(page, STYLE_PLAIN);
}

static void write_title(struct page *page, const struct record *r)
{
    size_t used;

    style(page, r->severity ? term_severity(r->severity) : STYLE_TITLE);
    used = render_subject(page, r);
    style(page, STYLE_PLAIN);
    write_name(page, record_item(r, FIELD_NAME), used);
}

/* In a session a good answer needs one line; what went wrong is said in full. */
static bool is_good_answer(const struct record *r)
{
    const struct item *command = record_item(r, FIELD_COMMAND),
                      *legal = record_item(r, FIELD_LEGAL);

    return command && command->shape == SHAPE_WORD && !render_is_empty(legal) &&
           legal->length == 3 && (r->severity == 2 || r->severity == 3);
}

static void text_record(struct page *page, const struct record *r)
{
    const struct item *command = record_item(r, FIELD_COMMAND);

    if (page->printed > 0 && !(page->short_record && is_good_answer(r)))
        out_char(page->out, '\n');
    page->short_record = is_good_answer(r);
    if (command && command->shape == SHAPE_WORD) {
        style(page, STYLE_DIM);
        out_text(page->out, word_name(LIST_VERB, (int)command->number));
        out_text(page->out, ": ");
        style(page, STYLE_PLAIN);
    }
    write_title(page, r);
    if (page->short_record)
        return;
    write_facts(page, r, PLACE_FACT);
    for (int i = 0; i < r->count; i++)
        if (render_place(r->items[i].field) == PLACE_SECTION && !render_is_empty(&r->items[i]))
            write_section(page, &r->items[i]);
    write_facts(page, r, PLACE_TAIL);
}

/* ---- comparisons ---------------------------------------------------- */

enum { COLUMN_GAP = 3, COLUMN_LEAST = 22, LABEL_WIDTH = 14 };

/* One cell of a row of columns: paragraphs that are wrapped line by line. */
struct column_text {
    const struct item *item;
    int next; /* of a list */
    const char *text;
    size_t n;
    bool first_line;
    bool started;
};

/* The next paragraph of a cell, or false. */
static bool next_paragraph(struct page *page, struct column_text *t)
{
    const struct item *item = t->item;
    const char *text;

    if (render_is_empty(item))
        return false;
    if (item->shape == SHAPE_LIST || item->shape == SHAPE_LINES) {
        text = render_list_item(item->list, t->next);
        if (!text)
            return false;
        t->next++;
        t->text = text;
        t->n = strlen(text);
    } else {
        if (t->started)
            return false;
        text = item->shape == SHAPE_WORD
                   ? catalog_word_label(page->catalog, item->of, (int)item->number)
                   : item->text;
        t->text = text;
        t->n = item->shape == SHAPE_WORD ? strlen(text) : item->length;
    }
    t->started = true;
    t->first_line = true;
    return true;
}

/* Prints the next line of a cell, padded to width; false when the cell is done. */
static bool write_cell_line(struct page *page, struct column_text *t, size_t width, bool pad)
{
    bool listed = t->item && t->item->shape == SHAPE_LIST;
    size_t indent = listed ? 2 : 0, used, length;
    const char *line;

    while (!show_wrap(&t->text, &t->n, width - indent, page->term->ascii, &line, &length))
        if (!next_paragraph(page, t)) {
            if (pad)
                out_blanks(page->out, width);
            return false;
        }
    if (listed)
        out_text(page->out, t->first_line ? "- " : "  ");
    t->first_line = false;
    show_text(page->out, line, length, page->term->ascii);
    used = indent + show_columns(line, length, page->term->ascii);
    if (pad && used < width)
        out_blanks(page->out, width - used);
    return true;
}

static bool cell_has_more(struct page *page, struct column_text *t)
{
    while (t->n > 0 && *t->text == ' ') {
        t->text++;
        t->n--;
    }
    return t->n > 0 || next_paragraph(page, t);
}

static void write_columns(struct page *page, const struct comparison *c, enum field field,
                          size_t indent, size_t width)
{
    struct column_text cells[COMPARE_MAX] = {0};
    bool first = true;

    for (int i = 0; i < c->count; i++)
        cells[i].item = compare_item(c, i, field);
    for (;;) {
        int last = -1; /* cells behind it are done: no blanks at the end of a line */

        for (int i = 0; i < c->count; i++)
            if (cell_has_more(page, &cells[i]))
                last = i;
        if (last < 0)
            break;
        if (!first)
            out_blanks(page->out, indent);
        first = false;
        for (int i = 0; i <= last; i++) {
            write_cell_line(page, &cells[i], width, i < last);
            if (i < last)
                out_blanks(page->out, COLUMN_GAP);
        }
        out_char(page->out, '\n');
    }
    if (first)
        out_char(page->out, '\n');
}

static const enum field long_fields[] = {FIELD_WHY, FIELD_DESCRIPTION, FIELD_WHEN, FIELD_FIX};

static void write_names(struct page *page, const struct comparison *c, size_t indent, size_t width)
{
    out_blanks(page->out, indent);
    for (int i = 0; i < c->count; i++) {
        size_t used;

        style(page, term_severity(c->things[i].severity));
        used = show_cut(page->out, c->names[i], strlen(c->names[i]), width, page->term->ascii);
        style(page, STYLE_PLAIN);
        if (i + 1 < c->count)
            out_blanks(page->out, width - used + COLUMN_GAP);
    }
    out_char(page->out, '\n');
}

/* A row of short values behind their label; `*` marks what differs. */
static void write_attribute(struct page *page, const struct comparison *c, enum field field,
                            size_t labels, size_t width)
{
    const char *label = catalog_label(page->catalog, field);
    size_t used;

    style(page, STYLE_WARN);
    out_text(page->out, "* ");
    style(page, STYLE_DIM);
    used = show_cut(page->out, label, strlen(label), labels, page->term->ascii);
    style(page, STYLE_PLAIN);
    out_blanks(page->out, labels - used + 2);
    write_columns(page, c, field, labels + 4, width);
}

static size_t attribute_labels(struct page *page, const struct comparison *c)
{
    enum field field;
    size_t widest = 0;

    for (int i = 0; compare_attribute(i, &field); i++) {
        const char *label = catalog_label(page->catalog, field);
        size_t n = show_columns(label, strlen(label), page->term->ascii);

        if (!compare_is_same(c, field) && n > widest)
            widest = n;
    }
    return widest < LABEL_WIDTH ? widest : LABEL_WIDTH;
}

static bool any_value(const struct comparison *c, enum field field)
{
    for (int i = 0; i < c->count; i++)
        if (!render_is_empty(compare_item(c, i, field)))
            return true;
    return false;
}

static void write_side_by_side(struct page *page, const struct comparison *c)
{
    size_t total = (size_t)page->term->width, n = (size_t)c->count;
    size_t labels = attribute_labels(page, c), gaps = COLUMN_GAP * (n - 1);
    size_t width = (total - labels - 4 - gaps) / n, wide = (total - 2 - gaps) / n;
    enum field field;

    for (int i = 0, shown = 0; compare_attribute(i, &field); i++) {
        if (compare_is_same(c, field))
            continue;
        if (shown++ == 0) {
            out_char(page->out, '\n');
            write_names(page, c, labels + 4, width);
        }
        write_attribute(page, c, field, labels, width);
    }
    for (size_t f = 0; f < sizeof long_fields / sizeof *long_fields; f++) {
        if (!any_value(c, long_fields[f]) || compare_is_same(c, long_fields[f]))
            continue;
        write_heading(page, catalog_label(page->catalog, long_fields[f]));
        write_names(page, c, 2, wide);
        out_blanks(page->out, 2);
        write_columns(page, c, long_fields[f], 2, wide);
    }
}

/* Too narrow for columns: each thing by itself, below the other. */
static void write_stacked(struct page *page, const struct comparison *c)
{
    enum field field;

    for (int t = 0; t < c->count; t++) {
        struct record some = c->things[t];

        if (c->distinct == 1)
            break;
        some.count = 0;
        for (int i = 0; compare_attribute(i, &field); i++)
            if (!compare_is_same(c, field) && compare_item(c, t, field))
                some.items[some.count++] = *compare_item(c, t, field);
        out_char(page->out, '\n');
        style(page, term_severity(c->things[t].severity));
        show_text(page->out, c->names[t], strlen(c->names[t]), page->term->ascii);
        style(page, STYLE_PLAIN);
        write_name(page, record_item(&some, FIELD_NAME),
                   show_columns(c->names[t], strlen(c->names[t]), page->term->ascii));
        write_facts(page, &some, PLACE_FACT);
        for (size_t f = 0; f < sizeof long_fields / sizeof *long_fields; f++) {
            const struct item *item = compare_item(c, t, long_fields[f]);
            if (!render_is_empty(item) && !compare_is_same(c, long_fields[f]))
                write_section(page, item);
        }
    }
}

/* What all have in common, said once. */
static void write_same(struct page *page, const struct comparison *c)
{
    struct record same;
    enum field field;

    record_init(&same, c->catalog, "same");
    for (int i = 0; compare_attribute(i, &field); i++) {
        const struct item *item = compare_item(c, 0, field);
        if (compare_is_same(c, field) && !render_is_empty(item) &&
            render_place(field) == PLACE_FACT)
            same.items[same.count++] = *item;
    }
    if (same.count > 0) {
        write_heading(page, catalog_label(page->catalog, FIELD_SAME));
        write_facts(page, &same, PLACE_FACT);
    }
    for (size_t f = 0; f < sizeof long_fields / sizeof *long_fields; f++) {
        const struct item *item = compare_item(c, 0, long_fields[f]);
        if (!render_is_empty(item) && compare_is_same(c, long_fields[f]))
            write_section(page, item);
    }
}

static void write_choices(struct page *page, const struct comparison *c)
{
    if (c->choice_count > 0)
        write_heading(page, catalog_label(page->catalog, FIELD_CHOOSE));
    for (int i = 0; i < c->choice_count; i++) {
        const char *name = c->choices[i].thing;
        size_t at = 4 + show_columns(name, strlen(name), page->term->ascii);

        out_blanks(page->out, 2);
        style(page, STYLE_TITLE);
        show_text(page->out, name, strlen(name), page->term->ascii);
        style(page, STYLE_PLAIN);
        out_text(page->out, ": ");
        write_wrapped(page, c->choices[i].text, strlen(c->choices[i].text), at, 4,
                      prose_width(page));
    }
}

static void text_compare(struct page *page, const struct comparison *c)
{
    size_t n = (size_t)c->count, total = (size_t)page->term->width;
    bool columns = total >= 60 && !catalog_is_rtl(page->catalog) &&
                   (total - LABEL_WIDTH - 4 - COLUMN_GAP * (n - 1)) / n >=
                       (n > 2 ? COLUMN_LEAST - 4 : COLUMN_LEAST);

    style(page, STYLE_TITLE);
    for (int i = 0; i < c->count; i++) {
        out_text(page->out, i ? " / " : "");
        show_text(page->out, c->names[i], strlen(c->names[i]), page->term->ascii);
    }
    style(page, STYLE_PLAIN);
    out_char(page->out, '\n');
    write_wrapped(page, c->introduction, strlen(c->introduction), 0, 0, prose_width(page));
    if (columns)
        write_side_by_side(page, c);
    else
        write_stacked(page, c);
    write_same(page, c);
    if (c->difference_count > 0)
        write_heading(page, catalog_label(page->catalog, FIELD_DIFFERENCE));
    for (int i = 0; i < c->difference_count; i++)
        write_paragraph(page, c->differences[i].text, 2, "- ");
    write_choices(page, c);
}

/* ---- tables ---------------------------------------------------------- */

static void text_head(struct page *page, const struct layout *layout)
{
    (void)page;
    (void)layout;
}

/* The short value of a table's cell; number is room for digits. */
static size_t cell_text(const struct item *item, char number[24], const char **text)
{
    char digits[24];
    size_t n = 0;

    *text = "-";
    if (render_is_empty(item))
        return 1;
    if (item->shape == SHAPE_WORD) {
        *text = word_name(item->of, (int)item->number);
        return strlen(*text);
    }
    if (item->shape != SHAPE_NUMBER) {
        *text = item->text;
        return item->length;
    }
    for (long left = item->number; n == 0 || left > 0; left /= 10)
        digits[n++] = (char)('0' + left % 10);
    for (size_t i = 0; i < n; i++)
        number[i] = digits[n - 1 - i];
    *text = number;
    return n;
}

enum { NAME_LEAST = 20, WORD_LEAST = 11 };

/*
 * Which columns there is room for: a narrow screen keeps the first and the
 * last, which is the name or what is said, and of the others what fits.
 */
static unsigned columns_shown(const struct page *page, const struct layout *layout)
{
    int last = layout->count - 1;
    int left = page->term->width - (layout->fields[last] == FIELD_NAME ? NAME_LEAST : WORD_LEAST);
    unsigned shown = 1u << last;

    for (int i = 0; i < last; i++)
        if (i == 0 || !page->term->cuts || layout->widths[i] + 2 <= left) {
            shown |= 1u << i;
            left -= layout->widths[i] + 2;
        }
    return shown;
}

static void text_row(struct page *page, const struct layout *layout, const struct record *record)
{
    size_t left = page->term->cuts ? (size_t)page->term->width : (size_t)-1;
    unsigned shown = columns_shown(page, layout);

    for (int i = 0; i < layout->count; i++) {
        if (!(shown >> i & 1))
            continue;
        const struct item *item = record_item(record, layout->fields[i]);
        char number[24];
        const char *text;
        size_t n = cell_text(item, number, &text), used, width = (size_t)layout->widths[i];

        if (i == 0)
            style(page, record->severity ? term_severity(record->severity) : STYLE_TITLE);
        used = show_cut(page->out, text, n, left, page->term->ascii);
        if (i == 0)
            style(page, STYLE_PLAIN);
        left -= used < left ? used : left;
        if (i + 1 == layout->count || left < 3)
            break;
        out_blanks(page->out, (width > used ? width - used : 0) + 2);
        used = (width > used ? width - used : 0) + 2;
        left -= used < left ? used : left;
    }
    out_char(page->out, '\n');
}

/* ---- streams ---------------------------------------------------------- */

static void text_scan_head(struct page *page)
{
    (void)page;
}

/* The note below a line: `    => 550 5.1.1  user-unknown  sender  never  (rule)`. */
static void write_note(struct page *page, const struct scanned *s)
{
    struct out *out = page->out;
    const struct found *f = s->found;
    const struct judgement *j = s->judgement;
    char status[STATUS_TEXT];

    out_text(out, "    => ");
    style(page, term_severity(found_class(f)));
    if (f->code >= 0)
        out_number(out, (unsigned long long)f->code);
    if (status_is_set(&f->status)) {
        status_format(&f->status, status);
        out_text(out, f->code >= 0 ? " " : "");
        out_text(out, status);
    }
    out_text(out, "  ");
    out_text(out, word_name(LIST_CAUSE, j->verdict.cause));
    style(page, STYLE_PLAIN);
    out_text(out, "  fixer ");
    out_text(out, word_name(LIST_FIXER, j->verdict.fixer));
    out_text(out, "  retry ");
    out_text(out, word_name(LIST_RETRY, j->verdict.retry));
    if (j->rule >= 0) {
        out_text(out, "  rule ");
        out_text(out, rules_id(j->rule));
    }
    for (int w = 0; j->warnings && w < WARNING_COUNT; w++)
        if (j->warnings >> w & 1) {
            out_text(out, "  ");
            style(page, STYLE_WARN);
            out_text(out, word_name(LIST_WARNING, w));
            style(page, STYLE_PLAIN);
        }
    out_char(out, '\n');
}

static void text_scan(struct page *page, const struct scanned *s)
{
    stock_verdict(page, s, write_note);
}

const struct format render_text = {
    .name = "text",
    .record = text_record,
    .compare = text_compare,
    .head = text_head,
    .row = text_row,
    .lines = true,
    .scan_head = text_scan_head,
    .scan = text_scan,
    .tally = text_tally,
};
