/*
 * The whole catalogue as one page that works offline.  Every entry is a
 * <details>, closed at first; its content carries the ids that links lead to,
 * because browsers open the <details> around what is linked to.  The script
 * only adds the search: without it the page can be read all the same.
 */
#include "html.h"

#include "ascii.h"

#include <string.h>

static const char catalog_style[] =
    "header,nav{max-width:62rem;margin:0 auto;padding:0 1rem}nav ul{list-style:none;padding:0;"
    "display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}\n"
    "form{background:var(--back);max-width:62rem;margin:0 auto;padding:.5rem 1rem;"
    "border-bottom:1px solid var(--line)}form[hidden]{display:none}\n"
    "@media(min-width:48rem){form{position:sticky;top:0;z-index:1}}\n"
    "input[type=search]{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;"
    "color:inherit;background:var(--soft);border:1px solid var(--dim);border-radius:.3rem}\n"
    "form p{margin:.2rem 0}.entry{border-bottom:1px solid var(--line)}"
    ".entry summary{cursor:pointer;padding:.35rem 0}.entry h3{display:inline;font-size:1rem;"
    "font-weight:400;margin:0}.entry b{display:inline-block;min-width:4rem}\n"
    ".entry summary>.dim{font-size:.9em;padding-inline-start:.5rem}.entry h4{margin:.8em 0 "
    ".2em}.body{padding:0 0 1rem 1rem}h2,.body "
    "span{scroll-margin-top:12rem}\n"
    "@media(min-width:48rem){h2,.body span{scroll-margin-top:11rem}}"
    "section[hidden],.entry[hidden]{display:none}\n";

/* What a heading holds is looked through first, the whole text when that finds nothing. */
static const char catalog_script[] =
    "(function () {\n"
    "  'use strict';\n"
    "  const find = id => document.getElementById(id);\n"
    "  const form = find('search'), words = find('words'), whole = find('whole');\n"
    "  const entries = Array.from(document.querySelectorAll('.entry'), entry => ({\n"
    "    entry, head: plain(entry.firstElementChild.textContent), text: ''}));\n"
    "  function plain(text) { return text.normalize('NFKC').toLowerCase(); }\n"
    "  function textOf(e) { return e.text || (e.text = plain(e.entry.textContent)); }\n"
    "  function has(text, word) {\n"
    "    return text.includes(word) || text.includes(word.replace(/^[245]\\.(?=\\d)/, 'x.'));\n"
    "  }\n"
    "  function search(wanted, all) {\n"
    "    return entries.filter(e => wanted.every(w => has(all ? textOf(e) : e.head, w)));\n"
    "  }\n"
    "  function show() {\n"
    "    const wanted = plain(words.value).split(/\\s+/).filter(w => w);\n"
    "    let hits = search(wanted, whole.checked);\n"
    "    if (hits.length === 0) hits = search(wanted, true);\n"
    "    const shown = new Set(hits);\n"
    "    for (const e of entries) e.entry.hidden = !shown.has(e);\n"
    "    for (const s of document.querySelectorAll('section'))\n"
    "      s.hidden = !s.querySelector('.entry:not([hidden])');\n"
    "    find('none').hidden = hits.length > 0;\n"
    "    find('found').hidden = hits.length === 0 || wanted.length === 0;\n"
    "    find('number').textContent = hits.length;\n"
    "    if (hits.length === 1) hits[0].entry.open = true;\n"
    "    return hits;\n"
    "  }\n"
    "  function follow() {\n"
    "    let name = location.hash.slice(1);\n"
    "    try { name = decodeURIComponent(name); } catch (e) { return; }\n"
    "    const target = find(name), entry = target && target.closest('.entry');\n"
    "    if (!entry) return;\n"
    "    if (entry.hidden) { words.value = ''; show(); }\n"
    "    entry.open = true;\n"
    "    target.scrollIntoView();\n"
    "  }\n"
    "  form.hidden = false;\n"
    "  words.addEventListener('input', show);\n"
    "  whole.addEventListener('change', show);\n"
    "  form.addEventListener('submit', event => {\n"
    "    const hits = show();\n"
    "    event.preventDefault();\n"
    "    if (hits.length === 0) return;\n"
    "    hits[0].entry.open = true;\n"
    "    hits[0].entry.firstElementChild.focus();\n"
    "  });\n"
    "  window.addEventListener('hashchange', follow);\n"
    "  if (words.value) show();\n"
    "  follow();\n"
    "})();\n";

/* The sections of the page in their order, by the name of their heading in ui.rec. */
static const struct {
    enum kind kind;
    const char *id, *label;
} sections[] = {
    {KIND_REPLY, "codes", "table-codes"},         {KIND_ENHANCED, "enhanced", "table-enhanced"},
    {KIND_CAUSE, "causes", "table-causes"},       {KIND_COMMAND, "commands", "table-commands"},
    {KIND_KEYWORD, "keywords", "table-keywords"}, {KIND_PAIR, "pairs", "table-pairs"},
    {KIND_RULE, "rules", "table-rules"},
};

enum { SECTIONS = sizeof sections / sizeof *sections };

static void write_ui(struct page *page, const char *id)
{
    html_text(page->out, catalog_ui(page->catalog, id));
}

static void write_navigation(struct page *page)
{
    out_text(page->out, "<nav aria-label=\"");
    write_ui(page, "page-contents");
    out_text(page->out, "\">\n<ul>\n");
    for (int i = 0; i < SECTIONS; i++) {
        out_text(page->out, "<li><a href=\"#");
        out_text(page->out, sections[i].id);
        out_text(page->out, "\">");
        write_ui(page, sections[i].label);
        out_text(page->out, "</a> <span class=\"dim\">");
        out_number(page->out, (unsigned long long)catalog_count(sections[i].kind));
        out_text(page->out, "</span></li>\n");
    }
    out_text(page->out, "</ul>\n</nav>\n");
}

static void write_search(struct page *page)
{
    out_text(page->out, "<form id=\"search\" role=\"search\" hidden>\n<p><label for=\"words\">");
    write_ui(page, "page-search");
    out_text(page->out, "</label> <span class=\"dim\" id=\"hint\">");
    write_ui(page, "page-search-hint");
    out_text(page->out, "</span></p>\n<input type=\"search\" id=\"words\" "
                        "aria-describedby=\"hint\" autocomplete=\"off\" spellcheck=\"false\">\n"
                        "<p><input type=\"checkbox\" id=\"whole\"> <label for=\"whole\">");
    write_ui(page, "page-search-all");
    out_text(page->out, "</label></p>\n<div role=\"status\"><p id=\"found\" hidden>");
    write_ui(page, "page-found");
    out_text(page->out, " <span id=\"number\">0</span></p><p id=\"none\" hidden>");
    write_ui(page, "page-nothing");
    out_text(page->out, "</p></div>\n</form>\n");
}

static void begin(struct page *page)
{
    const char *title = catalog_ui(page->catalog, "page-title");

    html_begin(page, title, strlen(title), catalog_style, true);
    page->links = true;
    out_text(page->out, "<a class=\"skip\" href=\"#content\">");
    write_ui(page, "page-skip");
    out_text(page->out, "</a>\n<header>\n");
    html_heading(page, 1, title);
    out_text(page->out, "</header>\n");
    write_navigation(page);
    write_search(page);
    out_text(page->out, "<main id=\"content\" tabindex=\"-1\">\n");
}

/* ---- entries ---------------------------------------------------------------- */

static void write_id(struct page *page, const char *key, size_t n)
{
    out_text(page->out, "<span id=\"");
    html_anchor(page->out, key, n);
    out_text(page->out, "\"></span>");
}

/* X.7.26 can be linked to as 5.7.26 as well, and as 4.7.26. */
static void write_class_ids(struct page *page, const char *key)
{
    char one[STATUS_TEXT + 1];

    for (const char *class = "245"; *class && strlen(key) < sizeof one; class ++) {
        strcpy(one, key);
        one[0] = *class;
        write_id(page, one, strlen(one));
    }
}

/* `214 252` as 214-vs-252, and as 252-vs-214 where there are two. */
static void write_pair_ids(struct page *page, const char *key)
{
    const char *blank = strchr(key, ' ');

    out_text(page->out, "<span id=\"");
    for (const char *p = key; *p; p++)
        if (*p == ' ')
            out_text(page->out, "-vs-");
        else
            html_anchor(page->out, p, 1);
    out_text(page->out, "\"></span>");
    if (strchr(blank + 1, ' '))
        return;
    out_text(page->out, "<span id=\"");
    html_anchor(page->out, blank + 1, strlen(blank + 1));
    out_text(page->out, "-vs-");
    html_anchor(page->out, key, (size_t)(blank - key));
    out_text(page->out, "\"></span>");
}

static void write_ids(struct page *page, enum kind kind, const char *key)
{
    if (kind == KIND_PAIR) {
        write_pair_ids(page, key);
        return;
    }
    if (kind == KIND_KEYWORD && catalog_find(KIND_COMMAND, key, strlen(key)) >= 0)
        out_text(page->out, "<span id=\"keyword-"); /* AUTH is a command, too */
    else
        out_text(page->out, "<span id=\"");
    html_anchor(page->out, key, strlen(key));
    out_text(page->out, "\"></span>");
    if (kind == KIND_ENHANCED)
        write_class_ids(page, key);
}

static const char *name_of(struct page *page, enum kind kind, int row)
{
    enum field field = kind == KIND_RULE   ? FIELD_WHY
                       : kind == KIND_PAIR ? FIELD_INTRODUCTION
                                           : FIELD_NAME;

    return catalog_text(page->catalog, kind, row, field);
}

/* Behind the heading, and searched with it: provider and cause. */
static void write_hint(struct page *page, enum kind kind, int row)
{
    int cause = kind == KIND_CAUSE ? -1 : catalog_word(kind, row, FIELD_CAUSE);

    if (kind != KIND_RULE && cause < 0)
        return;
    out_text(page->out, " <span class=\"dim\">");
    if (kind == KIND_RULE) {
        html_text(page->out, catalog_text(page->catalog, kind, row, FIELD_PROVIDER));
        out_text(page->out, " &middot; ");
    }
    html_text(page->out, word_name(LIST_CAUSE, cause));
    out_text(page->out, "</span>");
}

static void write_summary(struct page *page, enum kind kind, int row)
{
    const char *key = catalog_key(kind, row), *name = name_of(page, kind, row);

    out_text(page->out, "<summary><h3><b");
    if (kind == KIND_REPLY) {
        out_text(page->out, " class=\"s");
        out_char(page->out, key[0]);
        out_char(page->out, '"');
    }
    out_char(page->out, '>');
    html_text(page->out, key);
    out_text(page->out, "</b> <bdi>");
    html_prose(page->out, name, strlen(name));
    out_text(page->out, "</bdi></h3>");
    write_hint(page, kind, row);
    out_text(page->out, "</summary>\n");
}

void html_section_begin(struct page *page, enum kind kind)
{
    if (!page->begun)
        begin(page);
    if (page->in_section)
        out_text(page->out, "</section>\n");
    page->in_section = true;
    for (int i = 0; i < SECTIONS; i++)
        if (sections[i].kind == kind) {
            out_text(page->out, "<section>\n<h2 id=\"");
            out_text(page->out, sections[i].id);
            out_text(page->out, "\">");
            write_ui(page, sections[i].label);
            out_text(page->out, "</h2>\n");
        }
}

void html_entry(struct page *page, enum kind kind, int row, const struct record *r)
{
    static const enum field pair_fields[] = {FIELD_DIFFERENCE, FIELD_CHOOSE};

    out_text(page->out, "<details class=\"entry\">");
    write_summary(page, kind, row);
    out_text(page->out, "<div class=\"body\">");
    write_ids(page, kind, catalog_key(kind, row));
    out_char(page->out, '\n');
    for (size_t i = 0; kind == KIND_PAIR && i < sizeof pair_fields / sizeof *pair_fields; i++)
        html_section(page, record_item(r, pair_fields[i]), 4);
    html_facts(page, r);
    html_sections(page, r, 4);
    out_text(page->out, "</div>\n</details>\n");
}

void html_catalog_end(struct page *page)
{
    out_text(page->out, "</section>\n</main>\n<script>\n");
    out_text(page->out, catalog_script);
    out_text(page->out, "</script>\n</body>\n</html>\n");
}
