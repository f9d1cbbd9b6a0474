/*
 * A reader of GNU recutils' rec format, as far as the data files use it:
 * fields `name: value`, continued by lines that begin with `+`, records parted
 * by blank lines, `#` comments, descriptors `%rec: kind`.
 */
#ifndef REC_H
#define REC_H

#include <stddef.h>

struct rec_reader {
    const char *at;  /* next byte to read */
    const char *end; /* end of the text */
    unsigned line;   /* number of the line at `at`, from 1 */
};

struct rec_field {
    const char *name; /* not terminated; points into the text */
    size_t name_len;
    const char *value; /* raw: continuation lines still in it; trailing blanks cut */
    size_t value_len;
    unsigned line; /* where the field begins */
};

enum rec_event {
    REC_FIELD, /* *field is filled in */
    REC_BLANK, /* one or more blank lines: the record ends */
    REC_END,   /* end of the text */
    REC_ERROR  /* field->line is no field, comment or blank line */
};

/* Starts reading n bytes of text, which must outlive the reader. */
void rec_init(struct rec_reader *reader, const char *text, size_t n);

/* Reads the next event; comments are passed over. */
enum rec_event rec_next(struct rec_reader *reader, struct rec_field *field);

/*
 * Copies a value with each continuation folded into one blank and terminates
 * it.  Returns its length, or (size_t)-1 when size bytes do not hold it.
 */
size_t rec_value(const struct rec_field *field, char *buffer, size_t size);

#endif
