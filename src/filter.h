/*
 * --only KEY=VALUE,...: which records of a stream are wanted.  Values of one
 * key are alternatives, different keys must all agree.
 */
#ifndef FILTER_H
#define FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "cause.h"

enum { FILTER_TEXTS = 16 };

struct filter {
    bool given;
    uint64_t causes, fixers, retries, proofs, warnings, classes; /* bit sets, 0: any */
    const char *providers[FILTER_TEXTS], *rules[FILTER_TEXTS];   /* any case */
    size_t provider_length[FILTER_TEXTS], rule_length[FILTER_TEXTS];
    int provider_count, rule_count;
    short codes[FILTER_TEXTS];
    int code_count;
};

/* A mistake in an expression. */
struct filter_mistake {
    const char *what; /* "key", "cause", ... */
    const char *text; /* the word that is wrong */
    size_t length;
    const char *nearest; /* or NULL */
};

/* Adds an expression (terminated, kept); false and *mistake when it is wrong. */
bool filter_add(struct filter *filter, const char *expression, struct filter_mistake *mistake);

/* Whether a judged reply is wanted. */
bool filter_takes(const struct filter *filter, const struct found *found,
                  const struct judgement *judgement);

#endif
