/* smtpcode: tells what an SMTP reply means, why it came, who mends it and whether to try again. */
#include "command.h"
#include "message.h"
#include "options.h"
#include "rules.h"
#include "sandbox.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 4096, BUFFER_SIZE = 16 * 1024 };

#ifndef SMTPCODE_VERSION
#define SMTPCODE_VERSION "unknown"
#endif

static int complain(const char *message)
{
    message_print(message);
    return EXIT_TROUBLE;
}

static int print_version(struct page *page)
{
    out_text(page->out, "smtpcode " SMTPCODE_VERSION "\nsandbox: ");
    out_text(page->out, sandbox_name());
    out_char(page->out, '\n');
    return EXIT_FOUND;
}

/* Help after a mistake goes to stderr; this is the short one for an idle terminal. */
static int print_hint(void)
{
    static const char hint[] =
        "usage: smtpcode THING...\n"
        "       smtpcode compare A B [C...]\n"
        "       smtpcode list | search WORD...\n"
        "       ... | smtpcode\n"
        "THING is a reply code (252), an enhanced code (5.7.26), a whole reply in\n"
        "quotes, a command (VRFY), an EHLO keyword (PIPELINING) or a cause\n"
        "(greylisted). 'smtpcode --help' says more.\n";

    if (write(STDERR_FILENO, hint, sizeof hint - 1) < 0)
        return EXIT_TROUBLE;
    return EXIT_TROUBLE;
}

/* The command that the first operand names; it is taken off the operands then. */
static const struct command *take_command(struct options *options)
{
    const struct command *named =
        options->operand_count > 0 ? command_find(options->operands[0]) : NULL;

    if (!named)
        return command_table(0);
    options->operands++;
    options->operand_count--;
    return named;
}

/* The user's own rules: those of --rules, else those of the configuration folder. */
static int read_rules(const struct options *options)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    char path[1024];
    struct message m = message_start(path, sizeof path);

    if (options->rules)
        return rules_read(options->rules);
    if (!(folder && folder[0] == '/') && !(home && home[0] == '/'))
        return 0;
    message_add(&m, folder && folder[0] == '/' ? folder : home);
    message_add(&m, folder && folder[0] == '/' ? "" : "/.config");
    message_add(&m, "/smtpcode/rules.rec");
    return access(path, F_OK) == 0 ? rules_read(path) : 0;
}

static int run_command(struct options *options, struct page *page)
{
    char message[OPTIONS_MESSAGE];
    const struct command *command = take_command(options);
    struct run run = {options, page};

    if (options->version)
        return print_version(page);
    if (options->help) {
        help_print(page, command);
        return EXIT_FOUND;
    }
    if (options_check(options, command, message))
        return complain(message);
    if (read_rules(options))
        return EXIT_TROUBLE;
    if (command == command_table(0) && options->operand_count == 0 && isatty(STDIN_FILENO))
        return print_hint();
    return command->run(&run);
}

static int finish(struct out *out, int status)
{
    if (out_flush(out) == 0)
        return status;
    if (out->error != EPIPE)
        message_file("standard output", out->error);
    return EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
    const char *operands[ARGUMENTS_MAX];
    char message[OPTIONS_MESSAGE], buffer[BUFFER_SIZE];
    struct options options;
    struct term term;
    struct out out;
    struct page page = {.out = &out, .term = &term};
    int status;

    if (argc > ARGUMENTS_MAX)
        return complain("too many arguments");
    if (options_parse(&options, argc > 0 ? argc - 1 : 0, argv + 1, operands, message))
        return complain(message);
    term_init(&term, STDOUT_FILENO, options.color, options.width);
    if (options.format != &render_text ||
        (options.given >> OPTION_LANG & 1 && options.catalog.language >= 0))
        term.ascii = false; /* these are UTF-8; a language asked for by name needs its letters */
    out_init(&out, STDOUT_FILENO, buffer, sizeof buffer);
    page.catalog = &options.catalog;
    page.format = options.format;
    page.redact = options.redact;
    status = run_command(&options, &page);
    render_end(&page);
    return finish(&out, status);
}
