/* smtpcode: tells what an SMTP reply means, why it came, who mends it and whether to try again. */
#include "command.h"
#include "message.h"
#include "options.h"
#include "rules.h"
#include "sandbox.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_SIZE = 16 * 1024 };

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
    out_text(page->out, "\nlanguages:");
    for (int i = 0; catalog_language(i); i++) {
        out_char(page->out, ' ');
        out_text(page->out, catalog_language(i));
    }
    out_char(page->out, '\n');
    return EXIT_FOUND;
}

/* Help after a mistake goes to stderr; this is the short one for an idle terminal. */
static int print_hint(const struct page *page)
{
    char buffer[1024];
    struct out out;
    struct page hint = *page;

    out_init(&out, STDERR_FILENO, buffer, sizeof buffer);
    hint.out = &out;
    help_hint(&hint);
    out_flush(&out); /* nowhere left to complain */
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

/* A code is explained by the tables alone; anything else may be a reply, or a rule. */
static bool are_codes(const struct options *options)
{
    struct status status;

    for (int i = 0; i < options->operand_count; i++) {
        const char *operand = options->operands[i];
        size_t n = strlen(operand);

        if ((n != 3 || code_parse(operand, n) < 0) &&
            (n == 0 || status_parse(operand, n, &status) != n))
            return false;
    }
    return options->operand_count > 0;
}

/* The user's own rules: those of --rules, else those of the configuration folder. */
static int read_rules(const struct options *options, const struct command *command)
{
    if (options->rules)
        return rules_read(options->rules);
    return command == command_table(0) && are_codes(options) ? 0 : rules_read_own();
}

static int run_command(struct options *options, struct page *page, char message[OPTIONS_MESSAGE])
{
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
    if (read_rules(options, command))
        return EXIT_TROUBLE;
    if (command == command_table(0) && options->operand_count == 0 && isatty(STDIN_FILENO))
        return print_hint(page);
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
    static char output[BUFFER_SIZE];
    static struct options options;
    char message[OPTIONS_MESSAGE];
    struct term term;
    struct out out;
    struct page page = {.out = &out, .term = &term};
    int status;

    if (options_parse(&options, argc > 0 ? argc - 1 : 0, argv + 1, message))
        return complain(message);
    term_init(&term, STDOUT_FILENO, options.color, options.width, options.utf8);
    /* The other formats are UTF-8; and so is a language asked for by name that ASCII cannot spell.
     */
    if (options.format != &render_text || (!options.utf8 && !catalog_is_latin(&options.catalog)))
        term.ascii = false;
    out_init(&out, STDOUT_FILENO, output, sizeof output);
    page.catalog = &options.catalog;
    page.format = options.format;
    page.redact = options.redact;
    status = run_command(&options, &page, message);
    render_end(&page);
    return finish(&out, status);
}
