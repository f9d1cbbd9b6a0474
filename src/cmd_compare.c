/* smtpcode compare A B [C...]: what sets them apart. */
#include "command.h"

#include "compare.h"
#include "explain.h"
#include "message.h"

#include <string.h>

static int complain(const struct catalog *catalog, const char *id)
{
    message_tell(catalog, id);
    return EXIT_TROUBLE;
}

/* Codes and replies can be compared; words such as VRFY can't. */
static int check_thing(const struct catalog *catalog, const struct thing *t)
{
    char text[OPTIONS_MESSAGE], near[256];
    struct message m;

    if (t->kind == THING_CODE || t->kind == THING_ENHANCED || t->kind == THING_REPLY)
        return 0;
    m = message_say(text, sizeof text, catalog, "error-compare-thing");
    message_quote(&m, t->text, t->length);
    message_suggest(
        &m, "", t->kind == THING_UNKNOWN && explain_near(t, near, sizeof near) > 0 ? near : NULL);
    message_print(text);
    return -1;
}

int cmd_compare(struct run *run)
{
    const struct options *o = run->options;
    struct thing things[COMPARE_MAX];
    struct comparison comparison;

    if (o->operand_count < 2)
        return complain(run->page->catalog, "error-compare-few");
    if (o->operand_count > COMPARE_MAX)
        return complain(run->page->catalog, "error-compare-many");
    for (int i = 0; i < o->operand_count; i++) {
        thing_parse(o->operands[i], strlen(o->operands[i]), &things[i]);
        if (check_thing(run->page->catalog, &things[i]))
            return EXIT_TROUBLE;
    }
    compare_things(&comparison, run->page->catalog, things, o->operand_count);
    render_compare(run->page, &comparison);
    return comparison.all_known ? EXIT_FOUND : EXIT_NOT_FOUND;
}
