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
    unsigned long long limit;  /* little is read behind this offset; 0: it does not matter */
    unsigned long long lines;  /* number of the last line that began */
    size_t piece;              /* so much is read at once; 0: as much as there is room for */
};

/*
 * Whole lines, as many as there are: bytes start to end of the text.  Only a
 * line that is longer than the buffer is cut, and the input's last line may
 * have no newline.
 */
struct block {
    const char *text;  /* valid until the next call */
    size_t start, end; /* within text; bits of the masks, too (kernel.h) */
    const struct kernel *kernel;
    const uint64_t *newlines;   /* bit masks over text */
    const uint64_t *candidates; /* where replies may be */
    unsigned long long line;    /* number of the line that the block begins with or goes on with */
    unsigned long long offset;  /* of byte start in the input */
    bool inside;                /* the block begins inside a line that was cut */
    bool cut;                   /* the block ends inside a line that was cut */
};

/* One line, or a piece of one. */
struct line_piece {
    const char *text; /* without its newline; valid until the next call */
    size_t length;
    unsigned long long number; /* from 1 */
    bool first, last;          /* the line begins, ends with this piece */
    bool newline;              /* a newline stood behind it */
};

/*
 * Asks for a bigger pipe where fd is one; before sandbox_enter, which takes
 * this power away.
 */
void stream_widen(int fd);

/* Opens an input, "-" being standard input, which is not closed; -1 after a message. */
int stream_open(const char *name);
void stream_close(int fd, const char *name);

/* Starts reading fd; lines are numbered on from lines. */
void stream_start(struct stream *stream, int fd, struct stream_buffer *memory,
                  unsigned long long lines);

/*
 * Goes on in other memory, the masks and text of which are free to be written;
 * blocks given before stay as they are.
 */
void stream_move(struct stream *stream, struct stream_buffer *memory);

/*
 * The next block or line; false at the end of the input or on an error.
 * Before a read that would wait, idle(context) is called.
 */
bool stream_block(struct stream *stream, struct block *block, void (*idle)(void *), void *context);

/* The next line of a block, from at on, which moves on; false at the block's end. */
bool block_line(const struct block *block, size_t *at, struct line_piece *piece);

#endif
