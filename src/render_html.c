/*
 * HTML: one self-contained page that needs neither network nor script.  Text
 * of the tables and of the input is escaped.
 */
#include "render.h"

#include "rules.h"
#include "utf8.h"

#include <string.h>

static const char style_sheet[] =
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem}"
    "h1,h2,h3{line-height:1.2}table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{border:1px solid #8888;padding:.3rem .5rem;text-align:start;vertical-align:top}"
    ".scroll{overflow-x:auto}code,pre{font-family:ui-monospace,monospace}"
    "pre{padding:.5rem;border:1px solid #8888;overflow-x:auto}"
    ".differs th{text-decoration:underline}"
    "article{border-top:2px solid #8888;margin-top:1.5rem}"
    "li:target,tr:target,article:target{outline:2px solid}";

static void write_escaped(struct out *out, const char *s, size_t n)
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
        else if (c.codepoint == '"')
            out_text(out, "&quot;");
        else if (c.codepoint == '\'')
            out_text(out, "&#39;");
        else
            out_bytes(out, s + i, c.length);
        i += c.length;
    }
}

static void write_text(struct out *out, const char *s)
{
    write_escaped(out, s, strlen(s));
}

/* Our own prose: what stands in backquotes is code. */
static void write_prose(struct out *out, const char *s, size_t n)
{
    bool code = false;

    for (size_t i = 0; i < n;) {
        const char *quote = memchr(s + i, '`', n - i);
        size_t end = quote ? (size_t)(quote - s) : n;

        write_escaped(out, s + i, end - i);
        if (quote)
            out_text(out, code ? "</code>" : "<code>");
        code = quote ? !code : code;
        i = end + 1;
    }
    if (code)
        out_text(out, "</code>");
}

static void begin(struct page *page, const char *title, size_t n)
{
    const char *tag = catalog_tag(page->catalog);

    if (page->begun)
        return;
    page->begun = true;
    out_text(page->out, "<!DOCTYPE html>\n<html lang=\"");
    out_text(page->out, tag);
    out_text(page->out, strcmp(tag, "ar") == 0 ? "\" dir=\"rtl\"" : "\" dir=\"ltr\"");
    out_text(page->out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<title>smtpcode");
    if (n > 0) {
        out_text(page->out, ": ");
        write_escaped(page->out, title, n);
    }
    out_text(page->out, "</title>\n<style>");
    out_text(page->out, style_sheet);
    out_text(page->out, "</style>\n</head>\n<body>\n<main>\n");
}

static void html_end(struct page *page)
{
    if (page->in_table)
        out_text(page->out, "</tbody>\n</table>\n</div>\n");
    out_text(page->out, "</main>\n</body>\n</html>\n");
}

static void write_value(struct page *page, const struct item *item)
{
    size_t n;
    const char *text;

    switch (item->shape) {
    case SHAPE_WORD:
        text = word_name(item->of, (int)item->number);
        out_text(page->out, "<code>");
        write_text(page->out, text);
        out_text(page->out, "</code>");
        if (strcmp(catalog_word_label(page->catalog, item->of, (int)item->number), text) != 0) {
            out_char(page->out, ' ');
            write_text(page->out, catalog_word_label(page->catalog, item->of, (int)item->number));
        }
        break;
    case SHAPE_SPAN:
        n = item->length;
        text = render_input(page, item->text, &n);
        write_escaped(page->out, text, n);
        break;
    case SHAPE_TEXT:
        write_prose(page->out, item->text, item->length);
        break;
    case SHAPE_PLAIN:
    case SHAPE_REFS:
        write_escaped(page->out, item->text, item->length);
        break;
    case SHAPE_LIST:
    case SHAPE_LINES:
        for (int i = 0; (text = catalog_item(item->list, i)) != NULL; i++) {
            out_text(page->out, i ? "<br>" : "");
            write_prose(page->out, text, strlen(text));
        }
        break;
    default:
        render_value(page, item, ", ");
    }
}

static void write_list(struct page *page, const struct item *item, bool numbered)
{
    const char *text;

    out_text(page->out, numbered ? "<ol>\n" : "<ul>\n");
    for (int i = 0; (text = catalog_item(item->list, i)) != NULL; i++) {
        out_text(page->out, "<li>");
        write_prose(page->out, text, strlen(text));
        out_text(page->out, "</li>\n");
    }
    out_text(page->out, numbered ? "</ol>\n" : "</ul>\n");
}

static void write_lines(struct page *page, const struct item *item)
{
    const char *text;

    out_text(page->out, "<pre>");
    for (int i = 0; (text = catalog_item(item->list, i)) != NULL; i++) {
        out_text(page->out, i ? "\n" : "");
        write_text(page->out, text);
    }
    out_text(page->out, "</pre>\n");
}

static void write_answers(struct page *page, int verb)
{
    const char *command = word_name(LIST_VERB, verb);
    size_t n = strlen(command);

    out_text(page->out, "<ul>\n");
    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *key = catalog_key(KIND_ANSWER, i), *when;

        if (strncmp(key, command, n) != 0 || key[n] != ' ')
            continue;
        when = catalog_text(page->catalog, KIND_ANSWER, i, FIELD_WHEN);
        out_text(page->out, "<li><strong>");
        out_text(page->out, key + n + 1);
        out_text(page->out, "</strong> ");
        write_prose(page->out, when, strlen(when));
        out_text(page->out, "</li>\n");
    }
    out_text(page->out, "</ul>\n");
}

static void write_heading(struct page *page, const char *level, const char *text)
{
    out_char(page->out, '<');
    out_text(page->out, level);
    out_char(page->out, '>');
    write_text(page->out, text);
    out_text(page->out, "</");
    out_text(page->out, level);
    out_text(page->out, ">\n");
}

static void write_section(struct page *page, const struct item *item)
{
    write_heading(page, "h3", catalog_label(page->catalog, item->field));
    if (item->shape == SHAPE_LIST)
        write_list(page, item, item->field == FIELD_FIX);
    else if (item->shape == SHAPE_LINES)
        write_lines(page, item);
    else if (item->shape == SHAPE_ANSWERS)
        write_answers(page, (int)item->number);
    else {
        out_text(page->out, "<p>");
        write_value(page, item);
        out_text(page->out, "</p>\n");
    }
}

/* An anchor such as 550, 5.7.26 or VRFY: only letters, digits, dots and dashes. */
static void write_anchor(struct out *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '.' || c == '-';
        out_char(out, plain ? s[i] : '-');
    }
}

static void write_title(struct page *page, const struct record *r, const char *level)
{
    const struct item *thing = record_item(r, FIELD_THING);

    out_text(page->out, "<article");
    if (!render_is_empty(thing) && thing->length < 40 && strcmp(r->kind, "reply") != 0) {
        out_text(page->out, " id=\"");
        write_anchor(page->out, thing->text, thing->length);
        out_char(page->out, '"');
    }
    out_text(page->out, ">\n<");
    out_text(page->out, level);
    out_char(page->out, '>');
    if (!render_is_empty(record_item(r, FIELD_CODE)) ||
        !render_is_empty(record_item(r, FIELD_ENHANCED)))
        render_subject(page, r);
    else if (!render_is_empty(thing))
        write_value(page, thing);
    if (!render_is_empty(record_item(r, FIELD_NAME))) {
        out_char(page->out, ' ');
        write_value(page, record_item(r, FIELD_NAME));
    }
    out_text(page->out, "</");
    out_text(page->out, level);
    out_text(page->out, ">\n");
}

static void write_facts(struct page *page, const struct record *r)
{
    out_text(page->out, "<div class=\"scroll\">\n<table>\n<tbody>\n");
    for (int i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];
        enum place place = render_place(item->field);

        if ((place != PLACE_FACT && place != PLACE_TAIL) || render_is_empty(item))
            continue;
        out_text(page->out, "<tr><th scope=\"row\">");
        write_text(page->out, catalog_label(page->catalog, item->field));
        out_text(page->out, "</th><td>");
        write_value(page, item);
        out_text(page->out, "</td></tr>\n");
    }
    out_text(page->out, "</tbody>\n</table>\n</div>\n");
}

static void html_record(struct page *page, const struct record *r)
{
    const struct item *thing = record_item(r, FIELD_THING);
    bool reply = strcmp(r->kind, "reply") == 0 || render_is_empty(thing);

    begin(page, reply ? "" : thing->text, reply ? 0 : thing->length);
    write_title(page, r, "h1");
    write_facts(page, r);
    for (int i = 0; i < r->count; i++)
        if (render_place(r->items[i].field) == PLACE_SECTION && !render_is_empty(&r->items[i]))
            write_section(page, &r->items[i]);
    out_text(page->out, "</article>\n");
}

static void write_comparison_table(struct page *page, const struct comparison *c)
{
    enum field field;

    out_text(page->out, "<div class=\"scroll\">\n<table>\n<thead>\n<tr><td></td>");
    for (int t = 0; t < c->count; t++) {
        out_text(page->out, "<th scope=\"col\">");
        write_text(page->out, c->names[t]);
        out_text(page->out, "</th>");
    }
    out_text(page->out, "</tr>\n</thead>\n<tbody>\n");
    for (int i = 0; compare_attribute(i, &field); i++) {
        out_text(page->out, compare_is_same(c, field) ? "<tr>" : "<tr class=\"differs\">");
        out_text(page->out, "<th scope=\"row\">");
        write_text(page->out, catalog_label(page->catalog, field));
        out_text(page->out, "</th>");
        for (int t = 0; t < c->count; t++) {
            const struct item *item = compare_item(c, t, field);
            out_text(page->out, "<td>");
            if (!render_is_empty(item))
                write_value(page, item);
            out_text(page->out, "</td>");
        }
        out_text(page->out, "</tr>\n");
    }
    out_text(page->out, "</tbody>\n</table>\n</div>\n");
}

static void html_compare(struct page *page, const struct comparison *c)
{
    static const enum field sections[] = {FIELD_WHY, FIELD_DESCRIPTION, FIELD_WHEN, FIELD_FIX};

    begin(page, c->names[0], strlen(c->names[0]));
    out_text(page->out, "<h1>");
    for (int t = 0; t < c->count; t++) {
        out_text(page->out, t ? " / " : "");
        write_text(page->out, c->names[t]);
    }
    out_text(page->out, "</h1>\n<p>");
    write_prose(page->out, c->introduction, strlen(c->introduction));
    out_text(page->out, "</p>\n");
    write_comparison_table(page, c);
    for (int t = 0; t < c->count; t++) {
        write_title(page, &c->things[t], "h2");
        for (size_t f = 0; f < sizeof sections / sizeof *sections; f++)
            if (!render_is_empty(compare_item(c, t, sections[f])))
                write_section(page, compare_item(c, t, sections[f]));
        out_text(page->out, "</article>\n");
    }
    if (c->difference_count > 0) {
        write_heading(page, "h2", catalog_label(page->catalog, FIELD_DIFFERENCE));
        out_text(page->out, "<ul>\n");
        for (int i = 0; i < c->difference_count; i++) {
            out_text(page->out, "<li>");
            write_prose(page->out, c->differences[i].text, strlen(c->differences[i].text));
            out_text(page->out, "</li>\n");
        }
        out_text(page->out, "</ul>\n");
    }
    if (c->choice_count > 0) {
        write_heading(page, "h2", catalog_label(page->catalog, FIELD_CHOOSE));
        out_text(page->out, "<dl>\n");
        for (int i = 0; i < c->choice_count; i++) {
            out_text(page->out, "<dt>");
            write_text(page->out, c->choices[i].thing);
            out_text(page->out, "</dt><dd>");
            write_prose(page->out, c->choices[i].text, strlen(c->choices[i].text));
            out_text(page->out, "</dd>\n");
        }
        out_text(page->out, "</dl>\n");
    }
}

static void begin_table(struct page *page, const char *const *heads, int count)
{
    begin(page, "", 0);
    page->in_table = true;
    out_text(page->out, "<h1>smtpcode</h1>\n<div class=\"scroll\">\n<table>\n<thead>\n<tr>");
    for (int i = 0; i < count; i++) {
        out_text(page->out, "<th scope=\"col\">");
        write_text(page->out, heads[i]);
        out_text(page->out, "</th>");
    }
    out_text(page->out, "</tr>\n</thead>\n<tbody>\n");
}

static void html_head(struct page *page, const struct layout *layout)
{
    const char *heads[RECORD_ITEMS];

    for (int i = 0; i < layout->count; i++)
        heads[i] = catalog_label(page->catalog, layout->fields[i]);
    begin_table(page, heads, layout->count);
}

static void html_row(struct page *page, const struct layout *layout, const struct record *record)
{
    const struct item *key = record_item(record, layout->fields[0]);

    out_text(page->out, "<tr id=\"");
    if (!render_is_empty(key) && key->shape == SHAPE_NUMBER)
        out_number(page->out, (unsigned long long)key->number);
    else if (!render_is_empty(key))
        write_anchor(page->out, key->text, key->length);
    out_text(page->out, "\">");
    for (int i = 0; i < layout->count; i++) {
        const struct item *item = record_item(record, layout->fields[i]);

        out_text(page->out, "<td>");
        if (!render_is_empty(item) && item->shape == SHAPE_WORD)
            write_text(page->out, word_name(item->of, (int)item->number));
        else if (!render_is_empty(item))
            write_value(page, item);
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
    begin_table(page, heads, 8);
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
        out_text(page->out, words[i]);
    }
    out_text(page->out, "</td><td>");
    write_escaped(page->out, text, n);
    out_text(page->out, "</td></tr>\n");
}

const struct format render_html = {"html", html_record,    html_compare, html_head, html_row,
                                   false,  html_scan_head, html_scan,    html_end};
