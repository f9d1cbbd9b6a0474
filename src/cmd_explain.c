/* smtpcode THING...: explains each; without a THING, what stands on standard input. */
#include "command.h"

#include "explain.h"
#include "message.h"

#include <string.h>
#include <unistd.h>

static void complain_unknown(const struct catalog *catalog, const struct thing *t)
{
    char text[OPTIONS_MESSAGE], near[256];
    struct message m = message_say(text, sizeof text, catalog, "error-nothing-known");

    message_quote(&m, t->text, t->length);
    message_suggest(&m, "", explain_near(t, near, sizeof near) > 0 ? near : NULL);
    message_print(text);
}

static void print_record(struct run *run, const struct record *record)
{
    if (run->options->field >= 0)
        render_field(run->page, record, (enum field)run->options->field);
    else
        render_record(run->page, record);
}

static void explain_one(struct run *run, const char *text, struct exit_sum *sum)
{
    static struct record explained;
    struct thing thing;

    thing_parse(text, strlen(text), &thing);
    explain_thing(&explained, run->page->catalog, &thing);
    exit_add(sum, &explained);
    if (thing.kind == THING_UNKNOWN)
        complain_unknown(run->page->catalog, &thing);
    if (thing.kind != THING_UNKNOWN || run->page->format != &render_text)
        print_record(run, &explained);
}

/* A mistyped command looks like a thing that nobody knows, followed by things. */
static bool is_mistyped_command(const struct options *o)
{
    struct thing thing;

    thing_parse(o->operands[0], strlen(o->operands[0]), &thing);
    return thing.kind == THING_UNKNOWN && command_nearest(o->operands[0]) != NULL;
}

int cmd_explain(struct run *run)
{
    const struct options *o = run->options;
    struct exit_sum sum = {.use_severity = o->exit_status};

    if (o->operand_count == 0)
        return paste_explain(run, STDIN_FILENO, "-");
    if (is_mistyped_command(o)) {
        char text[OPTIONS_MESSAGE];
        struct message m = message_say(text, sizeof text, run->page->catalog, "error-unknown");

        message_word(&m, "command");
        message_fill(&m);
        message_quote(&m, o->operands[0], strlen(o->operands[0]));
        message_suggest(&m, "", command_nearest(o->operands[0]));
        message_print(text);
        return EXIT_TROUBLE;
    }
    for (int i = 0; i < o->operand_count; i++) {
        if (strcmp(o->operands[i], "-") == 0) {
            int status = paste_explain(run, STDIN_FILENO, "-");
            sum.trouble |= status == EXIT_TROUBLE;
            sum.not_found |= status == EXIT_NOT_FOUND;
            sum.permanent |= status == EXIT_PERMANENT;
            sum.transient |= status == EXIT_TRANSIENT;
        } else {
            explain_one(run, o->operands[i], &sum);
        }
    }
    return exit_status(&sum);
}
