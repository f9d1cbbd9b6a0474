/* A user's rules: whatever the file holds, it is taken or refused with a message; then they match.
 */
#include "world.h"

#include "data.h"

static bool any(int rule, const void *context)
{
    (void)rule, (void)context;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char text[] = "550 5.7.1 a mail from you was refused: Spam! see example.org";
    struct data rules = {0};
    struct automaton *a;
    struct matcher m = {0};
    struct match match;

    quieten();
    world_start("", 0, 0);
    a = automaton_new();
    HOLDS(a);
    data_parse(&rules, NULL, "rules.rec", (const char *)data, size);
    data_build_rules(&rules, a, &m);
    if (rules.errors == 0) {
        const struct rows *rows = &rules.kinds[KIND_RULE];

        matcher_find(&m, text, sizeof text - 1, any, NULL, &match);
        HOLDS(match.rule < rows->count);
        for (int i = 0; i < rows->count; i++) {
            const struct row *row = &rows->row[i];

            HOLDS(data_find(rows, row->key, strlen(row->key)) == i);
            HOLDS(word_find(LIST_CAUSE, data_rule_value(row, FIELD_CAUSE),
                            strlen(data_rule_value(row, FIELD_CAUSE))) >= 0);
        }
    }
    automaton_free(a);
    world_end();
    return 0;
}
