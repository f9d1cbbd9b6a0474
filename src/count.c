#include "count.h"

#include "ascii.h"
#include "finder.h"
#include "jobs.h"
#include "memo.h"
#include "message.h"
#include "progress.h"
#include "rules.h"
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { PART_LEAST = 1 << 18, PART_MOST = 8 << 20 };

static struct tally_memory job_memory[JOBS_MAX];
static struct stream_buffer stream_memory[JOBS_MAX];
static struct memo memos[JOBS_MAX];

/* ---- reading --------------------------------------------------------------- */

static void count_reply(struct counting *c, const struct found *found)
{
    struct judgement judgement;

    if (c->options->filter.warnings)
        cause_judge(found, c->memo, &judgement);
    else
        cause_judge_only(found, c->memo, &judgement);
    if (!c->options->filter.given ||
        filter_takes(&c->options->filter, found, &judgement) != c->options->invert)
        tally_reply(c->tally, found, &judgement);
}

/*
 * Most replies are successes whose verdict depends on their codes alone, the
 * same few codes again and again: their rows are remembered.
 */
static void count_success(struct counting *c, const struct found *found)
{
    uint64_t key = found_codes(found);
    struct known_row *known = &c->known[(key ^ key >> 13 ^ key >> 44) % KNOWN_ROWS];

    if (!known->row || known->key != key) {
        struct judgement judgement;

        cause_judge_only(found, c->memo, &judgement);
        known->key = key;
        known->row = tally_reply(c->tally, found, &judgement);
    } else {
        tally_again(c->tally, known->row);
    }
}

/* The reply of a line; code is where the first of its candidates is that may be a code, or end. */
static bool find_reply(const struct counting *c, const struct block *b, size_t line, size_t code,
                       size_t end, struct found *found)
{
    const char *text = b->text + line;

    if (c->options->filter.given)
        return finder_find_marked(text, end - line, b->candidates, line, found);
    return finder_find_brief(text, end - line, b->candidates, line, code - line, found);
}

/* Counts the reply of the line around a candidate; returns the line's end. */
static size_t count_line(struct counting *c, const struct block *b, size_t start, size_t at,
                         size_t end)
{
    size_t line = kernel_previous(b->newlines, start, at), code;
    struct found found;

    end = kernel_next(b->newlines, at, end);
    code = finder_first_code(b->text, b->candidates, at, end);
    if (find_reply(c, b, line, code, end, &found)) {
        if (found.end == 0)
            count_success(c, &found);
        else
            count_reply(c, &found);
    }
    return end;
}

/*
 * Counts the lines of a block from start on, below end.  Only lines with a
 * candidate are looked at, and their ends are found from there.
 */
static void count_lines(struct counting *c, const struct block *b, size_t start, size_t end)
{
    size_t at = start;

    while ((at = finder_next(b->text, b->candidates, at, end)) < end)
        at = count_line(c, b, start, at, end);
}

/* The first byte of a block that belongs to a line which begins in it. */
static size_t first_line(const struct block *b)
{
    size_t newline = b->inside ? kernel_next(b->newlines, b->start, b->end) : b->start;

    return newline + (b->inside && newline < b->end);
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
        row->code = (int16_t)(f->length == 3 ? code_parse(f->text, 3) : -1);
        return none || row->code >= 0;
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
        if (row->rule < 0 && !none) /* else the rule tells */
            row->rule = rules_find_provider(f->text, f->length);
        return none || row->rule >= 0;
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

static void complain_merge(const struct counting *c, const char *name, unsigned long long line)
{
    char text[400];
    struct message m = message_start(text, sizeof text);

    m.catalog = &c->options->catalog;
    if (strcmp(name, "-") == 0)
        message_add(&m, "standard input");
    else
        message_escape(&m, name, strlen(name));
    message_add(&m, ":");
    message_number(&m, line);
    message_add(&m, ": ");
    message_ui(&m, "error-merge");
    message_print(text);
}

/* False at the first line that is no row. */
static bool merge_lines(struct counting *c, const struct block *b, const char *name)
{
    struct line_piece piece = {0};
    size_t at = b->start;

    while (block_line(b, &at, &piece)) {
        if (merge_line(c, &piece))
            continue;
        complain_merge(c, name, piece.number);
        c->trouble = true;
        return false;
    }
    return true;
}

static void read_fd(struct counting *c, int fd, const char *name)
{
    struct stream stream;
    struct block block;

    c->memo = &memos[0];
    stream_start(&stream, fd, &stream_memory[0], 0);
    while (stream_block(&stream, &block, NULL, NULL)) {
        if (!c->options->merge)
            count_lines(c, &block, first_line(&block), block.end);
        else if (!merge_lines(c, &block, name))
            break;
    }
    c->tally->lines += c->options->merge ? 0 : stream.lines;
    if (stream.error) {
        message_file(name, stream.error);
        c->trouble = true;
    }
}

/* ---- several threads: each takes the next part of a file and counts its lines --- */

struct parts {
    unsigned long long size; /* of each but the last, which goes on to the end of the file */
    unsigned long long count;
    _Atomic unsigned long long next; /* the first that nobody has taken */
};

struct job {
    pthread_t thread;
    const struct options *options;
    struct parts *parts;
    int fd, number, error;
    struct tally tally;
};

/* The end of the lines of a block that begin before byte `to` of the input. */
static size_t lines_before(const struct block *b, unsigned long long to)
{
    size_t newline;

    if (b->offset + (b->end - b->start) <= to)
        return b->end;
    if (b->offset >= to)
        return b->start;
    newline = kernel_next(b->newlines, b->start + (size_t)(to - b->offset) - 1, b->end);
    return newline + (newline < b->end);
}

/* Counts the lines that begin in a part; one that ends behind it is read to its end. */
static void count_part(struct job *job, struct counting *c, unsigned long long part)
{
    unsigned long long from = part * job->parts->size, to = from + job->parts->size;
    struct stream stream;
    struct block b;
    bool skip = from > 0;

    if (part + 1 == job->parts->count)
        to = (unsigned long long)-1;
    /* One byte early, so that the rest of the line before is passed over, be it empty. */
    if (lseek(job->fd, (off_t)(from - skip), SEEK_SET) < 0) {
        job->error = errno;
        return;
    }
    stream_start(&stream, job->fd, &stream_memory[job->number], 0);
    stream.offset = from - skip;
    stream.limit = to;
    stream.in_line = skip;
    while (stream_block(&stream, &b, NULL, NULL) && b.offset < to) {
        size_t start = first_line(&b), end = lines_before(&b, to);

        if (start >= end)
            continue;
        count_lines(c, &b, start, end);
        c->tally->lines +=
            kernel_count(stream.kernel, b.newlines, start, end) + (b.text[end - 1] != '\n');
    }
    if (stream.error)
        job->error = stream.error;
}

static void *run_job(void *argument)
{
    struct job *job = argument;
    struct counting c = {
        .options = job->options, .tally = &job->tally, .memo = &memos[job->number]};
    unsigned long long part;

    while (!job->error && !progress_stopped() && (part = job->parts->next++) < job->parts->count)
        count_part(job, &c, part);
    return NULL;
}

static void take_job(struct counting *c, const struct job *job)
{
    for (int i = 0; i < job->tally.used; i++)
        tally_add(c->tally, &job->tally.rows[i]);
    c->tally->replies += job->tally.replies;
    c->tally->lines += job->tally.lines;
    c->tally->full |= job->tally.full;
}

/* Parts are small enough that threads end together, and big enough to cost nothing. */
static unsigned long long part_size(unsigned long long size, int jobs)
{
    unsigned long long part = size / (unsigned)jobs / 8;

    return part > PART_MOST ? PART_MOST : part < PART_LEAST ? PART_LEAST : part;
}

/* Counts a file with jobs threads; the first one counts here. */
static void read_parallel(struct counting *c, const char *name, unsigned long long size, int jobs)
{
    static struct job job[JOBS_MAX];
    struct parts parts = {.size = part_size(size, jobs)};

    parts.count = size / parts.size + 1;
    for (int i = 0; i < jobs; i++) {
        job[i] = (struct job){.options = c->options, .parts = &parts, .number = i};
        job[i].fd = open(name, O_RDONLY | O_CLOEXEC);
        if (i > 0) {
            tally_start(&job[i].tally, &job_memory[i]);
        } else {
            job[i].tally = *c->tally;
        }
        if (job[i].fd < 0)
            job[i].error = errno;
        else if (i > 0 && pthread_create(&job[i].thread, NULL, run_job, &job[i]) != 0)
            job[i].number = -1; /* the others do its work */
    }
    if (job[0].fd >= 0)
        run_job(&job[0]);
    *c->tally = job[0].tally;
    for (int i = 0; i < jobs; i++) {
        if (i > 0 && job[i].fd >= 0 && job[i].number >= 0) {
            pthread_join(job[i].thread, NULL);
            take_job(c, &job[i]);
        }
        if (job[i].error) {
            message_file(name, job[i].error);
            c->trouble = true;
        }
        if (job[i].fd >= 0)
            close(job[i].fd);
    }
}

void count_file(struct counting *c, const char *name)
{
    int fd = stream_open(name), jobs = 1;
    unsigned long long size = 0;

    if (fd < 0) {
        c->trouble = true;
        return;
    }
    if (strcmp(name, "-") != 0 && !c->options->merge)
        jobs = jobs_for(c->options->jobs, fd, &size);
    if (jobs > 1)
        read_parallel(c, name, size, jobs);
    else
        read_fd(c, fd, name);
    stream_close(fd, name);
}
