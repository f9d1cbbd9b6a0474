/*
 * What a long read tells while it lasts: a line on a terminal, an answer to
 * SIGUSR1 (and SIGINFO), and an early end at SIGINT.  The signal handlers only
 * set flags; the reader asks once for every block that it has read.  A second
 * SIGINT ends the program at once.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Starts for the files named ("-" is standard input).  A line is shown only
 * where stderr is a terminal, and after a second.
 */
void progress_start(bool line, char *const *names, int count);

/* So many more bytes were read, by any thread; answers signals.  True: read no more. */
bool progress_read(size_t bytes);

/* Whether SIGINT came. */
bool progress_stopped(void);

/* Takes the line off the terminal, before anything else is written there. */
void progress_erase(void);

/* The same, and the signals do again what they did before. */
void progress_end(void);

#endif
