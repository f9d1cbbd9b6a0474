/*
 * The commands.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "options.h"

/* Exit statuses of the program. */
enum {
    EXIT_FOUND = 0,
    EXIT_NOT_FOUND = 1,
    EXIT_TROUBLE = 2,
    EXIT_PERMANENT = 69, /* EX_UNAVAILABLE of sysexits.h */
    EXIT_TRANSIENT = 75, /* EX_TEMPFAIL of sysexits.h */
    EXIT_STOPPED = 130   /* by SIGINT, as shells say it */
};

/* The i-th command; the first has no name and explains things.  NULL after the last. */
const struct command *command_table(int i);

/* The command called name, or NULL. */
const struct command *command_find(const char *name);

/* The nearest command's name to a mistyped one, or NULL. */
const char *command_nearest(const char *name);

/* Prints help: for all, or for one command. */
void help_print(struct page *page, const struct command *command);

/* Prints the examples that help leads with, and where the rest is. */
void help_hint(struct page *page);

int cmd_explain(struct run *run);
int cmd_compare(struct run *run);
int cmd_list(struct run *run);
int cmd_search(struct run *run);
int cmd_scan(struct run *run);
int cmd_tally(struct run *run);

/* What a command for streams reads: its operands, or "-", standard input. */
struct inputs {
    char *const *names;
    int count;
};

/* Gets ready to read them: wide pipes, no power that is not needed, progress where it may show. */
struct inputs inputs_start(const struct options *options, bool progress);

/* Explains every distinct reply in a stream; used when no THING is given. */
int paste_explain(struct run *run, int fd, const char *name);

/* Adds up exit statuses of several things under -e and without. */
struct exit_sum {
    bool use_severity;
    bool not_found, permanent, transient, unknown, trouble;
};
void exit_add(struct exit_sum *sum, const struct record *record);
int exit_status(const struct exit_sum *sum);

#endif
