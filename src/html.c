#include "html.h"

#include "ascii.h"

#include <string.h>

/* Every text colour has a contrast of at least 4.5 to both backgrounds (tests/pages.py). */
static const char style_sheet[] =
    "\n:root{color-scheme:light dark;--back:#fff;--soft:#f3f5f7;--text:#1b1e23;--dim:#545a63;"
    "--line:#c8ccd2;--link:#0b57b0;--good:#17703a;--warn:#8a5300;--bad:#b3261e;--bar:#2f6fbf}\n"
    "@media(prefers-color-scheme:dark){:root{--back:#15171a;--soft:#1f2327;--text:#e8eaed;"
    "--dim:#a6acb5;--line:#41474f;--link:#8ab8ff;--good:#6fcf97;--warn:#f0b04a;--bad:#ff8a80;"
    "--bar:#6ea8fe}}\n"
    "body{background:var(--back);color:var(--text);font:1rem/1.55 system-ui,sans-serif;margin:0}\n"
    "main{max-width:62rem;margin:0 auto;padding:1rem;overflow-wrap:break-word}\n"
    "h1{font-size:1.6rem}h2{font-size:1.3rem}h3{font-size:1.05rem}h4{font-size:1rem}h1,h2,h3,h4{"
    "line-height:1.3;"
    "margin:1.2em 0 .4em}\n"
    "p{margin:.5em 0}li{margin:.25em 0}ol,ul{padding-inline-start:1.5rem;margin:.4em 0}"
    "[dir=rtl] ol,[dir=rtl] ul{padding-inline-end:1.5rem}dt{font-weight:600}dd{margin:0 0 .6em "
    "1rem}\n"
    "a{color:var(--link)}a:focus-visible,summary:focus-visible,input:focus-visible,"
    ".scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "code,pre{font-family:ui-monospace,monospace;font-size:.92em;overflow-wrap:anywhere}"
    "pre{background:var(--soft);padding:.6rem;white-space:pre-wrap;overflow-wrap:anywhere}\n"
    ".scroll{overflow-x:auto;margin:.8rem 0}table{border-collapse:collapse;width:100%}\n"
    "caption{text-align:start;color:var(--dim);padding:.3rem 0}\n"
    "th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:start;"
    "vertical-align:top}thead th{background:var(--soft)}\n"
    "td{hyphens:auto}@media(max-width:30rem){th,td{padding:.3rem .35rem;font-size:.92rem}}\n"
    "th[scope=row]{font-weight:400;min-width:4.5rem;color:var(--dim)}td.number,th.number{text-"
    "align:end;"
    "font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    ".facts{table-layout:fixed}.facts td{overflow-wrap:anywhere}.facts th{width:6.5rem}\n"
    ".dim{color:var(--dim)}.s2,.s3{color:var(--good)}.s4{color:var(--warn)}.s5{color:var(--bad)}\n"
    "article{margin-top:1.5rem}tr:target,article:target{outline:2px solid var(--link)}\n"
    ".skip{position:absolute;inset-inline-start:-99rem}.skip:focus{inset-inline-start:1rem;top:"
    "1rem;"
    "background:var(--back);padding:.5rem}\n"
    ".differs th,.differs td{font-weight:600}\n";

static bool write_entity(struct out *out, uint32_t codepoint)
{
    const char *entity = codepoint == '<'    ? "&lt;"
                         : codepoint == '>'  ? "&gt;"
                         : codepoint == '&'  ? "&amp;"
                         : codepoint == '"'  ? "&quot;"
                         : codepoint == '\'' ? "&#39;"
                                             : "";

    out_text(out, entity);
    return *entity != '\0';
}

void html_escape(struct out *out, const char *s, size_t n)
{
    render_escaped(out, s, n, write_entity);
}

void html_text(struct out *out, const char *s)
{
    html_escape(out, s, strlen(s));
}

void html_prose(struct out *out, const char *s, size_t n)
{
    bool code = false;

    for (size_t i = 0; i < n;) {
        const char *quote = memchr(s + i, '`', n - i);
        size_t end = quote ? (size_t)(quote - s) : n;

        html_escape(out, s + i, end - i);
        if (quote)
            out_text(out, code ? "</code>" : "<code>");
        code = quote ? !code : code;
        i = end + 1;
    }
    if (code)
        out_text(out, "</code>");
}

void html_anchor(struct out *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        bool plain = ascii_is_alnum(c) || c == '.' || c == '-';

        out_char(out, plain ? s[i] : '-');
    }
}

bool html_is_rtl(const struct page *page)
{
    return catalog_is_rtl(page->catalog);
}

void html_begin(struct page *page, const char *title, size_t n, const char *style, bool script)
{
    if (page->begun)
        return;
    page->begun = true;
    out_text(page->out, "<!DOCTYPE html>\n<html lang=\"");
    out_text(page->out, catalog_tag(page->catalog));
    out_text(page->out, html_is_rtl(page) ? "\" dir=\"rtl\"" : "\" dir=\"ltr\"");
    out_text(page->out,
             ">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; img-src data:");
    out_text(page->out, script ? "; script-src 'unsafe-inline'" : "");
    out_text(page->out, "\">\n<meta name=\"viewport\" content=\"width=device-width, "
                        "initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n<title>");
    html_escape(page->out, title, n);
    out_text(page->out, n > 0 ? " - smtpcode</title>\n<style>" : "smtpcode</title>\n<style>");
    out_text(page->out, style_sheet);
    out_text(page->out, style);
    out_text(page->out, "</style>\n</head>\n<body>\n");
}

void html_heading(struct page *page, int level, const char *text)
{
    char tag[] = "h1>";

    tag[1] = (char)('0' + level);
    out_char(page->out, '<');
    out_text(page->out, tag);
    html_text(page->out, text);
    out_text(page->out, "</");
    out_text(page->out, tag);
    out_char(page->out, '\n');
}

void html_open_text(struct page *page, const char *tag)
{
    out_char(page->out, '<');
    out_text(page->out, tag);
    /* English words inside an Arabic page go their own way. */
    out_text(page->out, html_is_rtl(page) ? " dir=\"auto\">" : ">");
}

void html_open_table(struct page *page, const char *label)
{
    out_text(page->out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    html_text(page->out, label);
    out_text(page->out, "\">\n<table>\n<caption>");
    html_text(page->out, label);
    out_text(page->out, "</caption>\n<thead>\n<tr>");
}

void html_close_table(struct page *page)
{
    out_text(page->out, "</tbody>\n</table>\n</div>\n");
}

void html_column_head(struct page *page, const char *text)
{
    out_text(page->out, "<th scope=\"col\">");
    html_text(page->out, text);
    out_text(page->out, "</th>");
}

/* ---- values ------------------------------------------------------------ */

/* Whether the page of all tables has an entry of that key. */
static bool is_entry(const char *key, size_t n)
{
    static const enum kind kinds[] = {KIND_REPLY, KIND_CAUSE, KIND_COMMAND, KIND_KEYWORD};
    struct status status;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (catalog_find(kinds[i], key, n) >= 0)
            return true;
    return status_parse(key, n, &status) == n && catalog_find_status(&status) >= 0;
}

/* Keys of other entries: links, where the page holds these entries. */
static void write_references(struct page *page, const char *s, size_t n)
{
    if (!page->links) {
        html_escape(page->out, s, n);
        return;
    }
    for (size_t i = 0; i < n;) {
        const char *blank = memchr(s + i, ' ', n - i);
        size_t length = blank ? (size_t)(blank - s) - i : n - i;

        bool link = is_entry(s + i, length);

        out_text(page->out, i ? " " : "");
        out_text(page->out, link ? "<a href=\"#" : "");
        html_anchor(page->out, s + i, link ? length : 0);
        out_text(page->out, link ? "\">" : "");
        html_escape(page->out, s + i, length);
        out_text(page->out, link ? "</a>" : "");
        i += length + 1;
    }
}

static bool is_address(const char *s)
{
    return strncmp(s, "https://", 8) == 0 && !strchr(s, ' ');
}

/* A line of a source: addresses are links. */
static void write_line(struct page *page, const char *s)
{
    if (!is_address(s)) {
        html_prose(page->out, s, strlen(s));
        return;
    }
    out_text(page->out, "<a rel=\"noreferrer\" href=\"");
    html_text(page->out, s);
    out_text(page->out, "\">");
    html_text(page->out, s);
    out_text(page->out, "</a>");
}

static void write_word(struct page *page, const struct item *item)
{
    const char *word = word_name(item->of, (int)item->number);
    const char *label = catalog_word_label(page->catalog, item->of, (int)item->number);

    out_text(page->out, "<code>");
    if (page->links && item->of == LIST_CAUSE)
        write_references(page, word, strlen(word));
    else
        html_text(page->out, word);
    out_text(page->out, "</code>");
    if (strcmp(label, word) == 0)
        return;
    out_char(page->out, ' ');
    html_text(page->out, label);
}

void html_value(struct page *page, const struct item *item)
{
    size_t n;
    const char *text;

    switch (item->shape) {
    case SHAPE_WORD:
        write_word(page, item);
        break;
    case SHAPE_SPAN:
        n = item->length;
        text = render_input(page, item->text, &n);
        html_escape(page->out, text, n);
        break;
    case SHAPE_TEXT:
        html_prose(page->out, item->text, item->length);
        break;
    case SHAPE_PLAIN:
        html_escape(page->out, item->text, item->length);
        break;
    case SHAPE_REFS:
        write_references(page, item->text, item->length);
        break;
    case SHAPE_LIST:
    case SHAPE_LINES:
        for (int i = 0; (text = render_list_item(item->list, i)) != NULL; i++) {
            out_text(page->out, i ? "<br>" : "");
            write_line(page, text);
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
    for (int i = 0; (text = render_list_item(item->list, i)) != NULL; i++) {
        html_open_text(page, "li");
        html_prose(page->out, text, strlen(text));
        out_text(page->out, "</li>\n");
    }
    out_text(page->out, numbered ? "</ol>\n" : "</ul>\n");
}

static void write_lines(struct page *page, const struct item *item)
{
    const char *text;

    out_text(page->out, "<pre dir=\"ltr\">");
    for (int i = 0; (text = render_list_item(item->list, i)) != NULL; i++) {
        out_text(page->out, i ? "\n" : "");
        html_text(page->out, text);
    }
    out_text(page->out, "</pre>\n");
}

static void write_answers(struct page *page, int verb)
{
    out_text(page->out, "<ul>\n");
    for (int i = 0; i < catalog_count(KIND_ANSWER); i++) {
        const char *code = catalog_answer(verb, i), *when;

        if (!code)
            continue;
        when = catalog_text(page->catalog, KIND_ANSWER, i, FIELD_WHEN);
        html_open_text(page, "li");
        out_text(page->out, "<strong>");
        write_references(page, code, strlen(code));
        out_text(page->out, "</strong> ");
        html_prose(page->out, when, strlen(when));
        out_text(page->out, "</li>\n");
    }
    out_text(page->out, "</ul>\n");
}

static void write_warnings(struct page *page, const struct item *item)
{
    out_text(page->out, "<ul>\n");
    for (int w = 0; w < word_count(item->of); w++) {
        struct item word = {.shape = SHAPE_WORD, .of = item->of, .number = w};

        if (!(item->number >> w & 1))
            continue;
        html_open_text(page, "li");
        write_word(page, &word);
        out_text(page->out, "</li>\n");
    }
    out_text(page->out, "</ul>\n");
}

void html_section(struct page *page, const struct item *item, int level)
{
    html_heading(page, level, catalog_label(page->catalog, item->field));
    if (item->shape == SHAPE_LIST) {
        write_list(page, item, item->field == FIELD_FIX);
    } else if (item->shape == SHAPE_LINES) {
        write_lines(page, item);
    } else if (item->shape == SHAPE_ANSWERS) {
        write_answers(page, (int)item->number);
    } else if (item->shape == SHAPE_WORDS) {
        write_warnings(page, item);
    } else {
        html_open_text(page, "p");
        html_value(page, item);
        out_text(page->out, "</p>\n");
    }
}

void html_sections(struct page *page, const struct record *r, int level)
{
    for (int i = 0; i < r->count; i++)
        if (render_place(r->items[i].field) == PLACE_SECTION && !render_is_empty(&r->items[i]))
            html_section(page, &r->items[i], level);
}

static bool is_fact(const struct item *item)
{
    enum place place = render_place(item->field);

    return (place == PLACE_FACT || place == PLACE_TAIL) && !render_is_empty(item);
}

void html_facts(struct page *page, const struct record *r)
{
    bool any = false;

    for (int i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];

        if (!is_fact(item))
            continue;
        out_text(page->out, any ? "" : "<table class=\"facts\">\n<tbody>\n");
        any = true;
        out_text(page->out, "<tr><th scope=\"row\">");
        html_text(page->out, catalog_label(page->catalog, item->field));
        out_text(page->out, "</th>");
        html_open_text(page, "td");
        html_value(page, item);
        out_text(page->out, "</td></tr>\n");
    }
    out_text(page->out, any ? "</tbody>\n</table>\n" : "");
}
