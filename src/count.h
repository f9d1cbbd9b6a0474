/*
 * Counts the replies of files and streams into a tally, with as many threads
 * as pay; or adds up the rows of earlier tallies (--merge).
 */
#ifndef COUNT_H
#define COUNT_H

#include "options.h"
#include "tally.h"

enum { KNOWN_ROWS = 64 };

/* A row of the tally for a success with these codes; row 0: none yet. */
struct known_row {
    uint64_t key;
    int row;
};

struct counting {
    const struct options *options;
    struct tally *tally;
    bool trouble; /* something could not be read; it was said on stderr */
    struct memo *memo;
    struct known_row known[KNOWN_ROWS];
    unsigned columns; /* --merge: the keys that the input has, a bit set of enum tally_key */
};

/* Counts the file called name, "-" for standard input; what was read before an error counts. */
void count_file(struct counting *c, const char *name);

#endif
