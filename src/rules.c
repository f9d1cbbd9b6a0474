#include "rules.h"

#include "ascii.h"
#include "data.h"
#include "message.h"
#include "tables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The user's rules, read once before anything is judged. */
static struct {
    struct data data;
    struct automaton *automaton;
    struct matcher matcher;
    bool loaded;
} user;

static const struct rows *user_rows(void)
{
    return &user.data.kinds[KIND_RULE];
}

int rules_read(const char *path)
{
    user.automaton = automaton_new();
    if (!user.automaton) {
        message_file(path, ENOMEM);
        return -1;
    }
    if (!data_read(&user.data, NULL, path))
        return -1;
    data_build_rules(&user.data, user.automaton, &user.matcher);
    user.loaded = user.data.errors == 0;
    return user.loaded ? 0 : -1;
}

int rules_read_own(void)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    char path[1024];
    struct message m = message_start(path, sizeof path);

    if (!(folder && folder[0] == '/') && !(home && home[0] == '/'))
        return 0;
    message_add(&m, folder && folder[0] == '/' ? folder : home);
    message_add(&m, folder && folder[0] == '/' ? "" : "/.config");
    message_add(&m, "/smtpcode/rules.rec");
    return access(path, F_OK) == 0 ? rules_read(path) : 0;
}

/* The row of a user's rule, NULL for a compiled-in one. */
static const struct row *user_row(int rule)
{
    int i = rule - catalog_count(KIND_RULE);

    return i >= 0 ? &user_rows()->row[i] : NULL;
}

static bool accepts(int rule, const void *context)
{
    const struct found *f = context;

    return data_rule_agrees(catalog_text(NULL, KIND_RULE, rule, FIELD_CODES),
                            catalog_text(NULL, KIND_RULE, rule, FIELD_ENHANCED_CODES), f->code,
                            &f->status);
}

static bool user_accepts(int rule, const void *context)
{
    const struct found *f = context;
    const struct row *row = &user_rows()->row[rule];

    return data_rule_agrees(data_rule_value(row, FIELD_CODES),
                            data_rule_value(row, FIELD_ENHANCED_CODES), f->code, &f->status);
}

void rules_match(const struct found *f, struct match *match)
{
    const char *text = f->line + f->text;
    size_t n = f->end - f->text;

    if (user.loaded) {
        matcher_find(&user.matcher, text, n, user_accepts, f, match);
        if (match->rule >= 0) {
            match->rule += catalog_count(KIND_RULE);
            return;
        }
    }
    matcher_find(&tables_matcher, text, n, accepts, f, match);
}

void rules_pairs(uint64_t *pairs)
{
    matcher_pairs(&tables_matcher, pairs);
    if (user.loaded)
        matcher_pairs(&user.matcher, pairs);
}

bool rules_have_head(uint32_t bytes)
{
    return matcher_head(&tables_matcher, bytes) != 0 ||
           (user.loaded && matcher_head(&user.matcher, bytes) != 0);
}

bool rules_go_on(const char *text, size_t n, size_t at, size_t from)
{
    return matcher_goes_on(&tables_matcher, text, n, at, from) ||
           (user.loaded && matcher_goes_on(&user.matcher, text, n, at, from));
}

bool rules_stop_at(const char *folded, size_t n, char stop)
{
    return matcher_stops_at(&tables_matcher, folded, n, stop) ||
           (user.loaded && matcher_stops_at(&user.matcher, folded, n, stop));
}

int rules_find(const char *id, size_t n)
{
    if (user.loaded) {
        int i = data_find(user_rows(), id, n);
        if (i >= 0)
            return catalog_count(KIND_RULE) + i;
    }
    return catalog_find(KIND_RULE, id, n);
}

int rules_find_provider(const char *provider, size_t n)
{
    int count = catalog_count(KIND_RULE) + (user.loaded ? user_rows()->count : 0);

    for (int i = 0; i < count; i++) {
        const char *text = rules_text(NULL, i, FIELD_PROVIDER);

        if (strlen(text) == n && memcmp(text, provider, n) == 0)
            return i;
    }
    return -1;
}

static int user_word(const struct row *row, enum field field, enum list list)
{
    const char *word = data_rule_value(row, field);

    return word_find(list, word, strlen(word));
}

struct verdict rules_verdict(int rule)
{
    const struct row *row = user_row(rule);

    if (row)
        return (struct verdict){(enum cause)user_word(row, FIELD_CAUSE, LIST_CAUSE),
                                (enum fixer)user_word(row, FIELD_FIXER, LIST_FIXER),
                                (enum retry)user_word(row, FIELD_RETRY, LIST_RETRY)};
    return (struct verdict){(enum cause)catalog_word(KIND_RULE, rule, FIELD_CAUSE),
                            (enum fixer)catalog_word(KIND_RULE, rule, FIELD_FIXER),
                            (enum retry)catalog_word(KIND_RULE, rule, FIELD_RETRY)};
}

const char *rules_id(int rule)
{
    const struct row *row = user_row(rule);

    return row ? row->key : catalog_key(KIND_RULE, rule);
}

const char *rules_text(const struct catalog *catalog, int rule, enum field field)
{
    const struct row *row = user_row(rule);

    return row ? data_rule_value(row, field) : catalog_text(catalog, KIND_RULE, rule, field);
}

struct texts rules_list(const struct catalog *catalog, int rule, enum field field)
{
    const struct row *row = user_row(rule);
    const struct cell *cell;

    if (!row)
        return catalog_list(catalog, KIND_RULE, rule, field);
    cell = &row->cells[schema_column(KIND_RULE, field)];
    return (struct texts){.strings = cell->values, .count = cell->count};
}
