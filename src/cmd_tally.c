/* smtpcode tally: how often each cause, code and provider came. */
#include "command.h"

#include "count.h"
#include "message.h"
#include "rules.h"
#include "show.h"
#include "tally.h"

#include <string.h>

enum { ALL_KEYS = (1 << TALLY_KEYS) - 1, BAR = 24, ADVICE = 3 };

static struct tally_row rows[TALLY_ROWS], report_rows[TALLY_ROWS];

/* ---- writing ---------------------------------------------------------------- */

/* The text of one key of a row; buffer holds what has to be made. */
static const char *value_text(const struct tally_row *r, enum tally_key key,
                              char buffer[STATUS_TEXT])
{
    switch (key) {
    case TALLY_CLASS:
        buffer[0] = (char)('0' + r->class);
        buffer[1] = '\0';
        return r->class < 0 ? "-" : buffer;
    case TALLY_CODE:
        if (r->code < 0)
            return "-";
        buffer[0] = (char)('0' + r->code / 100);
        buffer[1] = (char)('0' + r->code / 10 % 10);
        buffer[2] = (char)('0' + r->code % 10);
        buffer[3] = '\0';
        return buffer;
    case TALLY_ENHANCED:
        if (!status_is_set(&r->status))
            return "-";
        status_format(&r->status, buffer);
        return buffer;
    case TALLY_CAUSE:
        return r->cause < 0 ? "-" : word_name(LIST_CAUSE, r->cause);
    case TALLY_FIXER:
        return r->fixer < 0 ? "-" : word_name(LIST_FIXER, r->fixer);
    case TALLY_RETRY:
        return r->retry < 0 ? "-" : word_name(LIST_RETRY, r->retry);
    case TALLY_PROOF:
        return r->proof < 0 ? "-" : word_name(LIST_PROOF, r->proof);
    case TALLY_RULE:
        return r->rule < 0 ? "-" : rules_id(r->rule);
    case TALLY_PROVIDER:
        return r->rule < 0 ? "-" : rules_text(NULL, r->rule, FIELD_PROVIDER);
    case TALLY_KEYS:
        break;
    }
    return "-";
}

/* Several rules have one provider: their rows are one, under the first of them. */
static int provider_rule(int rule)
{
    const char *provider;

    if (rule < 0)
        return rule;
    provider = rules_text(NULL, rule, FIELD_PROVIDER);
    for (int i = 0; i < rule && i < catalog_count(KIND_RULE); i++)
        if (strcmp(rules_text(NULL, i, FIELD_PROVIDER), provider) == 0)
            return i;
    return rule;
}

/* The tally by some keys only, sorted. */
static void project(struct tally *to, const struct tally *from, unsigned keys)
{
    memset(report_rows, 0, sizeof report_rows);
    tally_start(to, report_rows);
    for (int i = 0; i < TALLY_ROWS; i++) {
        struct tally_row row;

        if (from->rows[i].count == 0)
            continue;
        row = tally_project(&from->rows[i], keys);
        if ((keys >> TALLY_PROVIDER & 1) && !(keys >> TALLY_RULE & 1))
            row.rule = provider_rule(row.rule);
        tally_add(to, &row);
    }
    tally_sort(to);
}

static void write_tsv(struct page *page, const struct tally *t, unsigned keys, int top)
{
    char buffer[STATUS_TEXT];

    out_text(page->out, "count");
    for (int k = 0; k < TALLY_KEYS; k++)
        if (keys >> k & 1) {
            out_char(page->out, '\t');
            out_text(page->out, tally_key_name((enum tally_key)k));
        }
    out_char(page->out, '\n');
    for (int i = 0; i < t->used && i < top; i++) {
        out_number(page->out, t->rows[i].count);
        for (int k = 0; k < TALLY_KEYS; k++)
            if (keys >> k & 1) {
                out_char(page->out, '\t');
                out_text(page->out, value_text(&t->rows[i], (enum tally_key)k, buffer));
            }
        out_char(page->out, '\n');
    }
}

static void write_json(struct page *page, const struct tally *t, unsigned keys, int top)
{
    char buffer[STATUS_TEXT];

    for (int i = 0; i < t->used && i < top; i++) {
        out_text(page->out, "{\"schema\": \"smtpcode/1\", \"kind\": \"tally\", \"count\": ");
        out_number(page->out, t->rows[i].count);
        for (int k = 0; k < TALLY_KEYS; k++) {
            const char *text = value_text(&t->rows[i], (enum tally_key)k, buffer);
            bool number = k == TALLY_CODE || k == TALLY_CLASS;

            if (!(keys >> k & 1))
                continue;
            out_text(page->out, ", \"");
            out_text(page->out, tally_key_name((enum tally_key)k));
            out_text(page->out, "\": ");
            if (strcmp(text, "-") == 0) {
                out_text(page->out, "null");
                continue;
            }
            out_text(page->out, number ? "" : "\"");
            out_text(page->out, text);
            out_text(page->out, number ? "" : "\"");
        }
        out_text(page->out, "}\n");
    }
}

/* As a table of whatever format: markdown, html. */
static void write_rows(struct page *page, const struct tally *t, unsigned keys, int top)
{
    static const enum field key_fields[TALLY_KEYS] = {FIELD_CLASS, FIELD_CODE,  FIELD_ENHANCED,
                                                      FIELD_CAUSE, FIELD_FIXER, FIELD_RETRY,
                                                      FIELD_PROOF, FIELD_RULE,  FIELD_PROVIDER};
    enum field fields[TALLY_KEYS + 1] = {FIELD_NUMBER};
    struct layout layout = {fields, 1, {0}};
    char buffer[STATUS_TEXT];

    for (int k = 0; k < TALLY_KEYS; k++)
        if (keys >> k & 1)
            fields[layout.count++] = key_fields[k];
    render_head(page, &layout);
    for (int i = 0; i < t->used && i < top; i++) {
        struct record record;

        record_init(&record, page->catalog, "tally");
        record_number(&record, FIELD_NUMBER, (long)t->rows[i].count);
        for (int k = 0; k < TALLY_KEYS; k++) {
            const char *text = value_text(&t->rows[i], (enum tally_key)k, buffer);

            if (keys >> k & 1)
                record_plain(&record, key_fields[k], record_keep(&record, text, strlen(text)));
        }
        render_row(page, &layout, &record);
    }
}

/* A number with its thousands apart: 1,234,567. */
static size_t grouped(uint64_t n, char text[32])
{
    char digits[32];
    size_t count = 0, used = 0;

    do
        digits[count++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    while (count-- > 0) {
        text[used++] = digits[count];
        if (count > 0 && count % 3 == 0)
            text[used++] = ',';
    }
    text[used] = '\0';
    return used;
}

static void write_bar(struct page *page, uint64_t count, uint64_t most)
{
    size_t n = most ? (size_t)((count * BAR + most - 1) / most) : 0;

    for (size_t i = 0; i < n; i++)
        out_char(page->out, '#');
}

static size_t row_label(struct page *page, const struct tally_row *r, unsigned keys, bool print)
{
    char buffer[STATUS_TEXT];
    size_t used = 0;

    for (int k = 0; k < TALLY_KEYS; k++) {
        const char *text;

        if (!(keys >> k & 1))
            continue;
        text = value_text(r, (enum tally_key)k, buffer);
        if (print) {
            out_text(page->out, used ? "  " : "");
            show_text(page->out, text, strlen(text), page->term->ascii);
        }
        used += show_columns(text, strlen(text), page->term->ascii) + (used ? 2 : 0);
    }
    return used;
}

static void write_table(struct page *page, const struct tally *t, unsigned keys, int top)
{
    size_t labels = 0, numbers = 0;
    char text[32];

    for (int i = 0; i < t->used && i < top; i++) {
        size_t n = row_label(page, &t->rows[i], keys, false);
        labels = n > labels ? n : labels;
        n = grouped(t->rows[i].count, text);
        numbers = n > numbers ? n : numbers;
    }
    for (int i = 0; i < t->used && i < top; i++) {
        const struct tally_row *r = &t->rows[i];
        size_t n = grouped(r->count, text);
        uint64_t permille = t->replies ? (r->count * 1000 + t->replies / 2) / t->replies : 0;

        out_text(page->out, "  ");
        n = numbers - n;
        out_blanks(page->out, n);
        out_text(page->out, text);
        out_text(page->out, permille < 100 ? "   " : permille < 1000 ? "  " : " ");
        out_number(page->out, permille / 10);
        out_char(page->out, '.');
        out_number(page->out, permille % 10);
        out_text(page->out, " %  ");
        n = row_label(page, r, keys, true);
        if (page->term->width >= (int)(labels + numbers + 12 + BAR)) {
            out_blanks(page->out, labels - n + 2);
            write_bar(page, r->count, t->rows[0].count);
        }
        out_char(page->out, '\n');
    }
}

static void write_heading(struct page *page, const char *text)
{
    out_char(page->out, '\n');
    term_style(page->term, page->out, STYLE_HEADING);
    show_text(page->out, text, strlen(text), page->term->ascii);
    term_style(page->term, page->out, STYLE_PLAIN);
    out_char(page->out, '\n');
}

/* The first thing to do for the causes that failed most. */
static void write_advice(struct page *page, const struct tally *t)
{
    int given = 0;

    for (int i = 0; i < t->used && given < ADVICE; i++) {
        int cause = t->rows[i].cause; /* NOLINT(bugprone-signed-char-misuse): -1 is none */
        const char *fix, *line;
        size_t n, length;

        if (cause <= CAUSE_CONTINUE)
            continue;
        fix = catalog_item(catalog_list(page->catalog, KIND_CAUSE, cause, FIELD_FIX), 0);
        if (!fix)
            continue;
        if (given++ == 0)
            write_heading(page, catalog_ui(page->catalog, "tally-first"));
        out_text(page->out, "  ");
        out_text(page->out, word_name(LIST_CAUSE, cause));
        out_text(page->out, ":\n");
        n = strlen(fix);
        while (
            show_wrap(&fix, &n, (size_t)page->term->width - 4, page->term->ascii, &line, &length)) {
            out_text(page->out, "    ");
            show_text(page->out, line, length, page->term->ascii);
            out_char(page->out, '\n');
        }
    }
}

static void write_totals(struct page *page, const struct tally *t, bool merged)
{
    char text[32];

    grouped(t->replies, text);
    out_text(page->out, text);
    out_char(page->out, ' ');
    out_text(page->out, catalog_ui(page->catalog, "tally-replies"));
    if (!merged) {
        grouped(t->lines, text);
        out_text(page->out, ", ");
        out_text(page->out, text);
        out_char(page->out, ' ');
        out_text(page->out, catalog_ui(page->catalog, "tally-lines"));
    }
    out_char(page->out, '\n');
}

/* The report for people: causes with advice, then codes, enhanced codes, fixers, providers. */
static void write_report(struct page *page, const struct tally *t, unsigned keys, bool merged,
                         int top)
{
    static const struct {
        enum tally_key key;
        enum field label;
    } parts[] = {{TALLY_CAUSE, FIELD_CAUSE},
                 {TALLY_CODE, FIELD_CODE},
                 {TALLY_ENHANCED, FIELD_ENHANCED},
                 {TALLY_FIXER, FIELD_FIXER},
                 {TALLY_PROVIDER, FIELD_PROVIDER}};
    struct tally part;

    write_totals(page, t, merged);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!(keys >> parts[i].key & 1))
            continue;
        project(&part, t, 1u << parts[i].key);
        part.replies = t->replies;
        if (part.used == 0)
            continue;
        write_heading(page, catalog_label(page->catalog, parts[i].label));
        write_table(page, &part, 1u << parts[i].key, top);
        if (parts[i].key == TALLY_CAUSE)
            write_advice(page, &part);
    }
}

static void write_all(struct run *run, const struct tally *t, unsigned columns)
{
    const struct options *o = run->options;
    bool table = run->page->format != &render_json && run->page->format != &render_tsv;
    unsigned usual = table ? 1u << TALLY_CODE | 1u << TALLY_CAUSE | 1u << TALLY_FIXER |
                                 1u << TALLY_RETRY | 1u << TALLY_PROVIDER
                           : (unsigned)ALL_KEYS;
    unsigned keys = (o->by ? o->by : usual) & columns;
    int top = o->top ? o->top : TALLY_ROWS;
    struct tally part;

    if (run->page->format == &render_text && !o->by) {
        write_report(run->page, t, columns, o->merge, o->top ? o->top : 10);
        return;
    }
    project(&part, t, keys);
    part.replies = t->replies;
    if (run->page->format == &render_json) {
        write_json(run->page, &part, keys, top);
    } else if (run->page->format == &render_tsv) {
        write_tsv(run->page, &part, keys, top);
    } else if (run->page->format == &render_text) {
        write_totals(run->page, t, o->merge);
        write_table(run->page, &part, keys, top);
    } else {
        write_rows(run->page, &part, keys, top);
    }
}

int cmd_tally(struct run *run)
{
    static const char *const standard_input[] = {"-"};
    const struct options *o = run->options;
    const char *const *names = o->operand_count ? o->operands : standard_input;
    int count = o->operand_count ? o->operand_count : 1;
    struct tally tally;
    struct counting c = {.options = o, .tally = &tally};

    tally_start(&tally, rows);
    for (int i = 0; i < count; i++)
        count_file(&c, names[i]);
    write_all(run, &tally, o->merge ? c.columns : (unsigned)ALL_KEYS);
    if (tally.full)
        message_print("too many different enhanced codes; the rarest are counted without theirs");
    return c.trouble ? EXIT_TROUBLE : tally.replies ? EXIT_FOUND : EXIT_NOT_FOUND;
}
