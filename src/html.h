/*
 * The parts of an HTML page: its shell, escaped text, headings, values and
 * tables.  What a page shows is up to render_html.c, html_catalog.c and
 * report_html.c.
 */
#ifndef HTML_H
#define HTML_H

#include "render.h"

/* Writes n bytes of any text; no byte of it can become markup. */
void html_escape(struct out *out, const char *s, size_t n);
void html_text(struct out *out, const char *s);

/* Writes our own prose: what stands in backquotes becomes code. */
void html_prose(struct out *out, const char *s, size_t n);

/* Writes what can stand in an id and behind `#`: all but letters, digits, '.' and '-' is '-'. */
void html_anchor(struct out *out, const char *s, size_t n);

/*
 * Opens the page, once: title is any text; style is added to the style sheet
 * that all pages share.  A page without a script forbids scripts.
 */
void html_begin(struct page *page, const char *title, size_t n, const char *style, bool script);

/* Whether the page's language is written from right to left. */
bool html_is_rtl(const struct page *page);

/* `<h2>text</h2>`; level is 1 to 6. */
void html_heading(struct page *page, int level, const char *text);

/* A block element with text of the tables, which may be English on a page in another language. */
void html_open_text(struct page *page, const char *tag);

/*
 * A table that may be wider than the screen: it scrolls by itself, by keyboard
 * too.  The label names it for whoever cannot see it.
 */
void html_open_table(struct page *page, const char *label);
void html_close_table(struct page *page);

/* Column heads, and the end of the table's head. */
void html_column_head(struct page *page, const char *text);

/* The value of an item, in running text. */
void html_value(struct page *page, const struct item *item);

/* A field that is a section of its own, below a heading of the level. */
void html_section(struct page *page, const struct item *item, int level);

/* All sections, the table of short facts of a record. */
void html_sections(struct page *page, const struct record *record, int level);
void html_facts(struct page *page, const struct record *record);

/* The page of the whole catalogue (html_catalog.c). */
void html_section_begin(struct page *page, enum kind kind);
void html_entry(struct page *page, enum kind kind, int row, const struct record *record);
void html_catalog_end(struct page *page);

#endif
