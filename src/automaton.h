/*
 * Builds the matcher's automaton: for the compiled-in rules when the program
 * is built, for a user's rules when they are read.
 */
#ifndef AUTOMATON_H
#define AUTOMATON_H

#include "matcher.h"

struct automaton;

/* A new, empty automaton; NULL without memory. */
struct automaton *automaton_new(void);

void automaton_free(struct automaton *automaton);

/*
 * Adds a phrase (terminated) of a rule.  Returns NULL, or what is wrong with
 * it: static text.
 */
const char *automaton_add(struct automaton *automaton, const char *phrase, unsigned rule,
                          unsigned rank);

/*
 * Completes the automaton; matcher then points into it and lives as long.
 * NULL, or what is wrong.
 */
const char *automaton_build(struct automaton *automaton, struct matcher *matcher);

#endif
