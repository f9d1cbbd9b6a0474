/*
 * A tally as one page: what failed, what to do about it, charts as inline
 * SVG.  Every chart has a table with the same figures below it.
 *
 * Bars are not scaled but have widths in percent, and their labels are text
 * above them: letters are as big on a phone as on a wide screen, and long names
 * wrap.
 */
#include "html.h"

#include <string.h>

enum { ROWS = 20, BARS = 10, FIXES = 5 };

static const char report_style[] =
    ".total{font-size:1.15rem;display:flex;flex-wrap:wrap;gap:.2rem "
    "1.5rem}svg{display:block;width:100%}.chart,[dir=rtl] "
    ".chart{list-style:none;padding:0}"
    ".chart .label{display:flex;justify-content:space-between;gap:1rem}.c0{fill:var(--bar)}"
    ".c2,.c3{fill:var(--good)}.c4{fill:var(--warn)}.c5{fill:var(--bad)}.track{fill:var(--soft)}\n"
    ".k{display:inline-block;width:.8em;height:.8em;border-radius:.15em}.k2,.k3{background:"
    "var(--good)}.k4{background:var(--warn)}.k5{background:var(--bad)}.k1,.k-{background:var(--bar)"
    "}\n"
    ".part h2~.scroll caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;"
    "overflow:hidden}\n"
    ".fixes article{border-inline-start:4px solid var(--warn);padding-inline-start:1rem}\n";

static void write_number(struct page *page, uint64_t n)
{
    char text[REPORT_NUMBER];

    report_number(n, text);
    out_text(page->out, text);
}

static void write_percent(struct page *page, unsigned permille, const char *unit)
{
    out_tenths(page->out, permille);
    out_text(page->out, unit);
}

static const char *label_of(struct page *page, enum tally_key key)
{
    return catalog_label(page->catalog, report_field(key));
}

/* What a row is called in a chart: its name, or its value where it has none. */
static const char *caption_of(struct page *page, const struct tally_row *row, enum tally_key key,
                              char buffer[STATUS_TEXT])
{
    const char *name = report_name(page->catalog, row, key);

    return *name ? name : report_value(row, key, buffer);
}

/* ---- charts --------------------------------------------------------------- */

static void open_chart(struct page *page, const char *label, int height)
{
    out_text(page->out, "<svg role=\"img\" height=\"");
    out_number(page->out, (unsigned long long)height);
    out_text(page->out, "\" aria-label=\"");
    html_text(page->out, label);
    out_text(page->out, "\">\n");
}

/* A rectangle from x on, both in tenths of a percent; mirrored on a page from right to left. */
static void write_rectangle(struct page *page, const char *class, unsigned x, unsigned width, int y)
{
    out_text(page->out, "<rect class=\"");
    out_text(page->out, class);
    out_text(page->out, "\" x=\"");
    write_percent(page, html_is_rtl(page) ? 1000 - x - width : x, "%");
    out_text(page->out, "\" width=\"");
    write_percent(page, width, "%");
    out_text(page->out, "\" y=\"");
    out_number(page->out, (unsigned long long)y);
    out_text(page->out, "\" height=\"14\" rx=\"2\"></rect>\n");
}

static void write_bar(struct page *page, const struct report_part *part,
                      const struct tally_row *row, enum tally_key key)
{
    unsigned width = report_permille(row->count, part->most);
    char buffer[STATUS_TEXT];

    out_text(page->out, "<li><span class=\"label\"><bdi>");
    html_text(page->out, caption_of(page, row, key, buffer));
    out_text(page->out, "</bdi> <span>");
    write_number(page, row->count);
    out_text(page->out, "</span></span><svg aria-hidden=\"true\" height=\"14\">\n");
    write_rectangle(page, "track", 0, 1000, 0);
    write_rectangle(page, "c0", 0, width ? width : 1, 0);
    out_text(page->out, "</svg></li>\n");
}

/* The biggest rows as bars. */
static void write_bars(struct page *page, const struct report_part *part, enum tally_key key)
{
    int bars = 0;

    for (int i = 0; i < part->count && bars < BARS; i++) {
        if (report_is_quiet(part->keys, &part->rows[i]))
            continue;
        if (bars++ == 0)
            out_text(page->out, "<ol class=\"chart\">\n");
        write_bar(page, part, &part->rows[i], key);
    }
    out_text(page->out, bars ? "</ol>\n" : "");
}

/* All classes in one bar, in the order of their digits. */
static void write_classes(struct page *page, const struct report_part *part)
{
    unsigned x = 0;

    open_chart(page, label_of(page, TALLY_CLASS), 20);
    for (int class = -1; class <= 5; class ++)
        for (int i = 0; i < part->count; i++) {
            unsigned width = report_permille(part->rows[i].count, part->replies);
            char name[] = "c0";

            if (part->rows[i].class != class)
                continue;
            name[1] = (char)('0' + (class > 1 ? class : 0));
            if (width > 1000 - x)
                width = 1000 - x;
            write_rectangle(page, name, x, width, 3);
            x += width;
        }
    out_text(page->out, "</svg>\n");
}

/* ---- tables --------------------------------------------------------------- */

static void write_count_cells(struct page *page, const struct report_part *part, uint64_t count)
{
    out_text(page->out, "<td class=\"number\">");
    write_number(page, count);
    out_text(page->out, "</td><td class=\"number\">");
    write_percent(page, report_permille(count, part->replies), " %");
    out_text(page->out, "</td>");
}

static void write_row(struct page *page, const struct report_part *part,
                      const struct tally_row *row, bool named)
{
    char buffer[STATUS_TEXT], class[] = "-";

    out_text(page->out, "<tr>");
    if (row->class >= 1)
        class[0] = (char)('0' + row->class);
    for (int k = 0, first = 1; k < TALLY_KEYS; k++) {
        if (!(part->keys >> k & 1))
            continue;
        out_text(page->out, first ? "<th scope=\"row\">" : "<td>");
        if (k == TALLY_CLASS) {
            out_text(page->out, "<span class=\"k k");
            out_text(page->out, class);
            out_text(page->out, "\"></span> ");
        }
        html_text(page->out, report_value(row, (enum tally_key)k, buffer));
        out_text(page->out, first ? "</th>" : "</td>");
        first = 0;
        if (!named)
            continue;
        html_open_text(page, "td");
        html_text(page->out, report_name(page->catalog, row, (enum tally_key)k));
        out_text(page->out, "</td>");
    }
    write_count_cells(page, part, row->count);
    out_text(page->out, "</tr>\n");
}

static void write_rest(struct page *page, const struct report_part *part, int columns)
{
    out_text(page->out, "<tr><th scope=\"row\"");
    if (columns > 1) {
        out_text(page->out, " colspan=\"");
        out_number(page->out, (unsigned long long)columns);
        out_char(page->out, '"');
    }
    out_char(page->out, '>');
    html_text(page->out, catalog_ui(page->catalog, "tally-other"));
    out_text(page->out, " (");
    out_number(page->out, (unsigned long long)part->more);
    out_text(page->out, ")</th>");
    write_count_cells(page, part, part->rest);
    out_text(page->out, "</tr>\n");
}

static void write_table(struct page *page, const struct report_part *part, const char *label)
{
    bool named = report_has_names(page->catalog, part);
    int columns = named;

    html_open_table(page, label);
    for (int k = 0; k < TALLY_KEYS; k++)
        if (part->keys >> k & 1) {
            html_column_head(page, label_of(page, (enum tally_key)k));
            columns++;
        }
    if (named)
        html_column_head(page, catalog_label(page->catalog, FIELD_NAME));
    out_text(page->out, "<th scope=\"col\" class=\"number\">");
    html_text(page->out, catalog_label(page->catalog, FIELD_NUMBER));
    out_text(page->out, "</th><th scope=\"col\" class=\"number\">");
    html_text(page->out, catalog_ui(page->catalog, "tally-share"));
    out_text(page->out, "</th></tr>\n</thead>\n<tbody>\n");
    for (int i = 0; i < part->count; i++)
        write_row(page, part, &part->rows[i], named);
    if (part->more > 0)
        write_rest(page, part, columns);
    html_close_table(page);
}

/* ---- the page --------------------------------------------------------------- */

static void write_fix(struct page *page, const struct tally_row *row)
{
    const struct catalog *catalog = page->catalog;
    struct item items[] = {
        {.field = FIELD_CAUSE, .shape = SHAPE_WORD, .of = LIST_CAUSE, .number = row->cause},
        {.field = FIELD_FIXER,
         .shape = SHAPE_WORD,
         .of = LIST_FIXER,
         .number = catalog_word(KIND_CAUSE, row->cause, FIELD_FIXER)},
        {.field = FIELD_RETRY,
         .shape = SHAPE_WORD,
         .of = LIST_RETRY,
         .number = catalog_word(KIND_CAUSE, row->cause, FIELD_RETRY)},
    };
    struct item fix = {.field = FIELD_FIX,
                       .shape = SHAPE_LIST,
                       .list = catalog_list(catalog, KIND_CAUSE, row->cause, FIELD_FIX)};

    out_text(page->out, "<article>\n<h3><bdi>");
    html_text(page->out, catalog_word_label(catalog, LIST_CAUSE, row->cause));
    out_text(page->out, "</bdi> <span class=\"dim\">");
    write_number(page, row->count);
    out_text(page->out, "</span></h3>\n");
    for (size_t i = 1; i < sizeof items / sizeof *items; i++) {
        html_open_text(page, "p");
        out_text(page->out, "<span class=\"dim\">");
        html_text(page->out, catalog_label(catalog, items[i].field));
        out_text(page->out, ":</span> ");
        html_value(page, &items[i]);
        out_text(page->out, "</p>\n");
    }
    html_section(page, &fix, 4);
    out_text(page->out, "</article>\n");
}

static void write_fixes(struct page *page, const struct report *report)
{
    struct tally_row rows[FIXES];
    int count = report_failing(report, rows, FIXES);

    if (count == 0)
        return;
    out_text(page->out, "<section class=\"fixes\">\n");
    html_heading(page, 2, catalog_ui(page->catalog, "tally-first"));
    for (int i = 0; i < count; i++)
        write_fix(page, &rows[i]);
    out_text(page->out, "</section>\n");
}

static void write_head(struct page *page, const struct report *report)
{
    uint64_t number;
    const char *label;

    html_open_text(page, "p class=\"total\"");
    for (int i = 0; report_total(report, i, &number, &label); i++) {
        out_text(page->out, i > 0 ? " \n<span>" : "<span>");
        html_text(page->out, catalog_ui(page->catalog, label));
        out_text(page->out, " <strong>");
        write_number(page, number);
        out_text(page->out, "</strong></span>");
    }
    out_text(page->out, "</p>\n");
    for (int i = 0; i < report->name_count; i++) {
        out_text(page->out, i ? "<br>" : "<p class=\"dim\" dir=\"ltr\">");
        html_text(page->out, report->names[i]);
    }
    out_text(page->out, report->name_count ? "</p>\n" : "");
}

static void write_part(struct page *page, const struct report_part *part, enum tally_key key)
{
    const char *label =
        key == TALLY_KEYS ? catalog_ui(page->catalog, "tally-title") : label_of(page, key);

    out_text(page->out, "<div class=\"part\">\n");
    if (key != TALLY_KEYS)
        html_heading(page, 2, label);
    if (key == TALLY_CLASS)
        write_classes(page, part);
    else if (key == TALLY_CAUSE || key == TALLY_PROVIDER)
        write_bars(page, part, key);
    write_table(page, part, label);
    out_text(page->out, "</div>\n");
}

void html_tally(struct page *page, const struct report *report)
{
    const char *title = catalog_ui(page->catalog, "tally-title");
    struct report_part part;

    html_begin(page, title, strlen(title), report_style, false);
    out_text(page->out, "<main>\n");
    html_heading(page, 1, title);
    write_head(page, report);
    for (int i = 0; report_part(report, i, ROWS, &part); i++) {
        enum tally_key key = report_only_key(&part);

        if (part.count == 0)
            continue;
        write_part(page, &part, key);
        if (key == TALLY_CAUSE && !report->by)
            write_fixes(page, report);
    }
}
