/*
 * Reply codes and enhanced status codes as numbers.
 */
#ifndef STATUS_H
#define STATUS_H

#include <stdbool.h>
#include <stddef.h>

/* class.subject.detail (RFC 3463 section 2); class 0 stands for the X of "X.7.26". */
struct status {
    short class;   /* 2, 4, 5 or 0; -1: no code at all */
    short subject; /* 0-999; -1: not given ("5.X.X") */
    short detail;  /* 0-999; -1: not given ("5.7") */
};

enum { STATUS_TEXT = 12 }; /* bytes that hold any code and its NUL */

static const struct status status_none = {-1, -1, -1};

/*
 * Parses a full enhanced status code at the start of n bytes: one class digit
 * 2, 4 or 5 (or X), then twice a dot and one to three digits.  Returns the
 * length taken, 0 if there is none.  What follows is not looked at, except
 * that a further digit or a fourth part makes it none.
 */
size_t status_parse(const char *s, size_t n, struct status *status);

/* Writes "5.7.26" (class 0: "X.7.26"), terminated; returns its length. */
size_t status_format(const struct status *status, char text[STATUS_TEXT]);

bool status_equal(const struct status *a, const struct status *b);

static inline bool status_is_set(const struct status *status)
{
    return status->class >= 0;
}

/* The reply code in the first three bytes, or -1: exactly three digits, no more (RFC 5321 4.2). */
int code_parse(const char *s, size_t n);

/* Writes a reply code's three digits, terminated; code is 0 to 999. */
void code_format(int code, char text[4]);

/* True for codes that RFC 5321's grammar allows: [2-5][0-5][0-9]. */
bool code_is_legal(int code);

#endif
