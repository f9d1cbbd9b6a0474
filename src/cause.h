/*
 * The verdict on a reply: its cause, who mends it and whether to try again,
 * with the proof.  Best proof first: rule, enhanced status code, reply code,
 * first digit.
 */
#ifndef CAUSE_H
#define CAUSE_H

#include "catalog.h"
#include "finder.h"

struct judgement {
    struct verdict verdict;
    enum proof proof;
    int rule;                  /* row of the rule that won, -1 if none */
    bool placed;               /* match is known */
    size_t match, match_len;   /* the words that matched, within the reply's text */
    size_t folded, folded_end; /* the same in the folded text (matcher.h) */
    unsigned long warnings;    /* bit set of enum warning */
};

struct memo; /* memo.h */

/*
 * Judges a reply.  Never fails: at worst the cause is unknown, by class.  A memo
 * makes it quicker where many replies come; it may be NULL.
 */
void cause_judge(const struct found *found, struct memo *memo, struct judgement *judgement);

/* The same without the place of the match, which takes another look at the text. */
void cause_judge_unplaced(const struct found *found, struct memo *memo,
                          struct judgement *judgement);

/* The same without warnings and match, which a tally does not need. */
void cause_judge_only(const struct found *found, struct memo *memo, struct judgement *judgement);

/* The verdict of the tables on a lone reply code or enhanced code. */
struct verdict cause_of_code(int code);
struct verdict cause_of_status(const struct status *status, int code);

/* The reply code that a number such as 447 stands for when its dots are put back. */
bool cause_unsquash(int code, struct status *status);

#endif
