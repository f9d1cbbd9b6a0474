/* smtpcode compare A B [C...]: what sets them apart. */
#include "command.h"

#include "compare.h"
#include "explain.h"
#include "message.h"

#include <string.h>

static int complain(const char *words)
{
    message_print(words);
    return EXIT_TROUBLE;
}

/* Codes and replies can be compared; words such as VRFY can't. */
static int check_thing(const struct thing *t)
{
    char text[OPTIONS_MESSAGE], near[256];
    struct message m = message_start(text, sizeof text);

    if (t->kind == THING_CODE || t->kind == THING_ENHANCED || t->kind == THING_REPLY)
        return 0;
    message_add(&m, "cannot compare ");
    message_quote(&m, t->text, t->length);
    message_add(&m, ": it is no reply code, enhanced status code or reply");
    if (t->kind == THING_UNKNOWN && explain_near(t, near, sizeof near) > 0)
        message_suggest(&m, "", near);
    message_print(text);
    return -1;
}

int cmd_compare(struct run *run)
{
    const struct options *o = run->options;
    struct thing things[COMPARE_MAX];
    struct comparison comparison;

    if (o->operand_count < 2)
        return complain("compare needs two codes or more, such as 'smtpcode compare 214 252'");
    if (o->operand_count > COMPARE_MAX)
        return complain("compare takes at most 8 codes");
    for (int i = 0; i < o->operand_count; i++) {
        thing_parse(o->operands[i], strlen(o->operands[i]), &things[i]);
        if (check_thing(&things[i]))
            return EXIT_TROUBLE;
    }
    compare_things(&comparison, run->page->catalog, things, o->operand_count);
    render_compare(run->page, &comparison);
    return comparison.all_known ? EXIT_FOUND : EXIT_NOT_FOUND;
}
