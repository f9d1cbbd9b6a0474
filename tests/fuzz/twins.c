/*
 * The rules compiled in against the same rules read as a user's: tables and
 * automaton of the two ways give the same winner at the same place.
 */
#include "world.h"

#include "data.h"
#include "tables.h"

#ifndef RULES_FILE
#define RULES_FILE "data/rules.rec"
#endif

static struct data data;
static struct matcher matcher;
static bool is_read;

struct codes {
    int code;
    struct status status;
};

static bool compiled_accepts(int rule, const void *context)
{
    const struct codes *c = context;

    return data_rule_agrees(catalog_text(NULL, KIND_RULE, rule, FIELD_CODES),
                            catalog_text(NULL, KIND_RULE, rule, FIELD_ENHANCED_CODES), c->code,
                            &c->status);
}

static bool read_accepts(int rule, const void *context)
{
    const struct codes *c = context;
    const struct row *row = &data.kinds[KIND_RULE].row[rule];

    return data_rule_agrees(data_rule_value(row, FIELD_CODES),
                            data_rule_value(row, FIELD_ENHANCED_CODES), c->code, &c->status);
}

static void read_rules(void)
{
    struct automaton *a = automaton_new();

    HOLDS(a && data_read(&data, NULL, RULES_FILE));
    data_build_rules(&data, a, &matcher);
    HOLDS(data.errors == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *text = (const char *)bytes;
    struct codes c = {-1, status_none};
    struct match a, b;
    size_t at = 0;

    if (!is_read)
        read_rules();
    is_read = true;
    if (size > 4 && code_parse(text, 3) >= 0) {
        c.code = code_parse(text, 3);
        at = 4;
    }
    at += status_parse(text + at, size - at, &c.status);
    matcher_find(&tables_matcher, text + at, size - at, compiled_accepts, &c, &a);
    matcher_find(&matcher, text + at, size - at, read_accepts, &c, &b);
    HOLDS((a.rule < 0) == (b.rule < 0));
    if (a.rule < 0)
        return 0;
    matcher_locate(text + at, size - at, &a);
    matcher_locate(text + at, size - at, &b);
    HOLDS(strcmp(catalog_key(KIND_RULE, a.rule), data.kinds[KIND_RULE].row[b.rule].key) == 0);
    HOLDS(a.score == b.score && a.rank == b.rank && a.start == b.start && a.end == b.end);
    HOLDS(a.start < a.end && a.end <= size - at);
    return 0;
}
