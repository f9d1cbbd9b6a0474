/*
 * A record: what there is to say about one thing, as a list of fields.
 * Look-up fills it in, renderers print it; neither knows the other.  Its texts
 * may lie in its own scratch, so a record is not to be copied and outlived.
 */
#ifndef RECORD_H
#define RECORD_H

#include "catalog.h"

enum shape {
    SHAPE_NULL,   /* no value */
    SHAPE_TEXT,   /* length bytes of our own prose */
    SHAPE_LIST,   /* several such texts */
    SHAPE_LINES,  /* several lines that are no prose: sources, dialogue */
    SHAPE_REFS,   /* length bytes of blank-separated keys */
    SHAPE_PLAIN,  /* length bytes of our own that are no prose: a code, an id */
    SHAPE_SPAN,   /* length bytes of input: hostile, any byte */
    SHAPE_WORD,   /* number is an index in the closed list `of` */
    SHAPE_WORDS,  /* number is a bit set of the closed list `of` */
    SHAPE_NUMBER, /* number */
    SHAPE_ANSWERS /* the answers to the command with verb number */
};

struct item {
    enum field field;
    enum shape shape;
    enum list of;
    const char *text; /* static, or the input's, or in the record's scratch */
    size_t length;
    struct texts list;
    long number;
};

enum { RECORD_ITEMS = 40, RECORD_SCRATCH = 1024 };

struct record {
    const struct catalog *catalog;
    const char *kind; /* "code", "enhanced", "series", "reply", ... */
    bool known;       /* false when the tables have no entry for it */
    int severity;     /* 1-5, 0 unknown: for colour and exit status */
    int count;
    struct item items[RECORD_ITEMS];
    size_t scratch_used;
    char scratch[RECORD_SCRATCH];
};

void record_init(struct record *record, const struct catalog *catalog, const char *kind);

/* Adds one field; the texts must outlive the record. */
void record_text(struct record *record, enum field field, const char *text);
void record_list(struct record *record, enum field field, struct texts list);
void record_lines(struct record *record, enum field field, struct texts list);
void record_refs(struct record *record, enum field field, const char *refs);
void record_plain(struct record *record, enum field field, const char *text);
void record_span(struct record *record, enum field field, const char *text, size_t n);
void record_word(struct record *record, enum field field, enum list of, int word);
void record_words(struct record *record, enum field field, enum list of, unsigned long set);
void record_number(struct record *record, enum field field, long number);
void record_null(struct record *record, enum field field);
void record_answers(struct record *record, enum field field, int verb);

/* Keeps a copy of n bytes in the record; cut when it is full. */
const char *record_keep(struct record *record, const char *text, size_t n);

/* The item of a field, NULL when there is none (a null item is returned). */
const struct item *record_item(const struct record *record, enum field field);

#endif
