/*
 * Least power: a program that reads a stream of strangers' text gives up what
 * it does not need for that, so that a fault in it can do little harm.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

/*
 * From here on only reading, writing to what is open, memory and threads;
 * files says whether more files will be opened, for reading only.  Where the
 * system has no such thing, or refuses it, nothing changes.
 */
void sandbox_enter(bool files);

/* What there is on this system, for -V: "seccomp", "pledge", or "none". */
const char *sandbox_name(void);

#endif
