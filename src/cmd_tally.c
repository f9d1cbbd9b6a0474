/* smtpcode tally: how often each cause, code and provider came. */
#include "command.h"

#include "count.h"
#include "message.h"
#include "progress.h"
#include "report.h"

int cmd_tally(struct run *run)
{
    static struct tally_memory memory;
    const struct options *o = run->options;
    struct inputs inputs;
    struct tally tally;
    struct counting c = {.options = o, .tally = &tally};
    struct report report = {.tally = &tally,
                            .by = o->by,
                            .top = o->top,
                            .merged = o->merge,
                            .names = o->operands,
                            .name_count = o->operand_count};

    tally_start(&tally, &memory);
    inputs = inputs_start(o, true);
    for (int i = 0; i < inputs.count && !progress_stopped(); i++)
        count_file(&c, inputs.names[i]);
    progress_end();
    report.columns = o->merge ? c.columns : (1u << TALLY_KEYS) - 1;
    run->page->format->tally(run->page, &report);
    if (tally.full)
        message_tell(run->page->catalog, "error-too-many");
    if (progress_stopped())
        return EXIT_STOPPED;
    return c.trouble ? EXIT_TROUBLE : tally.replies ? EXIT_FOUND : EXIT_NOT_FOUND;
}
