#include "command.h"

#include "progress.h"
#include "sandbox.h"
#include "stream.h"
#include "suggest.h"

#include <string.h>
#include <unistd.h>

static const struct command commands[] = {
    {"", FOR_EXPLAIN, "THING...", cmd_explain, {"smtpcode 252"}},
    {"compare",
     FOR_COMPARE,
     "A B [C...]",
     cmd_compare,
     {"smtpcode compare 214 252", "smtpcode compare -f html 5.7.1 5.7.26 > page.html",
      "smtpcode compare 450 '451 4.7.1 Greylisted'"}},
    {"list",
     FOR_LIST,
     "[codes|enhanced|keywords|causes|commands|rules]",
     cmd_list,
     {"smtpcode list --class 4 --status standard", "smtpcode list --command RCPT",
      "smtpcode list -f html > catalogue.html"}},
    {"search",
     FOR_SEARCH,
     "WORD...",
     cmd_search,
     {"smtpcode search greylist", "smtpcode search reverse dns"}},
    {"scan",
     FOR_SCAN,
     "[FILE...]",
     cmd_scan,
     {"tail -F /var/log/mail.log | smtpcode scan --only class=5",
      "smtpcode scan -f json mail.log | jq -r 'select(.retry == \"never\") | .text'",
      "smtpcode scan --redact --only cause=blocklisted mail.log"}},
    {"tally",
     FOR_TALLY,
     "[FILE...]",
     cmd_tally,
     {"smtpcode tally /var/log/mail.log", "smtpcode tally --by cause,provider --top 20 mail.log",
      "smtpcode tally -f html mail.log > report.html"}},
};

const struct command *command_table(int i)
{
    return i >= 0 && (size_t)i < sizeof commands / sizeof *commands ? &commands[i] : NULL;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 1; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

const char *command_nearest(const char *name)
{
    struct suggestion best = suggest_init(name, strlen(name));

    for (size_t i = 1; i < sizeof commands / sizeof *commands; i++)
        suggest_try(&best, commands[i].name);
    return best.word;
}

struct inputs inputs_start(const struct options *o, bool progress)
{
    static char dash[] = "-", *const standard_input[] = {dash};
    struct inputs inputs = {o->operands, o->operand_count};

    if (o->operand_count == 0) {
        inputs = (struct inputs){standard_input, 1};
        stream_widen(STDIN_FILENO);
    }
    sandbox_enter(o->operand_count > 0);
    progress_start(progress && !o->quiet, inputs.names, inputs.count);
    return inputs;
}

void exit_add(struct exit_sum *sum, const struct record *record)
{
    sum->not_found |= !record->known;
    if (record->severity == 4)
        sum->transient = true;
    else if (record->severity == 5)
        sum->permanent = true;
    else if (record->severity != 2 && record->severity != 3)
        sum->unknown = true;
}

int exit_status(const struct exit_sum *sum)
{
    if (sum->trouble)
        return EXIT_TROUBLE;
    if (!sum->use_severity)
        return sum->not_found ? EXIT_NOT_FOUND : EXIT_FOUND;
    return sum->permanent   ? EXIT_PERMANENT
           : sum->transient ? EXIT_TRANSIENT
           : sum->unknown   ? EXIT_NOT_FOUND
                            : EXIT_FOUND;
}
