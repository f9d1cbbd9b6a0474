/*
 * Replies that a server gives again and again differ in names and numbers only:
 *
 *     <ann@example.com>: Recipient address rejected: User unknown in table
 *     <bob7@mail.example>: Recipient address rejected: User unknown in table
 *
 * A memo remembers the judgement on such a reply by its code, its enhanced code
 * and its text with the names taken out (here `<#>: ...` and `<#mail#>: ...`,
 * since rules have phrases that begin with "mail").  What it answers is exactly
 * what the matcher would find, not likely the same:
 *
 *   - a name is a run of letters, digits and .-+@ that has a digit, an @, or a
 *     capital behind a small letter in it;
 *     words in it at which a phrase of some rule begins are left standing,
 *     and so is all that the folding treats in a way of its own;
 *   - a phrase may begin before a name and go on in it.  Where that can happen
 *     depends on what was left standing; the memo keeps these places, and each
 *     is looked at in each reply;
 *   - what was left standing is compared byte by byte.
 *
 * Bounded: where the memo is full, an older reply makes room.
 */
#ifndef MEMO_H
#define MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cause.h"
#include "matcher.h"

enum {
    MEMO_TEXT = 320,
    MEMO_NAMES = 24,
    MEMO_DOORS = 8,
    MEMO_SETS = 32,
    MEMO_WAYS = 8,
    MEMO_MISSED = 256
};

/* A reply without its names. */
struct memo_key {
    const struct found *found;
    uint32_t hash; /* never 0 */
    uint16_t length, names;
    uint16_t place[MEMO_NAMES];   /* in text, of the byte that stands for a name */
    uint16_t removed[MEMO_NAMES]; /* bytes of the name, less this one */
    char text[MEMO_TEXT + 8];
};

struct memo_entry {
    uint16_t length;
    int16_t code;
    struct status status;
    uint16_t doors;             /* how many places there are */
    uint16_t door[MEMO_DOORS];  /* where a phrase begins that may go on in a name */
    uint16_t inner[MEMO_DOORS]; /* the name */
    struct judgement judgement; /* its match within the text without names */
    char text[MEMO_TEXT];
};

/* Zeroed by the caller; one for each thread. */
struct memo {
    bool ready;
    uint64_t pairs[MATCHER_PAIRS / 64];  /* of bytes with which phrases begin */
    uint32_t hash[MEMO_SETS][MEMO_WAYS]; /* of the entries, 0: none */
    uint32_t missed[MEMO_MISSED];        /* of texts that were asked for in vain */
    unsigned char next[MEMO_SETS];       /* the way that is replaced next */
    struct memo_entry entries[MEMO_SETS][MEMO_WAYS];
};

/* Takes the names out of a reply's text; false when it is too long or odd for a memo. */
bool memo_key(struct memo *memo, struct memo_key *key, const struct found *found);

/* The judgement that was remembered; false when there is none. */
bool memo_find(const struct memo *memo, const struct memo_key *key, struct judgement *judgement);

/* Whether a reply is worth an entry: its text was asked for before, not long ago. */
bool memo_wants(struct memo *memo, const struct memo_key *key);

/* Remembers a judgement, its match placed, where that can be done. */
void memo_add(struct memo *memo, const struct memo_key *key, const struct judgement *judgement);

#endif
