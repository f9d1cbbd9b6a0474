/*
 * Lines of a file descriptor, read in blocks, with bounded memory: a line
 * longer than the buffer comes in pieces.
 */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel.h"

enum { STREAM_SIZE = 256 * 1024 };

/* The memory of a stream; it is big, so it is best static. */
struct stream_buffer {
    char bytes[KERNEL_BEFORE + STREAM_SIZE + KERNEL_BEHIND];
    uint64_t newlines[STREAM_SIZE / 64], candidates[STREAM_SIZE / 64];
};

struct stream {
    int fd;
    int error;    /* errno of a failed read, 0 if none */
    bool regular; /* a file: reading never waits */
    bool at_end, in_line;
    const struct kernel *kernel;
    struct stream_buffer *memory; /* the caller's */
    char *buffer;                 /* STREAM_SIZE bytes of it */
    size_t start, end;
    unsigned long long offset; /* bytes of the input before start */
    unsigned long long lines;  /* number of the last line that began */
};

/* One line, or a piece of one. */
struct line_piece {
    const char *text; /* without its newline; valid until the next call */
    size_t length;
    unsigned long long number;  /* from 1 */
    unsigned long long offset;  /* of the piece in the input */
    bool first, last;           /* the line begins, ends with this piece */
    bool newline;               /* a newline stood behind it */
    const uint64_t *candidates; /* where replies may be (kernel.h), */
    size_t base;                /* from this bit on */
};

/* Starts reading fd; lines are numbered on from lines. */
void stream_start(struct stream *stream, int fd, struct stream_buffer *memory,
                  unsigned long long lines);

/*
 * The next line or piece; false at the end of the input or on an error.
 * Before a read that would wait, idle(context) is called.
 */
bool stream_next(struct stream *stream, struct line_piece *piece, void (*idle)(void *),
                 void *context);

#endif
