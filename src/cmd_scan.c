/* smtpcode scan: each reply of a stream, while its lines arrive. */
#include "command.h"

#include "finder.h"
#include "memo.h"
#include "message.h"
#include "progress.h"
#include "show.h"
#include "stock.h"
#include "stream.h"

#include <string.h>

struct scan {
    struct run *run;
    const char *file; /* NULL for standard input */
    bool found, trouble;
    bool shown; /* the line of the piece before was printed */
};

/* The reader waits for input now: what is buffered should be seen. */
static void flush_output(void *context)
{
    out_flush(((struct scan *)context)->run->page->out);
}

static struct memo memo;
static struct stock stock;

/* Reply and verdict of a line; false when it holds none. */
static bool judge(const struct scan *s, const struct block *block, const struct line_piece *piece,
                  struct found *found, struct judgement *judgement)
{
    size_t start = (size_t)(piece->text - block->text);

    if (!finder_find_marked(piece->text, piece->length, block->candidates, start, found))
        return false;
    if (s->run->page->format->matches)
        cause_judge(found, &memo, judgement);
    else
        cause_judge_unplaced(found, &memo, judgement);
    return true;
}

static void show_line(struct page *page, const struct line_piece *piece)
{
    size_t n = piece->length;
    const char *text;

    if (n > 0 && piece->text[n - 1] == '\r' && piece->last)
        n--;
    text = render_input(page, piece->text, &n);
    show_text(page->out, text, n, page->term->ascii);
    if (piece->last)
        out_char(page->out, '\n');
}

static void take_piece(struct scan *s, const struct block *block, const struct line_piece *piece)
{
    const struct options *o = s->run->options;
    struct page *page = s->run->page;
    struct judgement judgement;
    struct found found;
    bool reply, wanted;

    if (!piece->first) {
        /* The rest of a line that is longer than the buffer. */
        if (s->shown)
            show_line(page, piece);
        return;
    }
    reply = judge(s, block, piece, &found, &judgement);
    s->found |= reply;
    wanted = o->filter.given ? (reply && filter_takes(&o->filter, &found, &judgement)) != o->invert
                             : reply || !o->invert;
    s->shown = page->format->lines && wanted;
    if (s->shown)
        show_line(page, piece);
    if (s->shown && !piece->last)
        out_char(page->out, '\n');
    if (reply && wanted)
        page->format->scan(page, &(struct scanned){s->file, piece->number, &found, &judgement});
}

/* Lines that stand one behind the other; what is plain goes out as it is. */
static void show_lines(struct page *page, const struct block *b, size_t start, size_t end)
{
    struct line_piece piece = {0};

    if (start >= end)
        return;
    if (!page->redact && b->kernel->plain(b->text + start, end - start)) {
        out_bytes(page->out, b->text + start, end - start);
        if (b->text[end - 1] != '\n')
            out_char(page->out, '\n');
        return;
    }
    while (start < end && block_line(b, &start, &piece))
        show_line(page, &piece);
}

/*
 * The lines of a block, from candidate to candidate: those without one are not
 * looked at.  Only where the block cuts no line, and lines without a reply are
 * all shown or none.
 */
static void take_lines(struct scan *s, const struct block *b)
{
    const struct options *o = s->run->options;
    struct page *page = s->run->page;
    bool all = page->format->lines && !o->filter.given;
    size_t at = b->start, shown = at, counted = at;
    unsigned long long number = b->line;

    while ((at = kernel_next(b->candidates, at, b->end)) < b->end) {
        struct line_piece piece = {.first = true, .last = true};
        struct judgement judgement;
        struct found found;
        size_t line, next;

        if (!finder_may_begin(b->text + at)) {
            at++;
            continue;
        }
        line = kernel_previous(b->newlines, b->start, at);
        at = kernel_next(b->newlines, at, b->end);
        next = at + (at < b->end);
        piece.text = b->text + line;
        piece.length = at - line;
        number += kernel_count(b->kernel, b->newlines, counted, line);
        counted = line;
        if (!judge(s, b, &piece, &found, &judgement))
            continue;
        s->found = true;
        if (o->filter.given && filter_takes(&o->filter, &found, &judgement) == o->invert)
            continue;
        if (page->format->lines)
            show_lines(page, b, all ? shown : line, next);
        shown = next;
        page->format->scan(page, &(struct scanned){s->file, number, &found, &judgement});
    }
    if (all)
        show_lines(page, b, shown, b->end);
}

static void take_block(struct scan *s, const struct block *b)
{
    struct line_piece piece = {0};
    size_t at = b->start;

    if (!b->inside && !b->cut && !(s->run->page->format->lines && s->run->options->invert)) {
        take_lines(s, b);
        return;
    }
    while (block_line(b, &at, &piece))
        take_piece(s, b, &piece);
}

/* A text of 16-bit characters has no lines that we could read. */
static bool is_utf16(const struct block *b)
{
    return b->end - b->start >= 2 && (memcmp(b->text + b->start, "\xff\xfe", 2) == 0 ||
                                      memcmp(b->text + b->start, "\xfe\xff", 2) == 0);
}

static unsigned long long scan_fd(struct scan *s, int fd, const char *name,
                                  struct stream_buffer *buffer, unsigned long long lines)
{
    struct stream stream;
    struct block block;
    bool open = false; /* a line that was cut is not ended */

    stream_start(&stream, fd, buffer, lines);
    while (s->run->page->out->error == 0 && stream_block(&stream, &block, flush_output, s)) {
        if (block.line == lines + 1 && !block.inside && is_utf16(&block)) {
            message_about(name, "is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8");
            s->trouble = true;
            break;
        }
        take_block(s, &block);
        open = s->shown && block.cut;
    }
    if (open)
        out_char(s->run->page->out, '\n');
    if (stream.error) {
        message_file(name, stream.error);
        s->trouble = true;
    }
    return stream.lines;
}

int cmd_scan(struct run *run)
{
    static struct stream_buffer buffer;
    struct inputs inputs;
    struct scan s = {.run = run};
    unsigned long long lines = 0;

    stock_start(&stock);
    run->page->stock = &stock;
    run->page->format->scan_head(run->page);
    /* No line where the output goes to a terminal itself. */
    inputs = inputs_start(run->options, !run->page->term->is_terminal);
    for (int i = 0; i < inputs.count && run->page->out->error == 0 && !progress_stopped(); i++) {
        const char *name = inputs.names[i];
        int fd = stream_open(name);

        if (fd < 0) {
            s.trouble = true;
            continue;
        }
        s.file = strcmp(name, "-") == 0 ? NULL : name;
        lines = scan_fd(&s, fd, name, &buffer, lines);
        stream_close(fd, name);
    }
    progress_end();
    if (progress_stopped())
        return EXIT_STOPPED;
    return s.trouble ? EXIT_TROUBLE : s.found ? EXIT_FOUND : EXIT_NOT_FOUND;
}
