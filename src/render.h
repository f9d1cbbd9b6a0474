/*
 * The formats.  A format is one row of the table and one file; it prints
 * records, rows of tables and comparisons, and knows nothing of where they
 * come from.
 */
#ifndef RENDER_H
#define RENDER_H

#include "compare.h"
#include "out.h"
#include "record.h"
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
};

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

extern const struct format render_text, render_json, render_tsv;

#endif
