#include "scan.h"

#include "filter.h"
#include "finder.h"
#include "show.h"

#include <string.h>

void scan_start(struct scan *s, const struct options *options, struct page *page)
{
    s->options = options;
    s->page = page;
    s->found = s->shown = false;
    page->stock = &s->stock;
    stock_start(&s->stock);
}

/* Reply and verdict of a line; false when it holds none. */
static bool judge(struct scan *s, const struct block *block, const struct line_piece *piece,
                  struct found *found, struct judgement *judgement)
{
    size_t start = (size_t)(piece->text - block->text);

    if (!finder_find_marked(piece->text, piece->length, block->candidates, start, found))
        return false;
    if (s->page->format->matches)
        cause_judge(found, &s->memo, judgement);
    else
        cause_judge_unplaced(found, &s->memo, judgement);
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
    const struct options *o = s->options;
    struct page *page = s->page;
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
    const struct options *o = s->options;
    struct page *page = s->page;
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

void scan_block(struct scan *s, const struct block *b)
{
    struct line_piece piece = {0};
    size_t at = b->start;

    if (!b->inside && !b->cut && !(s->page->format->lines && s->options->invert)) {
        take_lines(s, b);
        return;
    }
    while (block_line(b, &at, &piece))
        take_piece(s, b, &piece);
}
