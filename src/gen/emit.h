/* Prints the checked data as C tables (src/tables.h). */
#ifndef GEN_EMIT_H
#define GEN_EMIT_H

#include <stdio.h>

#include "data.h"

/* Writes the whole tables.c to out; the same data give the same bytes. */
void emit_tables(FILE *out, const struct data *data);

/* Writes the automaton of the rules behind the tables. */
void emit_matcher(FILE *out, const struct matcher *matcher);

/* Writes one line a language: how many fields of each kind are translated. */
void emit_coverage(FILE *out, const struct data *data);

/* Writes one line for each text that a language has not; false when there is no such language. */
bool emit_missing(FILE *out, const struct data *data, const char *tag);

#endif
