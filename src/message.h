/*
 * One-line messages on stderr.  What they quote is escaped, since it may come
 * from a stranger.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stddef.h>

/* A message under construction in a buffer of the caller; what does not fit is cut. */
struct message {
    char *text;
    size_t size, used;
};

struct message message_start(char *text, size_t size);
void message_add(struct message *message, const char *text);
/* Adds n bytes in single quotes, control bytes as \xHH, at most 60 bytes of them. */
void message_quote(struct message *message, const char *text, size_t n);
/* Adds "; did you mean 'word'?" unless word is NULL. */
void message_suggest(struct message *message, const char *dashes, const char *word);

/* Prints "smtpcode: text" and a newline on stderr in one write. */
void message_print(const char *text);

/* The same about a file, "-" being standard input: "smtpcode: name: what"; what an errno means. */
void message_about(const char *name, const char *what);
void message_file(const char *name, int error);

#endif
