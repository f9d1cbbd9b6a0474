/*
 * A session as somebody pasted it: which command does a reply answer, and may
 * it be answered so?
 */
#ifndef DIALOGUE_H
#define DIALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "words.h"

enum { DIALOGUE_PENDING = 64 };

struct dialogue {
    bool begun;                              /* a reply was seen */
    bool client;                             /* a line of the client was seen */
    unsigned char pending[DIALOGUE_PENDING]; /* commands without an answer, oldest first */
    int count;
};

/* Takes a line that holds no reply; true when it is a command of the client. */
bool dialogue_line(struct dialogue *dialogue, const char *line, size_t n);

/* Takes a whole reply; the verb that it answers, or -1 where that is not known. */
int dialogue_reply(struct dialogue *dialogue, int code);

/* Whether a code is a legal answer to a verb (RFC 5321 section 4.3.2 and the extensions). */
bool dialogue_is_legal(int verb, int code);

#endif
