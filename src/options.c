#include "options.h"

#include "ascii.h"
#include "message.h"
#include "suggest.h"
#include "tally.h"

#include <string.h>

static const struct option table[] = {
    {OPTION_FORMAT, 'f', "format", "FORMAT", FOR_ALL},
    {OPTION_LANG, 'l', "lang", "LANG", FOR_ALL},
    {OPTION_FIELD, 0, "field", "NAME", FOR_EXPLAIN | FOR_LIST | FOR_SEARCH},
    {OPTION_COLOR, 0, "color", "WHEN", FOR_ALL},
    {OPTION_WIDTH, 0, "width", "N", FOR_ALL},
    {OPTION_EXIT_STATUS, 'e', "exit-status", NULL, FOR_EXPLAIN},
    {OPTION_CLASS, 0, "class", "DIGIT", FOR_LIST},
    {OPTION_STATUS, 0, "status", "STATUS", FOR_LIST},
    {OPTION_COMMAND, 0, "command", "VERB", FOR_LIST},
    {OPTION_CAUSE, 0, "cause", "CAUSE", FOR_LIST},
    {OPTION_ONLY, 0, "only", "KEY=VALUE,...", FOR_SCAN | FOR_TALLY},
    {OPTION_INVERT, 0, "invert", NULL, FOR_SCAN | FOR_TALLY},
    {OPTION_BY, 0, "by", "KEY,...", FOR_TALLY},
    {OPTION_TOP, 0, "top", "N", FOR_TALLY},
    {OPTION_MERGE, 0, "merge", NULL, FOR_TALLY},
    {OPTION_JOBS, 0, "jobs", "N", FOR_SCAN | FOR_TALLY},
    {OPTION_QUIET, 'q', "quiet", NULL, FOR_SCAN | FOR_TALLY},
    {OPTION_REDACT, 0, "redact", NULL, FOR_EXPLAIN | FOR_SCAN},
    {OPTION_RULES, 0, "rules", "FILE", FOR_ALL},
    {OPTION_HELP, 'h', "help", NULL, FOR_ALL},
    {OPTION_VERSION, 'V', "version", NULL, FOR_ALL},
};

const struct option *options_table(int i)
{
    return i >= 0 && (size_t)i < sizeof table / sizeof *table ? &table[i] : NULL;
}

/* A message under construction, in the language asked for so far, and what it is put into. */
struct mistake {
    const struct catalog *catalog;
    char *text;
};

static struct message say(const struct mistake *mistake, const char *id)
{
    return message_say(mistake->text, OPTIONS_MESSAGE, mistake->catalog, id);
}

/* `unknown format 'jsn'; did you mean 'json'?` */
static int fail_word(const struct mistake *mistake, const char *what, const char *text, size_t n,
                     const char *nearest)
{
    struct message m = say(mistake, "error-unknown");

    message_word(&m, what);
    message_fill(&m);
    message_quote(&m, text, n);
    message_suggest(&m, "", nearest);
    return -1;
}

static int fail_value(const struct mistake *mistake, const struct option *o, const char *value,
                      const char *nearest)
{
    return fail_word(mistake, o->id == OPTION_LANG ? "language" : o->name, value, strlen(value),
                     nearest);
}

/* `--width takes a number from 20 to 1000, not 'x'`. */
static int fail_range(const struct mistake *mistake, const struct option *o, const char *value,
                      int least, int most)
{
    struct message m = say(mistake, "error-range");

    message_add(&m, o->name);
    message_fill(&m);
    message_number(&m, (unsigned long long)least);
    message_fill(&m);
    message_number(&m, (unsigned long long)most);
    message_fill(&m);
    message_quote(&m, value, strlen(value));
    message_suggest(&m, "", NULL);
    return -1;
}

static int take_word(const struct mistake *mistake, const struct option *o, enum list list,
                     const char *value, int *word)
{
    struct suggestion best = suggest_init(value, strlen(value));

    *word = word_find(list, value, strlen(value));
    if (*word >= 0)
        return 0;
    for (int i = 0; i < word_count(list); i++)
        suggest_try(&best, word_name(list, i));
    return fail_value(mistake, o, value, best.word);
}

static int take_format(struct options *options, const struct mistake *mistake,
                       const struct option *o, const char *value)
{
    struct suggestion best = suggest_init(value, strlen(value));

    options->format = render_find(value, strlen(value));
    if (options->format)
        return 0;
    for (int i = 0; render_name(i); i++)
        suggest_try(&best, render_name(i));
    return fail_value(mistake, o, value, best.word);
}

static int take_language(struct options *options, const struct mistake *mistake,
                         const struct option *o, const char *value)
{
    struct suggestion best = suggest_init(value, strlen(value));
    struct catalog asked;

    if (catalog_open(&asked, value)) {
        options->catalog = asked;
        return 0;
    }
    for (int i = 0; catalog_language(i); i++)
        suggest_try(&best, catalog_language(i));
    return fail_value(mistake, o, value, best.word);
}

static int take_field(struct options *options, const struct mistake *mistake,
                      const struct option *o, const char *value)
{
    struct suggestion best = suggest_init(value, strlen(value));

    options->field = field_find(value, strlen(value));
    if (options->field >= 0)
        return 0;
    for (int i = 0; i < FIELD_COUNT; i++)
        suggest_try(&best, field_name((enum field)i));
    return fail_value(mistake, o, value, best.word);
}

static int take_color(struct options *options, const struct mistake *mistake,
                      const struct option *o, const char *value)
{
    static const char *const words[] = {"auto", "always", "never"};
    struct suggestion best = suggest_init(value, strlen(value));

    for (int i = 0; i < 3; i++) {
        if (strcmp(value, words[i]) == 0) {
            options->color = (enum color_choice)i;
            return 0;
        }
        suggest_try(&best, words[i]);
    }
    return fail_value(mistake, o, value, best.word);
}

static int take_number(const struct mistake *mistake, const struct option *o, const char *value,
                       int least, int most, int *number)
{
    int n = 0;

    for (const char *p = value; *p || p == value; p++) {
        if (!ascii_is_digit((unsigned char)*p) || n > most)
            return fail_range(mistake, o, value, least, most);
        n = n * 10 + (*p - '0');
    }
    if (n < least || n > most)
        return fail_range(mistake, o, value, least, most);
    *number = n;
    return 0;
}

static int take_filter(struct options *options, const struct mistake *mistake, const char *value)
{
    struct filter_mistake wrong;

    if (filter_add(&options->filter, value, &wrong))
        return 0;
    return fail_word(mistake, wrong.what, wrong.text, wrong.length, wrong.nearest);
}

static int take_keys(struct options *options, const struct mistake *mistake, const char *value)
{
    for (;;) {
        size_t n = strcspn(value, ",");
        int key = tally_key_find(value, n);
        struct suggestion best = suggest_init(value, n);

        if (key < 0) {
            for (int i = 0; i < TALLY_KEYS; i++)
                suggest_try(&best, tally_key_name((enum tally_key)i));
            return fail_word(mistake, "key", value, n, best.word);
        }
        options->by |= 1u << key;
        if (!value[n])
            return 0;
        value += n + 1;
    }
}

static int take_option(struct options *options, const struct mistake *mistake,
                       const struct option *o, const char *value)
{
    options->given |= 1u << o->id;
    switch (o->id) {
    case OPTION_FORMAT:
        return take_format(options, mistake, o, value);
    case OPTION_LANG:
        return take_language(options, mistake, o, value);
    case OPTION_FIELD:
        return take_field(options, mistake, o, value);
    case OPTION_COLOR:
        return take_color(options, mistake, o, value);
    case OPTION_WIDTH:
        return take_number(mistake, o, value, TERM_WIDTH_MIN, TERM_WIDTH_MAX, &options->width);
    case OPTION_CLASS:
        return take_number(mistake, o, value, 1, 5, &options->class);
    case OPTION_STATUS:
        return take_word(mistake, o, LIST_STATUS, value, &options->status);
    case OPTION_COMMAND:
        return take_word(mistake, o, LIST_VERB, value, &options->command);
    case OPTION_CAUSE:
        return take_word(mistake, o, LIST_CAUSE, value, &options->cause);
    case OPTION_ONLY:
        return take_filter(options, mistake, value);
    case OPTION_BY:
        return take_keys(options, mistake, value);
    case OPTION_TOP:
        return take_number(mistake, o, value, 1, 10000, &options->top);
    case OPTION_JOBS:
        return take_number(mistake, o, value, 1, 16, &options->jobs);
    case OPTION_MERGE:
        options->merge = true;
        return 0;
    case OPTION_QUIET:
        options->quiet = true;
        return 0;
    case OPTION_INVERT:
        options->invert = true;
        return 0;
    case OPTION_REDACT:
        options->redact = true;
        return 0;
    case OPTION_RULES:
        options->rules = value;
        return 0;
    case OPTION_EXIT_STATUS:
        options->exit_status = true;
        return 0;
    case OPTION_HELP:
        options->help = true;
        return 0;
    case OPTION_VERSION:
        options->version = true;
        return 0;
    case OPTION_COUNT:
        break;
    }
    return -1;
}

static int fail_unknown(const struct mistake *mistake, const char *dashes, const char *name,
                        size_t n)
{
    struct suggestion best = suggest_init(name, n);
    struct message m = say(mistake, "error-unknown");
    char text[64] = "";

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (dashes[1])
            suggest_try(&best, table[i].name);
    strcat(text, dashes);
    strncat(text, name, n < 50 ? n : 50);
    message_word(&m, "option");
    message_fill(&m);
    message_quote(&m, text, strlen(text));
    message_suggest(&m, "--", best.word);
    return -1;
}

static int fail_argument(const struct mistake *mistake, const struct option *o, bool wants)
{
    struct message m = say(mistake, wants ? "error-needs-value" : "error-no-value");

    message_add(&m, o->name);
    message_suggest(&m, "", NULL);
    return -1;
}

/* One long option; *used tells whether the next argument was its value. */
static int parse_long(struct options *options, const char *arg, const char *next, bool *used,
                      const struct mistake *mistake)
{
    size_t n = strcspn(arg, "=");
    const char *value = arg[n] ? arg + n + 1 : NULL;

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct option *o = &table[i];
        if (strlen(o->name) != n || memcmp(o->name, arg, n) != 0)
            continue;
        if (!o->argument)
            return value ? fail_argument(mistake, o, false) : take_option(options, mistake, o, "");
        if (!value) {
            value = next;
            *used = true;
        }
        return value ? take_option(options, mistake, o, value) : fail_argument(mistake, o, true);
    }
    return fail_unknown(mistake, "--", arg, n);
}

/* A cluster of short options: -ef json, -fjson. */
static int parse_short(struct options *options, const char *arg, const char *next, bool *used,
                       const struct mistake *mistake)
{
    for (; *arg; arg++) {
        const struct option *o = NULL;

        for (size_t i = 0; i < sizeof table / sizeof *table; i++)
            if (table[i].letter == *arg)
                o = &table[i];
        if (!o)
            return fail_unknown(mistake, "-", arg, 1);
        if (o->argument) {
            const char *value = arg[1] ? arg + 1 : next;
            *used = !arg[1];
            return value ? take_option(options, mistake, o, value)
                         : fail_argument(mistake, o, true);
        }
        if (take_option(options, mistake, o, ""))
            return -1;
    }
    return 0;
}

int options_parse(struct options *options, int argc, char **argv, char message[OPTIONS_MESSAGE])
{
    const struct mistake mistake = {&options->catalog, message};
    bool only_operands = false;

    *options = (struct options){.catalog = {-1},
                                .format = &render_text,
                                .field = -1,
                                .class = -1,
                                .status = -1,
                                .command = -1,
                                .cause = -1,
                                .operands = argv,
                                .utf8 = term_is_utf8()};
    if (options->utf8) /* other languages need letters that ASCII has not */
        catalog_open(&options->catalog, term_locale("LC_MESSAGES"));
    for (int i = 0; i < argc; i++) {
        char *arg = argv[i], *next = i + 1 < argc ? argv[i + 1] : NULL;
        bool used = false;
        int result = 0;

        if (only_operands || arg[0] != '-' || arg[1] == '\0')
            argv[options->operand_count++] = arg; /* never behind i */
        else if (strcmp(arg, "--") == 0)
            only_operands = true;
        else if (arg[1] == '-')
            result = parse_long(options, arg + 2, next, &used, &mistake);
        else
            result = parse_short(options, arg + 1, next, &used, &mistake);
        if (result)
            return -1;
        i += used;
    }
    return 0;
}

int options_check(const struct options *options, const struct command *command,
                  char message[OPTIONS_MESSAGE])
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct message m;

        if (!(options->given >> table[i].id & 1) || (table[i].commands & command->bit))
            continue;
        m = message_say(message, OPTIONS_MESSAGE, &options->catalog,
                        *command->name ? "error-not-with" : "error-needs-command");
        message_add(&m, table[i].name);
        message_fill(&m);
        message_add(&m, command->name);
        message_suggest(&m, "", NULL);
        return -1;
    }
    return 0;
}
