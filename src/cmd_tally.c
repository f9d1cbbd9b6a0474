/* smtpcode tally: how often each cause, code and provider came. */
#include "command.h"

#include "count.h"
#include "message.h"
#include "progress.h"
#include "report.h"
#include "sandbox.h"
#include "stream.h"

#include <unistd.h>

int cmd_tally(struct run *run)
{
    static struct tally_memory memory;
    static const char *const standard_input[] = {"-"};
    const struct options *o = run->options;
    const char *const *names = o->operand_count ? o->operands : standard_input;
    int count = o->operand_count ? o->operand_count : 1;
    struct tally tally;
    struct counting c = {.options = o, .tally = &tally};
    struct report report = {.tally = &tally,
                            .by = o->by,
                            .top = o->top,
                            .merged = o->merge,
                            .names = o->operands,
                            .name_count = o->operand_count};

    tally_start(&tally, &memory);
    if (o->operand_count == 0)
        stream_widen(STDIN_FILENO);
    sandbox_enter(o->operand_count > 0);
    progress_start(!o->quiet, names, count);
    for (int i = 0; i < count && !progress_stopped(); i++)
        count_file(&c, names[i]);
    progress_end();
    report.columns = o->merge ? c.columns : (1u << TALLY_KEYS) - 1;
    run->page->format->tally(run->page, &report);
    if (tally.full)
        message_print("too many different enhanced codes; the rarest are counted without theirs");
    if (progress_stopped())
        return EXIT_STOPPED;
    return c.trouble ? EXIT_TROUBLE : tally.replies ? EXIT_FOUND : EXIT_NOT_FOUND;
}
