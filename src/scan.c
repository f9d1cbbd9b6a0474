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

/* Whether the verdict depends on the codes alone: nobody looks for causes in a success. */
static bool is_judged_by_codes(const struct found *f)
{
    int class = found_class(f);

    return (class == 2 || class == 3) && !f->changes && (f->end == 0 || status_is_set(&f->status));
}

/* Most replies are successes with the same few codes: their verdicts are remembered. */
static const struct judgement *judge_success(struct scan *s, const struct found *f)
{
    uint64_t key = found_codes(f);
    struct scan_success *known = &s->known[key * UINT64_C(0x9e3779b97f4a7c15) >> 58];

    if (known->key != key) {
        known->key = key;
        cause_judge(f, NULL, &known->judgement);
    }
    return &known->judgement;
}

static void judge(struct scan *s, const struct found *f, struct judgement *j)
{
    if (is_judged_by_codes(f))
        *j = *judge_success(s, f);
    else if (s->page->format->matches)
        cause_judge(f, &s->memo, j);
    else
        cause_judge_unplaced(f, &s->memo, j);
}

/* The reply of a line of a block, whose first candidate is at at; of a line's note it is enough. */
static bool find_noted(const struct block *b, size_t line, size_t at, size_t end, struct found *f)
{
    const char *text = b->text + line;
    size_t code = finder_first_code(b->text, b->candidates, at, end);

    if (!finder_find_brief(text, end - line, b->candidates, line, code - line, f))
        return false;
    /* Whether the code changes in further lines of a reply takes a longer look. */
    return f->end > 0 || !f->continues ||
           finder_find_marked(text, end - line, b->candidates, line, f);
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
    reply = finder_find_marked(piece->text, piece->length, block->candidates,
                               (size_t)(piece->text - block->text), &found);
    if (reply)
        judge(s, &found, &judgement);
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
    bool notes = page->format->lines, all = notes && !o->filter.given;
    size_t at = b->start, shown = at, counted = at;
    unsigned long long number = b->line;

    while ((at = finder_next(b->text, b->candidates, at, b->end)) < b->end) {
        size_t first = at, line, next;
        struct judgement judgement;
        struct found found;

        line = kernel_previous(b->newlines, b->start, at);
        at = kernel_next(b->newlines, at, b->end);
        next = at + (at < b->end);
        if (notes ? !find_noted(b, line, first, at, &found)
                  : !finder_find_marked(b->text + line, at - line, b->candidates, line, &found))
            continue;
        judge(s, &found, &judgement);
        s->found = true;
        if (o->filter.given && filter_takes(&o->filter, &found, &judgement) == o->invert)
            continue;
        if (notes) {
            show_lines(page, b, all ? shown : line, next);
            shown = next;
        } else {
            number += kernel_count(b->kernel, b->newlines, counted, line);
            counted = line;
        }
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
