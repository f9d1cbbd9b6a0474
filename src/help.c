#include "command.h"

#include "show.h"

#include <string.h>

enum { OPTION_COLUMN = 26, EXAMPLES = 4 };

static void write_line(struct page *page, const char *text)
{
    show_text(page->out, text, strlen(text), page->term->ascii);
    out_char(page->out, '\n');
}

/* The text of ui.rec with the id "prefix-name". */
static const char *ui_text(struct page *page, const char *prefix, const char *name)
{
    char id[64];
    size_t p = strlen(prefix), n = strlen(name);

    if (p + n >= sizeof id)
        return "";
    memcpy(id, prefix, p);
    memcpy(id + p, name, n + 1);
    return catalog_ui(page->catalog, id);
}

/* "  left          text", the text wrapped in its own column. */
static void write_entry(struct page *page, const char *left, const char *text)
{
    size_t used = 2 + show_columns(left, strlen(left), page->term->ascii), n = strlen(text), length;
    size_t width = (size_t)page->term->width > OPTION_COLUMN + 20
                       ? (size_t)page->term->width - OPTION_COLUMN
                       : 20;
    const char *line;

    out_text(page->out, "  ");
    out_text(page->out, left);
    if (used >= OPTION_COLUMN) {
        out_char(page->out, '\n');
        used = 0;
    }
    while (show_wrap(&text, &n, width, page->term->ascii, &line, &length)) {
        out_blanks(page->out, OPTION_COLUMN - used);
        show_text(page->out, line, length, page->term->ascii);
        out_char(page->out, '\n');
        used = 0;
    }
}

static void write_option(struct page *page, const struct option *o)
{
    char left[64] = "    --";

    if (o->letter) {
        memcpy(left, "-f, --", 6);
        left[1] = o->letter;
    }
    strcat(left, o->name);
    if (o->argument) {
        strcat(left, " ");
        strcat(left, o->argument);
    }
    write_entry(page, left, ui_text(page, "option-", o->name));
}

static void write_options(struct page *page, unsigned commands, bool only_special)
{
    for (int i = 0; options_table(i); i++) {
        const struct option *o = options_table(i);
        if ((o->commands & commands) && (!only_special || o->commands != FOR_ALL))
            write_option(page, o);
    }
}

static void write_command(struct page *page, const struct command *c)
{
    char left[96];

    strcpy(left, c->name);
    if (*c->name)
        strcat(left, " ");
    strcat(left, c->synopsis);
    if (strlen(left) > OPTION_COLUMN - 4)
        left[strcspn(left, "[")] = '\0';
    write_entry(page, left, ui_text(page, "command-", *c->name ? c->name : "explain"));
}

/* Leads with examples, and fits a screen of 24 lines. */
static void print_all(struct page *page)
{
    write_line(page, catalog_ui(page->catalog, "help-about"));
    for (int i = 1; i <= EXAMPLES; i++) {
        char name[] = "0";
        name[0] = (char)('0' + i);
        out_text(page->out, "  ");
        write_line(page, ui_text(page, "help-example-", name));
    }
    out_char(page->out, '\n');
    for (int i = 0; command_table(i); i++)
        write_command(page, command_table(i));
    out_char(page->out, '\n');
    write_options(page, FOR_EXPLAIN, false);
    write_line(page, catalog_ui(page->catalog, "help-more"));
}

void help_print(struct page *page, const struct command *command)
{
    if (!command || !*command->name) {
        print_all(page);
        return;
    }
    out_text(page->out, "smtpcode ");
    out_text(page->out, command->name);
    out_text(page->out, " ");
    write_line(page, command->synopsis);
    write_entry(page, "", ui_text(page, "command-", command->name));
    out_char(page->out, '\n');
    for (int i = 0; i < COMMAND_EXAMPLES && command->examples[i]; i++) {
        out_text(page->out, "  ");
        write_line(page, command->examples[i]);
    }
    out_char(page->out, '\n');
    write_options(page, command->bit, false);
}
