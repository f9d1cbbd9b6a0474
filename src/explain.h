/*
 * From a thing to the record of all that is to be said about it.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "cause.h"
#include "record.h"
#include "thing.h"

/*
 * Fills the record for a thing.  Unknown codes are answered as far as their
 * digits tell, with record->known false; so is what is nothing at all.
 */
void explain_thing(struct record *record, const struct catalog *catalog, const struct thing *thing);

/*
 * The record of a reply found in some text; verb is the command that it
 * answers, -1 where that is not known.
 */
void explain_reply(struct record *record, const struct catalog *catalog, const struct found *found,
                   const struct judgement *judgement, int verb);

/* The record of one row of a table, whole. */
void explain_row(struct record *record, const struct catalog *catalog, enum kind kind, int row);

/*
 * The nearest known words to one that is not known, blank-separated: codes
 * that differ in a digit, words within two edits.  Returns how many.
 */
int explain_near(const struct thing *thing, char *near, size_t size);

#endif
