/*
 * What the fuzz targets share.  The sources under test are compiled with read,
 * write, poll and the allocator renamed to the functions here: input comes
 * from memory in pieces of any size, output is kept, and all memory is given
 * back after each run, although the program itself leaves that to its end.
 */
#ifndef WORLD_H
#define WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A property that must hold; the fuzzer keeps the input for which it does not. */
#define HOLDS(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            fflush(stderr);                                                                        \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Takes bytes off the input; 0 when nothing is left. */
struct bytes {
    const uint8_t *at;
    size_t left;
};
unsigned take_byte(struct bytes *bytes);

/* For what complains through stdio, of which nobody reads a word: to write it would take half the
 * time. */
void quieten(void);

/* Begins a run: standard input is n bytes that come in pieces of 1 to piece bytes (0: at once). */
void world_start(const void *input, size_t n, size_t piece);

/* Checks what was said on stderr, and gives back the memory of the run. */
void world_end(void);

/* What was written to standard output; *whole is false when it was too much to keep. */
const char *world_output(size_t *n, bool *whole);

/*
 * Lets one command of the program loose on the input, in one format: what the
 * first bytes choose.  The output is then that of a whole run.
 */
void world_run(const struct format *format, const uint8_t *data, size_t size);

/* Whether n bytes are UTF-8 without control bytes but line ends, and nothing that could fool a
 * terminal. */
bool is_clean(const char *s, size_t n);

#endif
