/*
 * What a word on the command line is: a code, an enhanced code, a series of
 * codes, a command, a keyword, a cause, a rule or a whole reply.
 */
#ifndef THING_H
#define THING_H

#include "finder.h"

enum thing_kind {
    THING_CODE,     /* 252 */
    THING_ENHANCED, /* 5.7.26, X.7.26 */
    THING_SERIES,   /* 4xx, 25x, x5z, 5.7, X.7.X */
    THING_REPLY,    /* 550 5.1.1 User unknown */
    THING_COMMAND,  /* VRFY; perhaps a keyword too */
    THING_KEYWORD,  /* PIPELINING */
    THING_CAUSE,    /* greylisted */
    THING_RULE,     /* gmail-no-such-user */
    THING_UNKNOWN
};

struct thing {
    enum thing_kind kind;
    const char *text; /* as given */
    size_t length;
    int row;              /* of the table entry, -1 when it has none */
    int code;             /* THING_CODE; THING_SERIES: -1 or the digits below */
    short digits[3];      /* THING_SERIES of codes: the digits, -1 where any */
    struct status status; /* THING_ENHANCED; THING_SERIES of enhanced codes */
    struct found found;   /* THING_REPLY */
};

/* Finds out what n bytes of text are. */
void thing_parse(const char *text, size_t n, struct thing *thing);

#endif
