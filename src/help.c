#include "command.h"

#include "show.h"

#include <string.h>

/* Where texts begin: beside what they are about, or below it on a screen too narrow for that. */
enum { OPTION_COLUMN = 26, TEXT_LEAST = 20, BELOW = 6, EXAMPLES = 4 };

/* Writes a text from column at on, where the cursor stands in column used. */
static void write_text(struct page *page, const char *text, size_t at, size_t used)
{
    size_t n = strlen(text), length;
    const char *line;

    /* One column stays free: a full line may look joined to the next. */
    while (show_wrap(&text, &n, (size_t)page->term->width - 1 - at, page->term->ascii, &line,
                     &length)) {
        out_blanks(page->out, at - used);
        show_text(page->out, line, length, page->term->ascii);
        out_char(page->out, '\n');
        used = 0;
    }
}

/* A line with columns of its own: as it is where it fits, else its second column below. */
static void write_line(struct page *page, const char *text)
{
    size_t n = strlen(text), first = n;
    const char *gap = strstr(text, "  ");

    if (gap && show_columns(text, n, page->term->ascii) > (size_t)page->term->width - 2)
        first = (size_t)(gap - text);
    show_text(page->out, text, first, page->term->ascii);
    out_char(page->out, '\n');
    if (first < n)
        write_text(page, gap + strspn(gap, " "), BELOW, 0);
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
    size_t used = 2 + show_columns(left, strlen(left), page->term->ascii);
    size_t at = page->term->width >= OPTION_COLUMN + TEXT_LEAST ? OPTION_COLUMN : BELOW;

    out_text(page->out, "  ");
    out_text(page->out, left);
    if (used >= at) {
        out_char(page->out, '\n');
        used = 0;
    }
    write_text(page, text, at, used);
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
        left[strcspn(left, "[") - 1] = '\0';
    write_entry(page, left, ui_text(page, "command-", *c->name ? c->name : "explain"));
}

static void write_examples(struct page *page)
{
    write_text(page, catalog_ui(page->catalog, "help-about"), 0, 0);
    for (int i = 1; i <= EXAMPLES; i++) {
        char name[] = "0";
        name[0] = (char)('0' + i);
        out_text(page->out, "  ");
        write_line(page, ui_text(page, "help-example-", name));
    }
}

void help_hint(struct page *page)
{
    write_examples(page);
    write_text(page, catalog_ui(page->catalog, "help-hint"), 0, 0);
}

/* Leads with examples, and fits a screen of 24 lines with the prompt below it. */
static void print_all(struct page *page)
{
    write_examples(page);
    out_char(page->out, '\n');
    for (int i = 0; command_table(i); i++)
        write_command(page, command_table(i));
    write_options(page, FOR_EXPLAIN, false);
    write_text(page, catalog_ui(page->catalog, "help-more"), 0, 0);
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
    write_options(page, command->bit, false);
}
