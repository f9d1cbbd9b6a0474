/*
 * A tally made ready to be shown: rows by one key or by several, biggest
 * first, and the causes that failed most.
 */
#ifndef REPORT_H
#define REPORT_H

#include "catalog.h"
#include "tally.h"

struct report {
    const struct tally *tally;
    unsigned columns;   /* what the tally knows of each reply: a bit set of enum tally_key */
    unsigned by;        /* the keys asked for, 0: the usual parts */
    int top;            /* rows of a part at most, 0: the usual number */
    bool merged;        /* nothing is known about lines */
    char *const *names; /* the files counted */
    int name_count;
};

/* The tally by some keys only.  The next call makes it anew, in the same memory. */
struct report_part {
    unsigned keys;
    const struct tally_row *rows; /* sorted */
    int count;                    /* rows to show */
    uint64_t replies;             /* of all rows, */
    uint64_t rest;                /* and of those that are not shown */
    int more;                     /* how many rows that are */
    uint64_t most;                /* the biggest count of a row that is not quiet */
};

enum { REPORT_TOP = 10, REPORT_ALL = TALLY_ROWS };

/* The i-th part of a report; usual is how many rows it has when nobody says. */
bool report_part(const struct report *report, int i, int usual, struct report_part *part);

/* The rows by all keys that are known and asked for: what machines read. */
void report_rows(const struct report *report, struct report_part *part);

/* The one key of a part, TALLY_KEYS where it has several or none. */
enum tally_key report_only_key(const struct report_part *part);

/* Whether any row of a part by one key has a name besides its value. */
bool report_has_names(const struct catalog *catalog, const struct report_part *part);

/*
 * Rows by one key that say nothing is wrong, or nothing at all: accepted,
 * nobody, no provider.  They are counted and shown, but get no bar, because
 * beside the accepted mail of a day all failures look alike.
 */
bool report_is_quiet(unsigned keys, const struct tally_row *row);

/* The i-th of the figures that head a report: how many, and the label in ui.rec; false after the
 * last. */
bool report_total(const struct report *report, int i, uint64_t *number, const char **label);

/* The causes that failed most: fills in at most size rows; returns how many. */
int report_failing(const struct report *report, struct tally_row *rows, int size);

/* The text of one key of a row, "-" for none; buffer holds what has to be made. */
const char *report_value(const struct tally_row *row, enum tally_key key, char buffer[STATUS_TEXT]);

/* What that text means, in the reader's language; "" when it says enough by itself. */
const char *report_name(const struct catalog *catalog, const struct tally_row *row,
                        enum tally_key key);

/* The field that a key is. */
enum field report_field(enum tally_key key);

/* Share of a count in a whole, in tenths of a percent. */
unsigned report_permille(uint64_t count, uint64_t whole);

/* A number with its thousands apart, 1,234,567; returns its length. */
enum { REPORT_NUMBER = 32 };
size_t report_number(uint64_t n, char text[REPORT_NUMBER]);

#endif
