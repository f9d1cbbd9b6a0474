/*
 * A tally for people on a terminal: aligned numbers, bars, names, and one
 * line for each of the biggest failing causes.
 */
#include "render.h"

#include "show.h"

#include <string.h>

enum { BAR = 12, BAR_WIDTH_LEAST = 64, ADVICE = 3, NAME = 16 };

static size_t columns_of(const struct page *page, const char *text)
{
    return show_columns(text, strlen(text), page->term->ascii);
}

static void write_heading(struct page *page, const char *text)
{
    out_char(page->out, '\n');
    term_style(page->term, page->out, STYLE_HEADING);
    show_text(page->out, text, strlen(text), page->term->ascii);
    term_style(page->term, page->out, STYLE_PLAIN);
    out_char(page->out, '\n');
}

/* Widths of the columns of a part: count, each key, and the names beside a lone key. */
struct widths {
    size_t number, key[TALLY_KEYS], name;
};

static struct widths measure(struct page *page, const struct report_part *part)
{
    struct widths w = {0};
    char text[REPORT_NUMBER], buffer[STATUS_TEXT];

    w.number = report_number(part->rest, text);
    for (int i = 0; i < part->count; i++) {
        size_t n = report_number(part->rows[i].count, text);

        if (n > w.number)
            w.number = n;
        for (int k = 0; k < TALLY_KEYS; k++)
            if (part->keys >> k & 1) {
                n = columns_of(page, report_value(&part->rows[i], (enum tally_key)k, buffer));
                w.key[k] = n > w.key[k] ? n : w.key[k];
                n = columns_of(page, report_name(page->catalog, &part->rows[i], (enum tally_key)k));
                w.name = n > w.name ? n : w.name;
            }
    }
    return w;
}

/* Blocks of an eighth make short bars as telling as long ones; returns the columns used. */
static size_t write_bar(struct page *page, uint64_t count, uint64_t most)
{
    static const char *const parts[] = {"",
                                        "\xe2\x96\x8f",
                                        "\xe2\x96\x8e",
                                        "\xe2\x96\x8d",
                                        "\xe2\x96\x8c",
                                        "\xe2\x96\x8b",
                                        "\xe2\x96\x8a",
                                        "\xe2\x96\x89"};
    double full = most ? (double)count * BAR / (double)most : 0;
    size_t whole = (size_t)full, eighths = (size_t)((full - (double)whole) * 8 + 0.5);

    if (page->term->ascii) {
        whole += eighths >= 4 || whole == 0;
        for (size_t i = 0; i < whole; i++)
            out_char(page->out, '#');
        return whole;
    }
    whole += eighths == 8;
    eighths = eighths == 8 ? 0 : whole == 0 && eighths == 0 ? 1 : eighths;
    for (size_t i = 0; i < whole; i++)
        out_text(page->out, "\xe2\x96\x88");
    out_text(page->out, parts[eighths]);
    return whole + (eighths > 0);
}

static void write_share(struct page *page, unsigned permille)
{
    out_text(page->out, permille < 100 ? "   " : permille < 1000 ? "  " : " ");
    out_tenths(page->out, permille);
    out_text(page->out, " %");
}

/* Count and share, at the start of every row; returns the columns used. */
static size_t write_count(struct page *page, const struct report_part *part, uint64_t count,
                          size_t width)
{
    char text[REPORT_NUMBER];
    size_t n = report_number(count, text);

    out_blanks(page->out, 2 + width - n);
    out_text(page->out, text);
    write_share(page, report_permille(count, part->replies));
    return 2 + width + 8;
}

static bool has_bars(const struct page *page)
{
    return page->term->width >= BAR_WIDTH_LEAST;
}

/* A name in its own column, or below the value where the screen is too narrow for the names. */
static void write_name(struct page *page, const struct widths *w, const char *name, size_t at,
                       size_t below, size_t padding)
{
    size_t n = strlen(name), length, width = (size_t)page->term->width;
    const char *line;
    bool beside = at + (w->name < NAME ? w->name : NAME) <= width;

    if (below + NAME > width)
        below = 4;
    out_blanks(page->out, beside ? padding : 0);
    for (bool first = beside;
         show_wrap(&name, &n, width - (beside ? at : below), page->term->ascii, &line, &length);
         first = false) {
        if (!first) {
            out_char(page->out, '\n');
            out_blanks(page->out, beside ? at : below);
        }
        show_text(page->out, line, length, page->term->ascii);
    }
}

/* The values of a row's keys, and the name of the last one where there is but one. */
static void write_keys(struct page *page, const struct report_part *part,
                       const struct tally_row *row, const struct widths *w, size_t used)
{
    char buffer[STATUS_TEXT];
    size_t below = used + 2, padding = 0;
    const char *name = "";

    for (int k = 0; k < TALLY_KEYS; k++) {
        const char *text;

        if (!(part->keys >> k & 1))
            continue;
        text = report_value(row, (enum tally_key)k, buffer);
        name = report_name(page->catalog, row, (enum tally_key)k);
        out_blanks(page->out, padding + 2);
        used += padding + 2;
        if (k == TALLY_CLASS || k == TALLY_CODE || k == TALLY_ENHANCED)
            term_style(page->term, page->out, term_severity(row->class));
        show_text(page->out, text, strlen(text), page->term->ascii);
        term_style(page->term, page->out, STYLE_PLAIN);
        used += columns_of(page, text);
        padding = w->key[k] - columns_of(page, text);
    }
    if (*name && !(part->keys & (part->keys - 1)))
        write_name(page, w, name, used + padding + 2, below, padding + 2);
}

/* What the columns are, where there are several. */
static void write_column_names(struct page *page, const struct report_part *part, struct widths *w)
{
    size_t padding = 0;

    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1) {
            size_t n =
                columns_of(page, catalog_label(page->catalog, report_field((enum tally_key)k)));
            if (n > w->key[k])
                w->key[k] = n;
        }
    term_style(page->term, page->out, STYLE_DIM);
    out_blanks(page->out, 2 + w->number + 8 + (has_bars(page) ? BAR + 2 : 0));
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1) {
            const char *label = catalog_label(page->catalog, report_field((enum tally_key)k));

            out_blanks(page->out, padding + 2);
            show_text(page->out, label, strlen(label), page->term->ascii);
            padding = w->key[k] - columns_of(page, label);
        }
    term_style(page->term, page->out, STYLE_PLAIN);
    out_char(page->out, '\n');
}

static void write_rest(struct page *page, const struct report_part *part, const struct widths *w)
{
    const char *others = catalog_ui(page->catalog, "tally-other");

    write_count(page, part, part->rest, w->number);
    if (has_bars(page))
        out_blanks(page->out, BAR + 2);
    out_text(page->out, "  ");
    term_style(page->term, page->out, STYLE_DIM);
    show_text(page->out, others, strlen(others), page->term->ascii);
    out_text(page->out, " (");
    out_number(page->out, (unsigned long long)part->more);
    out_char(page->out, ')');
    term_style(page->term, page->out, STYLE_PLAIN);
    out_char(page->out, '\n');
}

static void write_part(struct page *page, const struct report_part *part)
{
    struct widths w = measure(page, part);

    if (part->keys & (part->keys - 1))
        write_column_names(page, part, &w);
    for (int i = 0; i < part->count; i++) {
        const struct tally_row *row = &part->rows[i];
        size_t used = write_count(page, part, row->count, w.number);

        if (has_bars(page)) {
            size_t bar;

            out_text(page->out, "  ");
            bar = report_is_quiet(part->keys, row) ? 0 : write_bar(page, row->count, part->most);
            out_blanks(page->out, BAR - bar);
            used += 2 + BAR;
        }
        write_keys(page, part, row, &w, used);
        out_char(page->out, '\n');
    }
    if (part->more > 0)
        write_rest(page, part, &w);
}

/* One line for each of the causes that failed most: the first thing to do. */
static void write_advice(struct page *page, const struct report *report)
{
    struct tally_row rows[ADVICE];
    int count = report_failing(report, rows, ADVICE);
    size_t labels = 0;

    if (count > 0)
        write_heading(page, catalog_ui(page->catalog, "tally-first"));
    for (int i = 0; i < count; i++) {
        size_t n = strlen(word_name(LIST_CAUSE, rows[i].cause));
        labels = n > labels ? n : labels;
    }
    for (int i = 0; i < count; i++) {
        const char *word = word_name(LIST_CAUSE, rows[i].cause), *line;
        const char *fix =
            catalog_item(catalog_list(page->catalog, KIND_CAUSE, rows[i].cause, FIELD_FIX), 0);
        size_t n = fix ? strlen(fix) : 0, length, width = (size_t)page->term->width;
        size_t at = labels + 4 + 24 > width ? 4 : labels + 4;

        out_blanks(page->out, 2);
        out_text(page->out, word);
        out_blanks(page->out, at > 4 ? labels + 2 - strlen(word) : 0);
        for (bool first = at > 4;
             show_wrap(&fix, &n, (width < TERM_PROSE ? width : TERM_PROSE) - at, page->term->ascii,
                       &line, &length);
             first = false) {
            if (!first) {
                out_char(page->out, '\n');
                out_blanks(page->out, at);
            }
            show_text(page->out, line, length, page->term->ascii);
        }
        out_char(page->out, '\n');
    }
}

/* "Replies 1,234   Failures 12   Lines 5,678": labels, which need no plural forms. */
static void write_totals(struct page *page, const struct report *report)
{
    size_t used = 0;
    uint64_t number;
    const char *label;

    for (int i = 0; report_total(report, i, &number, &label); i++) {
        const char *words = catalog_ui(page->catalog, label);
        char text[REPORT_NUMBER];
        size_t n = columns_of(page, words) + 1 + report_number(number, text);
        bool fits = used + 3 + n <= (size_t)page->term->width;

        if (i > 0 && fits)
            out_blanks(page->out, 3);
        else if (i > 0)
            out_char(page->out, '\n');
        used = i > 0 && fits ? used + 3 + n : n;
        show_text(page->out, words, strlen(words), page->term->ascii);
        out_char(page->out, ' ');
        term_style(page->term, page->out, STYLE_TITLE);
        out_text(page->out, text);
        term_style(page->term, page->out, STYLE_PLAIN);
    }
    out_char(page->out, '\n');
}

void text_tally(struct page *page, const struct report *report)
{
    struct report_part part;

    write_totals(page, report);
    for (int i = 0; report_part(report, i, REPORT_TOP, &part); i++) {
        enum tally_key key = report_only_key(&part);

        if (part.count == 0)
            continue;
        if (!report->by)
            write_heading(page, catalog_label(page->catalog, report_field(key)));
        write_part(page, &part);
        if (key == TALLY_CAUSE && !report->by)
            write_advice(page, report);
    }
}
