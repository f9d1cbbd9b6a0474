/*
 * Buffered, checked output to a file descriptor.  The first failure is kept
 * and everything after it is dropped, so that writers need not check each
 * call; out_flush tells at the end.
 */
#ifndef OUT_H
#define OUT_H

#include <stddef.h>
#include <string.h>

enum { OUT_SIZE = 64 * 1024 };

struct out {
    int fd;
    int error; /* errno of the first failed write, 0 if none */
    size_t used;
    char *buffer; /* size bytes, the caller's */
    size_t size;
    void (*before)(void *context); /* called before anything is written, NULL: nothing is */
    void *context;
};

/* Starts an output to fd through a buffer of size bytes, at least one, that the caller owns. */
void out_init(struct out *out, int fd, char *buffer, size_t size);

/* Appends n bytes, a string, a character, n blanks, a decimal number. */
void out_bytes(struct out *out, const char *s, size_t n);
static inline void out_text(struct out *out, const char *s)
{
    out_bytes(out, s, strlen(s)); /* of a literal the compiler knows the length */
}
void out_char(struct out *out, char c);
void out_blanks(struct out *out, size_t n);
void out_number(struct out *out, unsigned long long n);

/* Appends a number of tenths: 123 is 12.3. */
void out_tenths(struct out *out, unsigned long long n);

/* Writes what is buffered; 0, or -1 with out->error set. */
int out_flush(struct out *out);

#endif
