/* smtpcode tally: how often each cause, code and provider came. */
#include "command.h"

#include "ascii.h"
#include "finder.h"
#include "message.h"
#include "rules.h"
#include "show.h"
#include "stream.h"
#include "tally.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { JOBS_MAX = 16, JOB_LEAST = 4 << 20 };
enum { ALL_KEYS = (1 << TALLY_KEYS) - 1, BAR = 24, ADVICE = 3 };

static struct tally_row rows[JOBS_MAX][TALLY_ROWS], report_rows[TALLY_ROWS];
static struct stream_buffer stream_memory[JOBS_MAX];

struct counting {
    const struct options *options;
    struct tally *tally;
    bool trouble;
    unsigned columns; /* --merge: the keys that the input has */
};

/* ---- reading --------------------------------------------------------------- */

static void count_line(struct counting *c, const struct line_piece *piece)
{
    struct judgement judgement;
    struct found found;

    if (!piece->first)
        return;
    c->tally->lines++;
    if (!finder_find_marked(piece->text, piece->length, piece->candidates, piece->base, &found))
        return;
    if (c->options->filter.warnings)
        cause_judge(&found, &judgement);
    else
        cause_judge_only(&found, &judgement);
    if (!c->options->filter.given ||
        filter_takes(&c->options->filter, &found, &judgement) != c->options->invert)
        tally_reply(c->tally, &found, &judgement);
}

struct field_text {
    const char *text;
    size_t length;
};

/* Splits a row at its tabs; returns how many fields there are, at most limit. */
static int split(const char *s, size_t n, struct field_text *fields, int limit)
{
    int count = 0;

    for (;;) {
        const char *tab = memchr(s, '\t', n);
        size_t length = tab ? (size_t)(tab - s) : n;

        if (count < limit)
            fields[count] = (struct field_text){s, length};
        count++;
        if (!tab)
            return count;
        s += length + 1;
        n -= length + 1;
    }
}

static bool is(const struct field_text *f, const char *word)
{
    return ascii_equal(f->text, f->length, word, strlen(word));
}

/* `count<TAB>cause...`: the header of a tally; false when it is something else. */
static bool take_header(struct counting *c, const struct field_text *fields, int count)
{
    unsigned columns = 0;

    for (int i = 1; i < count; i++) {
        int key = tally_key_find(fields[i].text, fields[i].length);
        if (key < 0)
            return false;
        columns |= 1u << key;
    }
    if (c->columns && c->columns != columns)
        return false;
    c->columns = columns;
    return columns != 0;
}

static bool take_count(const struct field_text *f, uint64_t *count)
{
    *count = 0;
    for (size_t i = 0; i < f->length; i++) {
        if (!ascii_is_digit((unsigned char)f->text[i]) || *count > UINT64_MAX / 10 - 10)
            return false;
        *count = *count * 10 + (uint64_t)(f->text[i] - '0');
    }
    return f->length > 0 && *count > 0;
}

static bool take_word(const struct field_text *f, enum list list, int8_t *word)
{
    int found = word_find(list, f->text, f->length);

    *word = (int8_t)found;
    return found >= 0;
}

/* One value of a merged row; `-` is none. */
static bool take_value(struct tally_row *row, enum tally_key key, const struct field_text *f)
{
    bool none = is(f, "-");

    switch (key) {
    case TALLY_CLASS:
        row->class = (int8_t)(f->text[0] - '0');
        return f->length == 1 && row->class >= 1 && row->class <= 5;
    case TALLY_CODE:
        row->code = (int16_t)(none ? -1 : f->length == 3 ? code_parse(f->text, 3) : -2);
        return row->code >= -1;
    case TALLY_ENHANCED:
        row->status = status_none;
        return none || status_parse(f->text, f->length, &row->status) == f->length;
    case TALLY_CAUSE:
        return take_word(f, LIST_CAUSE, &row->cause);
    case TALLY_FIXER:
        return take_word(f, LIST_FIXER, &row->fixer);
    case TALLY_RETRY:
        return take_word(f, LIST_RETRY, &row->retry);
    case TALLY_PROOF:
        return take_word(f, LIST_PROOF, &row->proof);
    case TALLY_RULE:
        row->rule = none ? -1 : rules_find(f->text, f->length);
        return none || row->rule >= 0;
    case TALLY_PROVIDER:
        return true; /* the rule tells */
    case TALLY_KEYS:
        break;
    }
    return false;
}

static bool take_row(struct counting *c, const struct field_text *fields, int count)
{
    struct tally_row row = {.rule = -1,
                            .code = -1,
                            .status = status_none,
                            .class = -1,
                            .cause = -1,
                            .fixer = -1,
                            .retry = -1,
                            .proof = -1};
    int at = 1;

    if (!take_count(&fields[0], &row.count))
        return false;
    for (int key = 0; key < TALLY_KEYS; key++) {
        if (!(c->columns >> key & 1))
            continue;
        if (at >= count || !take_value(&row, (enum tally_key)key, &fields[at++]))
            return false;
    }
    if (at != count)
        return false;
    c->tally->replies += row.count;
    tally_add(c->tally, &row);
    return true;
}

static bool merge_line(struct counting *c, const struct line_piece *piece)
{
    struct field_text fields[TALLY_KEYS + 2];
    int count = split(piece->text, piece->length, fields, TALLY_KEYS + 2);

    if (!piece->first || !piece->last || count > TALLY_KEYS + 1)
        return false;
    if (is(&fields[0], "count"))
        return take_header(c, fields, count);
    return c->columns && take_row(c, fields, count);
}

static void complain_merge(const char *name, unsigned long long line)
{
    char text[400], digits[24];
    size_t n = sizeof digits - 1;
    struct message m = message_start(text, sizeof text);

    digits[n] = '\0';
    do
        digits[--n] = (char)('0' + line % 10);
    while ((line /= 10) > 0);
    message_add(&m, strcmp(name, "-") == 0 ? "standard input" : name);
    message_add(&m, ":");
    message_add(&m, digits + n);
    message_add(&m, ": no row of a tally; --merge reads what 'tally -f tsv' wrote");
    message_print(text);
}

static void read_fd(struct counting *c, int fd, const char *name)
{
    struct line_piece piece;
    struct stream stream;

    stream_start(&stream, fd, &stream_memory[0], 0);
    while (stream_next(&stream, &piece, NULL, NULL)) {
        if (!c->options->merge) {
            count_line(c, &piece);
        } else if (!merge_line(c, &piece)) {
            complain_merge(name, piece.number);
            c->trouble = true;
            return;
        }
    }
    if (stream.error) {
        message_file(name, stream.error);
        c->trouble = true;
    }
}

/* ---- several threads: each counts the lines that begin in its part of a file --- */

struct job {
    pthread_t thread;
    const struct options *options;
    int fd, number, error;
    unsigned long long from, to; /* bytes */
    struct tally tally;
};

static void *run_job(void *argument)
{
    struct job *job = argument;
    struct counting c = {.options = job->options, .tally = &job->tally};
    struct line_piece piece;
    struct stream stream;
    bool skip = job->from > 0;

    /* One byte early, so that the rest of the line before is passed over, be it empty. */
    if (lseek(job->fd, (off_t)(job->from - skip), SEEK_SET) < 0) {
        job->error = errno;
        return NULL;
    }
    stream_start(&stream, job->fd, &stream_memory[job->number], 0);
    stream.offset = job->from - skip;
    while (stream_next(&stream, &piece, NULL, NULL)) {
        if (skip) {
            skip = !piece.last;
            continue;
        }
        if (piece.first && piece.offset >= job->to)
            break;
        count_line(&c, &piece);
    }
    job->error = stream.error;
    return NULL;
}

static void take_job(struct counting *c, const struct job *job)
{
    for (int i = 0; i < TALLY_ROWS; i++)
        if (job->tally.rows[i].count > 0)
            tally_add(c->tally, &job->tally.rows[i]);
    c->tally->replies += job->tally.replies;
    c->tally->lines += job->tally.lines;
    c->tally->full |= job->tally.full;
}

/* Counts a file with jobs threads; the first one counts here. */
static void read_parallel(struct counting *c, const char *name, unsigned long long size, int jobs)
{
    static struct job job[JOBS_MAX];

    for (int i = 0; i < jobs; i++) {
        job[i] = (struct job){.options = c->options,
                              .number = i,
                              .from = size / (unsigned)jobs * (unsigned)i,
                              .to = i + 1 == jobs ? (unsigned long long)-1
                                                  : size / (unsigned)jobs * (unsigned)(i + 1)};
        job[i].fd = open(name, O_RDONLY | O_CLOEXEC);
        if (i > 0) {
            memset(rows[i], 0, sizeof rows[i]);
            tally_start(&job[i].tally, rows[i]);
        } else {
            job[i].tally = *c->tally;
            job[i].tally.replies = job[i].tally.lines = 0;
        }
        if (job[i].fd < 0)
            job[i].error = errno;
        else if (i > 0 && pthread_create(&job[i].thread, NULL, run_job, &job[i]) != 0)
            job[i].number = -1; /* counted here, after the others */
    }
    if (job[0].fd >= 0)
        run_job(&job[0]);
    c->tally->used = job[0].tally.used;
    c->tally->full |= job[0].tally.full;
    c->tally->replies += job[0].tally.replies;
    c->tally->lines += job[0].tally.lines;
    for (int i = 0; i < jobs; i++) {
        if (i > 0 && job[i].fd >= 0 && job[i].number >= 0) {
            pthread_join(job[i].thread, NULL);
        } else if (i > 0 && job[i].fd >= 0) {
            job[i].number = 0;
            run_job(&job[i]);
        }
        if (i > 0)
            take_job(c, &job[i]);
        if (job[i].error) {
            message_file(name, job[i].error);
            c->trouble = true;
        }
        if (job[i].fd >= 0)
            close(job[i].fd);
    }
}

static int jobs_for(const struct options *o, int fd, unsigned long long *size)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int jobs = o->jobs ? o->jobs : processors > JOBS_MAX ? JOBS_MAX : (int)processors;
    struct stat status;

    if (o->merge || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return 1;
    *size = (unsigned long long)status.st_size;
    if (!o->jobs && *size < JOB_LEAST)
        return 1;
    return jobs < 1 ? 1 : jobs;
}

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
    unsigned long long size = 0;
    int jobs;

    tally_start(&tally, rows[0]);
    for (int i = 0; i < count; i++) {
        bool standard = strcmp(names[i], "-") == 0;
        int fd = standard ? STDIN_FILENO : open(names[i], O_RDONLY | O_CLOEXEC);

        if (fd < 0) {
            message_file(names[i], errno);
            c.trouble = true;
            continue;
        }
        jobs = standard ? 1 : jobs_for(o, fd, &size);
        if (jobs > 1)
            read_parallel(&c, names[i], size, jobs);
        else
            read_fd(&c, fd, names[i]);
        if (!standard)
            close(fd);
    }
    write_all(run, &tally, o->merge ? c.columns : (unsigned)ALL_KEYS);
    if (tally.full)
        message_print("too many different enhanced codes; the rarest are counted without theirs");
    return c.trouble ? EXIT_TROUBLE : tally.replies ? EXIT_FOUND : EXIT_NOT_FOUND;
}
