/*
 * HTML: one self-contained page that needs neither network nor script.  Text
 * of the tables and of the input is escaped.
 */
#include "html.h"
#include "rules.h"

#include <string.h>

static const char compare_style[] =
    ".columns{display:grid;gap:0 2rem}.columns>article{min-width:0}"
    "@media(min-width:48rem){.columns{grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}}\n"
    "tbody th[scope=rowgroup]{background:var(--soft)}\n";

static void begin(struct page *page, const char *title, size_t n, const char *style)
{
    if (page->begun)
        return;
    html_begin(page, title, n, style, false);
    out_text(page->out, "<main>\n");
}

static void html_end(struct page *page)
{
    if (page->in_section) {
        html_catalog_end(page);
        return;
    }
    if (page->in_table)
        html_close_table(page);
    out_text(page->out, "</main>\n</body>\n</html>\n");
}

/* ---- one thing ------------------------------------------------------------ */

static void write_title(struct page *page, const struct record *r, int level)
{
    const struct item *thing = record_item(r, FIELD_THING);
    char tag[] = "h1>";

    tag[1] = (char)('0' + level);
    out_char(page->out, '<');
    out_text(page->out, tag);
    if (!render_is_empty(record_item(r, FIELD_CODE)) ||
        !render_is_empty(record_item(r, FIELD_ENHANCED))) {
        static const char *const spans[] = {"<span>",
                                            "<span class=\"s2\">",
                                            "<span class=\"s2\">",
                                            "<span class=\"s3\">",
                                            "<span class=\"s4\">",
                                            "<span class=\"s5\">"};

        out_text(page->out, spans[r->severity >= 0 && r->severity < 6 ? r->severity : 0]);
        render_subject(page, r);
        out_text(page->out, "</span>");
    } else if (!render_is_empty(thing)) {
        html_value(page, thing);
    }
    if (!render_is_empty(record_item(r, FIELD_NAME))) {
        out_text(page->out, " <bdi>");
        html_value(page, record_item(r, FIELD_NAME));
        out_text(page->out, "</bdi>");
    }
    out_text(page->out, "</");
    out_text(page->out, tag);
    out_char(page->out, '\n');
}

static void open_article(struct page *page, const struct record *r)
{
    const struct item *thing = record_item(r, FIELD_THING);

    out_text(page->out, "<article");
    if (page->printed == 0 && !render_is_empty(thing) && thing->length < 40 &&
        strcmp(r->kind, "reply") != 0) {
        out_text(page->out, " id=\"");
        html_anchor(page->out, thing->text, thing->length);
        out_char(page->out, '"');
    }
    out_text(page->out, ">\n");
}

static void html_record(struct page *page, const struct record *r)
{
    const struct item *thing = record_item(r, FIELD_THING);
    bool reply = strcmp(r->kind, "reply") == 0 || render_is_empty(thing);
    int level = page->printed == 0 ? 1 : 2;

    begin(page, reply ? "" : thing->text, reply ? 0 : thing->length, "");
    open_article(page, r);
    write_title(page, r, level);
    html_facts(page, r);
    html_sections(page, r, level + 1);
    out_text(page->out, "</article>\n");
}

/* ---- comparisons ---------------------------------------------------------- */

static void write_attribute(struct page *page, const struct comparison *c, enum field field)
{
    out_text(page->out, compare_is_same(c, field) ? "<tr><th scope=\"row\">"
                                                  : "<tr class=\"differs\"><th scope=\"row\">");
    html_text(page->out, catalog_label(page->catalog, field));
    out_text(page->out, "</th>");
    for (int t = 0; t < c->count; t++) {
        const struct item *item = compare_item(c, t, field);

        html_open_text(page, "td");
        if (!render_is_empty(item))
            html_value(page, item);
        out_text(page->out, "</td>");
    }
    out_text(page->out, "</tr>\n");
}

static bool any_value(const struct comparison *c, enum field field)
{
    for (int t = 0; t < c->count; t++)
        if (!render_is_empty(compare_item(c, t, field)))
            return true;
    return false;
}

/* The attributes that differ, or those that are the same, below a heading of their own. */
static void write_attributes(struct page *page, const struct comparison *c, bool same,
                             const char *heading)
{
    char columns[] = "2";
    enum field field;
    bool any = false;

    columns[0] = (char)('1' + c->count); /* at most 9 */
    for (int i = 0; compare_attribute(i, &field); i++) {
        if (compare_is_same(c, field) != same || !any_value(c, field))
            continue;
        if (!any) {
            out_text(page->out, "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"");
            out_text(page->out, columns);
            out_text(page->out, "\">");
            html_text(page->out, heading);
            out_text(page->out, "</th></tr>\n");
        }
        any = true;
        write_attribute(page, c, field);
    }
    out_text(page->out, any ? "</tbody>\n" : "");
}

static void write_comparison_table(struct page *page, const struct comparison *c)
{
    html_open_table(page, catalog_ui(page->catalog, "compare-table"));
    out_text(page->out, "<td></td>");
    for (int t = 0; t < c->count; t++)
        html_column_head(page, c->names[t]);
    out_text(page->out, "</tr>\n</thead>\n");
    write_attributes(page, c, false, catalog_label(page->catalog, FIELD_DIFFERENCE));
    write_attributes(page, c, true, catalog_label(page->catalog, FIELD_SAME));
    out_text(page->out, "</table>\n</div>\n");
}

/* `214: Success, Information`: severity and category of a thing, as words. */
static void write_category(struct page *page, const struct comparison *c, int thing)
{
    static const enum field digits[] = {FIELD_SEVERITY, FIELD_CATEGORY, FIELD_CLASS, FIELD_SUBJECT};
    bool any = false;

    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        const struct item *item = compare_item(c, thing, digits[i]);

        if (render_is_empty(item))
            continue;
        out_text(page->out, any ? " &middot; " : "<p class=\"dim\">");
        any = true;
        html_text(page->out, catalog_label(page->catalog, digits[i]));
        out_text(page->out, ": ");
        html_value(page, item);
    }
    out_text(page->out, any ? "</p>\n" : "");
}

static void write_things(struct page *page, const struct comparison *c)
{
    static const enum field sections[] = {FIELD_WHY, FIELD_DESCRIPTION, FIELD_WHEN, FIELD_FIX};

    out_text(page->out, "<div class=\"columns\">\n");
    for (int t = 0; t < c->count; t++) {
        out_text(page->out, "<article>\n");
        write_title(page, &c->things[t], 2);
        write_category(page, c, t);
        for (size_t f = 0; f < sizeof sections / sizeof *sections; f++)
            if (!render_is_empty(compare_item(c, t, sections[f])))
                html_section(page, compare_item(c, t, sections[f]), 3);
        out_text(page->out, "</article>\n");
    }
    out_text(page->out, "</div>\n");
}

static void write_sentences(struct page *page, const struct comparison *c)
{
    if (c->difference_count > 0) {
        html_heading(page, 2, catalog_label(page->catalog, FIELD_DIFFERENCE));
        out_text(page->out, "<ul>\n");
        for (int i = 0; i < c->difference_count; i++) {
            html_open_text(page, "li");
            html_prose(page->out, c->differences[i].text, strlen(c->differences[i].text));
            out_text(page->out, "</li>\n");
        }
        out_text(page->out, "</ul>\n");
    }
    if (c->choice_count > 0) {
        html_heading(page, 2, catalog_label(page->catalog, FIELD_CHOOSE));
        out_text(page->out, "<dl>\n");
        for (int i = 0; i < c->choice_count; i++) {
            out_text(page->out, "<dt>");
            html_text(page->out, c->choices[i].thing);
            out_text(page->out, "</dt>");
            html_open_text(page, "dd");
            html_prose(page->out, c->choices[i].text, strlen(c->choices[i].text));
            out_text(page->out, "</dd>\n");
        }
        out_text(page->out, "</dl>\n");
    }
}

static void html_compare(struct page *page, const struct comparison *c)
{
    char title[COMPARE_MAX * 44] = "";

    for (int t = 0; t < c->count; t++) {
        strcat(title, t ? " / " : "");
        strncat(title, c->names[t], 40);
    }
    begin(page, title, strlen(title), compare_style);
    html_heading(page, 1, title);
    html_open_text(page, "p");
    html_prose(page->out, c->introduction, strlen(c->introduction));
    out_text(page->out, "</p>\n");
    write_comparison_table(page, c);
    write_things(page, c);
    write_sentences(page, c);
}

/* ---- tables --------------------------------------------------------------- */

static void begin_table(struct page *page, const char *title, const char *const *heads, int count)
{
    begin(page, title, strlen(title), "");
    page->in_table = true;
    html_heading(page, 1, title);
    html_open_table(page, title);
    for (int i = 0; i < count; i++)
        html_column_head(page, heads[i]);
    out_text(page->out, "</tr>\n</thead>\n<tbody>\n");
}

static void html_head(struct page *page, const struct layout *layout)
{
    const char *heads[RECORD_ITEMS];

    for (int i = 0; i < layout->count; i++)
        heads[i] = catalog_label(page->catalog, layout->fields[i]);
    begin_table(page, catalog_ui(page->catalog, "page-title"), heads, layout->count);
}

/* A row of a table of the catalogue can be linked to by its key. */
static void open_row(struct page *page, const struct layout *layout, const struct record *record)
{
    const struct item *key = record_item(record, layout->fields[0]);

    if (layout->fields[0] == FIELD_THING || render_is_empty(key)) {
        out_text(page->out, "<tr>");
        return;
    }
    out_text(page->out, "<tr id=\"");
    if (key->shape == SHAPE_NUMBER)
        out_number(page->out, (unsigned long long)key->number);
    else
        html_anchor(page->out, key->text, key->length);
    out_text(page->out, "\">");
}

static void html_row(struct page *page, const struct layout *layout, const struct record *record)
{
    open_row(page, layout, record);
    for (int i = 0; i < layout->count; i++) {
        const struct item *item = record_item(record, layout->fields[i]);

        html_open_text(page, "td");
        if (!render_is_empty(item) && item->shape == SHAPE_WORD)
            html_text(page->out, word_name(item->of, (int)item->number));
        else if (!render_is_empty(item))
            html_value(page, item);
        out_text(page->out, "</td>");
    }
    out_text(page->out, "</tr>\n");
}

static void html_scan_head(struct page *page)
{
    static const enum field fields[] = {FIELD_LINE,  FIELD_CODE,  FIELD_ENHANCED, FIELD_CAUSE,
                                        FIELD_FIXER, FIELD_RETRY, FIELD_RULE,     FIELD_TEXT};
    const char *heads[8];

    for (int i = 0; i < 8; i++)
        heads[i] = catalog_label(page->catalog, fields[i]);
    begin_table(page, catalog_ui(page->catalog, "page-title"), heads, 8);
}

static void html_scan(struct page *page, const struct scanned *s)
{
    const struct found *f = s->found;
    const struct judgement *j = s->judgement;
    char status[STATUS_TEXT] = "";
    size_t n = f->end - f->text;
    const char *text = render_input(page, f->line + f->text, &n);

    if (status_is_set(&f->status))
        status_format(&f->status, status);
    out_text(page->out, "<tr><td>");
    out_number(page->out, s->line);
    out_text(page->out, "</td><td>");
    if (f->code >= 0)
        out_number(page->out, (unsigned long long)f->code);
    const char *const words[] = {
        status, word_name(LIST_CAUSE, j->verdict.cause), word_name(LIST_FIXER, j->verdict.fixer),
        word_name(LIST_RETRY, j->verdict.retry), j->rule >= 0 ? rules_id(j->rule) : ""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        out_text(page->out, "</td><td>");
        html_text(page->out, words[i]);
    }
    out_text(page->out, "</td><td>");
    html_escape(page->out, text, n);
    out_text(page->out, "</td></tr>\n");
}

const struct format render_html = {
    .name = "html",
    .record = html_record,
    .compare = html_compare,
    .head = html_head,
    .row = html_row,
    .scan_head = html_scan_head,
    .scan = html_scan,
    .tally = html_tally,
    .section = html_section_begin,
    .entry = html_entry,
    .end = html_end,
};
