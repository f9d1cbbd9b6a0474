/*
 * Near misses: the word that a mistyped one was meant to be.
 */
#ifndef SUGGEST_H
#define SUGGEST_H

#include <stddef.h>

struct suggestion {
    const char *given;
    size_t length;
    const char *word; /* the nearest so far, NULL while none is near enough */
    int distance;
};

/* Edits (insert, delete, replace, swap of neighbours) between two words, without ASCII case. */
int suggest_distance(const char *a, size_t an, const char *b, size_t bn);

/* Starts a search for the word nearest to n bytes. */
struct suggestion suggest_init(const char *given, size_t n);

/* Offers a word; it is kept when it is nearer than what was kept before. */
void suggest_try(struct suggestion *suggestion, const char *word);

#endif
