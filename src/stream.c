#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void stream_start(struct stream *s, int fd, char *buffer, unsigned long long lines)
{
    struct stat status;

    *s = (struct stream){.fd = fd, .buffer = buffer, .lines = lines};
    s->regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
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
    do
        got = read(s->fd, s->buffer + s->end, STREAM_SIZE - s->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        s->error = errno;
    if (got <= 0) {
        s->at_end = true;
        return false;
    }
    s->end += (size_t)got;
    return true;
}

static void give(struct stream *s, struct line_piece *piece, size_t length, bool newline, bool last)
{
    piece->text = s->buffer + s->start;
    piece->length = length;
    piece->first = !s->in_line;
    piece->last = last;
    piece->newline = newline;
    if (piece->first)
        s->lines++;
    piece->number = s->lines;
    s->in_line = !last;
    s->start += length + newline;
}

bool stream_next(struct stream *s, struct line_piece *piece, void (*idle)(void *), void *context)
{
    size_t looked = 0;

    for (;;) {
        size_t left = s->end - s->start;
        char *newline =
            left > looked ? memchr(s->buffer + s->start + looked, '\n', left - looked) : NULL;

        if (newline) {
            give(s, piece, (size_t)(newline - s->buffer) - s->start, true, true);
            return true;
        }
        if (left == STREAM_SIZE) {
            give(s, piece, left, false, false);
            return true;
        }
        looked = left;
        if (!fill(s, idle, context)) {
            if (left == 0 && !s->in_line)
                return false;
            if (s->error && left == 0)
                return false;
            give(s, piece, left, false, true);
            return true;
        }
    }
}
