/*
 * One-line messages on stderr.  What they quote is escaped, since it may come
 * from a stranger.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "catalog.h"

/* A message under construction in a buffer of the caller; what does not fit is cut. */
struct message {
    char *text;
    size_t size, used;
    const struct catalog *catalog; /* its language; NULL: English */
    const char *rest;              /* of the message of ui.rec, behind its next {} */
};

struct message message_start(char *text, size_t size);

/* Starts with the message id of ui.rec, up to its first {}; message_fill takes it to the next. */
struct message message_say(char *text, size_t size, const struct catalog *catalog, const char *id);
void message_fill(struct message *message);

void message_add(struct message *message, const char *text);
/* Adds the message id of ui.rec, which has no gaps. */
void message_ui(struct message *message, const char *id);
/* Adds what ui.rec calls a word such as "option" in the language, else the word itself. */
void message_word(struct message *message, const char *word);

/* Adds a number. */
void message_number(struct message *message, unsigned long long number);

/* Adds n bytes, what a terminal should not see as \xHH. */
void message_escape(struct message *message, const char *text, size_t n);

/* Adds n bytes in single quotes, what a terminal should not see as \xHH, at most 60 bytes of them.
 */
void message_quote(struct message *message, const char *text, size_t n);
/* Ends the message, with "; did you mean 'word'?" unless word is NULL. */
void message_suggest(struct message *message, const char *dashes, const char *word);

/* Prints "smtpcode: text" and a newline on stderr in one write. */
void message_print(const char *text);

/* The same of the message id of ui.rec, which has no gaps. */
void message_tell(const struct catalog *catalog, const char *id);

/*
 * The same about a file, "-" being standard input: "smtpcode: 'name': what", which is the message
 * id of ui.rec, or what an errno means.
 */
void message_about(const struct catalog *catalog, const char *name, const char *id);
void message_file(const char *name, int error);

#endif
