/*
 * Options and commands: one table each.  Parsing, help, the manual page's
 * test and the completions go by them.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "catalog.h"
#include "filter.h"
#include "render.h"
#include "term.h"

/* The commands, as bits, so that an option can say where it belongs. */
enum command_bit {
    FOR_EXPLAIN = 1 << 0,
    FOR_COMPARE = 1 << 1,
    FOR_LIST = 1 << 2,
    FOR_SEARCH = 1 << 3,
    FOR_SCAN = 1 << 4,
    FOR_TALLY = 1 << 5,
    FOR_ALL = (1 << 6) - 1
};

enum option_id {
    OPTION_FORMAT,
    OPTION_LANG,
    OPTION_FIELD,
    OPTION_COLOR,
    OPTION_WIDTH,
    OPTION_EXIT_STATUS,
    OPTION_CLASS,
    OPTION_STATUS,
    OPTION_COMMAND,
    OPTION_CAUSE,
    OPTION_ONLY,
    OPTION_INVERT,
    OPTION_BY,
    OPTION_TOP,
    OPTION_MERGE,
    OPTION_JOBS,
    OPTION_QUIET,
    OPTION_REDACT,
    OPTION_RULES,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

struct option {
    enum option_id id;
    char letter;          /* 0 when it has none */
    const char *name;     /* without the dashes */
    const char *argument; /* what its value is called in help, NULL when it takes none */
    unsigned commands;    /* bits of the commands that take it */
};

struct options {
    struct catalog catalog;
    const struct format *format;
    int field; /* enum field, -1: all */
    enum color_choice color;
    int width;
    bool exit_status, help, version;
    bool utf8;   /* the locale's characters are those of UTF-8 */
    int class;   /* list: first digit, -1: any */
    int status;  /* list: enum standing, -1 */
    int command; /* list: enum verb, -1 */
    int cause;   /* list: enum cause, -1 */
    struct filter filter;
    unsigned by; /* tally: bit set of enum tally_key, 0: the usual ones */
    int top;     /* tally: rows at most, 0: the usual number */
    int jobs;    /* scan, tally: threads for a file, 0: as many as processors */
    bool invert, redact, merge, quiet;
    const char *rules; /* file of the user's rules, or NULL */
    unsigned given;    /* bit set of enum option_id: what stood on the command line */
    char *const *operands;
    int operand_count;
};

enum { OPTIONS_MESSAGE = 256 };

/* A command of the program; its run function lives in cmd_*.c. */
struct run;
enum { COMMAND_EXAMPLES = 3 };

struct command {
    const char *name; /* "" for explaining things without a command word */
    unsigned bit;
    const char *synopsis; /* its arguments */
    int (*run)(struct run *run);
    const char *examples[COMMAND_EXAMPLES]; /* whole command lines, for its help */
};

/* What a command works with. */
struct run {
    const struct options *options;
    struct page *page;
};

const struct option *options_table(int i); /* NULL after the last */

/*
 * Parses argv (without the program's name) into options; the operands are
 * gathered at its beginning.  -1 and a message of one line when something is
 * wrong with it.
 */
int options_parse(struct options *options, int argc, char **argv, char message[OPTIONS_MESSAGE]);

/* Refuses options that the command does not take; -1 and a message. */
int options_check(const struct options *options, const struct command *command,
                  char message[OPTIONS_MESSAGE]);

#endif
