#include "stream.h"

#include "progress.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void stream_start(struct stream *s, int fd, struct stream_buffer *memory, unsigned long long lines)
{
    struct stat status;

    *s = (struct stream){.fd = fd, .memory = memory, .lines = lines};
    s->buffer = memory->bytes + KERNEL_BEFORE;
    s->kernel = kernel_choose();
    memset(memory->bytes, '\n', KERNEL_BEFORE);
    s->regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

/* Marks all bytes that are there; what is behind them looks like line ends. */
static void mark(struct stream *s)
{
    memset(s->buffer + s->end, '\n', KERNEL_BEHIND);
    s->kernel->mark(s->buffer, s->end, s->memory->newlines, s->memory->candidates);
}

static bool would_wait(const struct stream *s)
{
    struct pollfd p = {s->fd, POLLIN, 0};

    return !s->regular && poll(&p, 1, 0) == 0;
}

/* Reads more behind what is there; false when nothing more comes. */
static bool fill(struct stream *s, void (*idle)(void *), void *context)
{
    ssize_t got;

    if (s->at_end)
        return false;
    if (s->start > 0) {
        memmove(s->buffer, s->buffer + s->start, s->end - s->start);
        s->end -= s->start;
        s->start = 0;
    }
    if (idle && would_wait(s))
        idle(context);
    do {
        got = read(s->fd, s->buffer + s->end, STREAM_SIZE - s->end);
        if (progress_read(got > 0 ? (size_t)got : 0)) {
            /* No more is wanted; half a line that is there is none. */
            s->at_end = true;
            s->start = s->end;
            s->in_line = false;
            return false;
        }
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        s->error = errno;
    if (got > 0)
        s->end += (size_t)got;
    else
        s->at_end = true;
    mark(s); /* what was kept has moved */
    return got > 0;
}

static void give(struct stream *s, struct line_piece *piece, size_t length, bool newline, bool last)
{
    piece->text = s->buffer + s->start;
    piece->length = length;
    piece->first = !s->in_line;
    piece->last = last;
    piece->newline = newline;
    piece->candidates = s->memory->candidates;
    piece->base = s->start;
    if (piece->first)
        s->lines++;
    piece->number = s->lines;
    piece->offset = s->offset;
    s->in_line = !last;
    s->start += length + newline;
    s->offset += length + newline;
}

bool stream_next(struct stream *s, struct line_piece *piece, void (*idle)(void *), void *context)
{
    size_t looked = s->start;

    for (;;) {
        size_t newline = kernel_next(s->memory->newlines, looked, s->end), left;

        if (newline < s->end) {
            give(s, piece, newline - s->start, true, true);
            return true;
        }
        left = s->end - s->start;
        if (left == STREAM_SIZE) {
            give(s, piece, left, false, false);
            return true;
        }
        if (!fill(s, idle, context)) {
            left = s->end - s->start;
            if (left == 0 && (!s->in_line || s->error))
                return false;
            give(s, piece, left, false, true);
            return true;
        }
        looked = s->start + left;
    }
}
