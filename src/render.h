/*
 * The formats.  A format is one row of the table and one file; it prints
 * records, rows of tables and comparisons, and knows nothing of where they
 * come from.
 */
#ifndef RENDER_H
#define RENDER_H

#include "cause.h"
#include "compare.h"
#include "out.h"
#include "record.h"
#include "report.h"
#include "term.h"

/* A table's columns: the same fields in every row. */
struct layout {
    const enum field *fields;
    int count;
    int widths[RECORD_ITEMS]; /* columns that text needs; 0 for the last */
};

/* What is being printed: shared by all records of one run. */
struct page {
    struct out *out;
    const struct term *term;
    const struct catalog *catalog;
    const struct format *format;
    unsigned long printed; /* records or rows so far */
    bool begun;            /* a format that has to be ended has begun */
    bool in_table;         /* rows are being written */
    bool short_record;     /* the record before took one line */
    bool redact;           /* what names people and machines is replaced */
    bool in_section;       /* a section of the page of all tables is open */
    bool links;            /* the page holds all tables: keys can be followed */
    char *redacted;        /* RENDER_REDACTED bytes to redact into; NULL: some that all share */
    struct stock *stock;   /* what is said again and again, ready (stock.h); NULL: nothing is */
};

/* A line of a stream that holds a reply. */
struct scanned {
    const char *file;        /* NULL for standard input */
    unsigned long long line; /* from 1, over the whole input */
    const struct found *found;
    const struct judgement *judgement;
};

struct format {
    const char *name;
    /* One explained thing. */
    void (*record)(struct page *page, const struct record *record);
    /* One comparison. */
    void (*compare)(struct page *page, const struct comparison *comparison);
    /* A table: the head once, then each row. */
    void (*head)(struct page *page, const struct layout *layout);
    void (*row)(struct page *page, const struct layout *layout, const struct record *record);
    /* A stream: the head once, then each reply; lines shows every line of it as well. */
    bool lines;
    bool matches; /* each reply is shown with where the words of its rule stand */
    void (*scan_head)(struct page *page);
    void (*scan)(struct page *page, const struct scanned *scanned);
    /*
     * All tables as one page: each begins a section, then come its entries, row by row.
     * NULL where a table alone is what can be shown.
     */
    void (*section)(struct page *page, enum kind kind);
    void (*entry)(struct page *page, enum kind kind, int row, const struct record *record);
    /* A tally. */
    void (*tally)(struct page *page, const struct report *report);
    /* Closes what was opened; NULL when there is nothing to close. */
    void (*end)(struct page *page);
};

/* Where a field stands on a page for people. */
enum place { PLACE_NOWHERE, PLACE_FACT, PLACE_SECTION, PLACE_TAIL };
enum place render_place(enum field field);

/*
 * The i-th text of a list for people, NULL after the last.  The mark `none: ` of
 * what no command brings about is for programs and left out.
 */
const char *render_list_item(struct texts list, int i);

/* Whether an item has nothing to show. */
bool render_is_empty(const struct item *item);

/* Prints what a record is about, "252" or "550 5.1.1" or "VRFY"; returns the columns. */
size_t render_subject(struct page *page, const struct record *record);

/* Ends the output: closes what a format has opened. */
void render_end(struct page *page);

/* The format called name (n bytes), or NULL. */
const struct format *render_find(const char *name, size_t n);

/* The i-th format's name, NULL after the last. */
const char *render_name(int i);

void render_record(struct page *page, const struct record *record);
void render_compare(struct page *page, const struct comparison *comparison);
void render_head(struct page *page, const struct layout *layout);
void render_row(struct page *page, const struct layout *layout, const struct record *record);

/* Prints just the value of one field, one line a value; scripts read it. */
void render_field(struct page *page, const struct record *record, enum field field);

/* Writes the plain value of an item, list values parted by separator. */
void render_value(struct page *page, const struct item *item, const char *separator);

/*
 * Writes n bytes of any text with its markup escaped.  What is no character becomes U+FFFD, what
 * a terminal should not see a blank; special writes those characters that mean something to the
 * format, and says so.
 */
typedef bool render_special(struct out *out, uint32_t codepoint);
void render_escaped(struct out *out, const char *s, size_t n, render_special *special);

/* Bytes of the input as they may be printed: redacted into buffer when the page asks for it. */
enum { RENDER_REDACTED = 512 * 1024 };
const char *render_input(struct page *page, const char *text, size_t *n);

/* A tally as text (report_text.c) and as a page (report_html.c). */
void text_tally(struct page *page, const struct report *report);
void html_tally(struct page *page, const struct report *report);

extern const struct format render_text, render_json, render_tsv, render_markdown, render_html;

#endif
