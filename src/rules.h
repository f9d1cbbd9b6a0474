/*
 * The rules: those compiled in and, before them, those of the user.  A rule is
 * a number; rules of the user have the numbers behind the compiled-in ones.
 */
#ifndef RULES_H
#define RULES_H

#include "catalog.h"
#include "finder.h"
#include "matcher.h"

/*
 * Reads a user's rules (the format of data/rules.rec).  Every mistake is
 * printed as `file:line: what is wrong` on stderr; -1 then, else 0.
 */
int rules_read(const char *path);

/* The same for smtpcode/rules.rec in the user's configuration folder, where there is one. */
int rules_read_own(void);

/* The rule that wins a reply; match->rule is -1 when none does. */
void rules_match(const struct found *found, struct match *match);

/* The functions of the matcher (matcher.h) over the phrases of all rules. */
void rules_pairs(uint64_t *pairs);
bool rules_have_head(uint32_t bytes);
bool rules_go_on(const char *text, size_t n, size_t at, size_t from);
bool rules_stop_at(const char *folded, size_t n, char stop);

/* The rule with this id, -1 when there is none. */
int rules_find(const char *id, size_t n);

/* The first rule of a provider, -1 when there is none. */
int rules_find_provider(const char *provider, size_t n);

struct verdict rules_verdict(int rule);
const char *rules_id(int rule);
const char *rules_text(const struct catalog *catalog, int rule, enum field field);
struct texts rules_list(const struct catalog *catalog, int rule, enum field field);

#endif
