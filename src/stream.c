#include "stream.h"

#include "message.h"
#include "progress.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_REST = 4096 };

/* With fewer bits a long log cannot even be opened. */
_Static_assert(sizeof(off_t) >= 8, "files over 2 GB need -D_FILE_OFFSET_BITS=64");

/*
 * A bigger pipe wakes both sides less often.  It is only a wish: the system's
 * limit may be lower, and not every system can.
 */
void stream_widen(int fd)
{
#ifdef __linux__
    const int set_pipe_size = 1031; /* F_SETPIPE_SZ, which POSIX does not declare */
    (void)fcntl(fd, set_pipe_size, 1 << 20);
#else
    (void)fd;
#endif
}

int stream_open(const char *name)
{
    int fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        message_file(name, errno);
    return fd;
}

void stream_close(int fd, const char *name)
{
    if (strcmp(name, "-") != 0)
        close(fd);
}

void stream_start(struct stream *s, int fd, struct stream_buffer *memory, unsigned long long lines)
{
    struct stat status;

    *s = (struct stream){.fd = fd, .memory = memory, .lines = lines};
    s->buffer = memory->bytes + KERNEL_BEFORE;
    s->kernel = kernel_choose();
    memset(memory->bytes, '\n', KERNEL_BEFORE);
    s->regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

/* Marks the bytes from some byte on; what is behind them looks like line ends. */
static void mark(struct stream *s, size_t from)
{
    /* A candidate is known only when the bytes behind it are there. */
    from = from > 64 ? (from - 64) / 64 : 0;
    memset(s->buffer + s->end, '\n', KERNEL_BEHIND);
    s->kernel->mark(s->buffer + from * 64, s->end - from * 64, s->memory->newlines + from,
                    s->memory->candidates + from);
}

void stream_move(struct stream *s, struct stream_buffer *memory)
{
    size_t left = s->end - s->start;

    if (memory == s->memory)
        return;
    memset(memory->bytes, '\n', KERNEL_BEFORE);
    memcpy(memory->bytes + KERNEL_BEFORE, s->buffer + s->start, left);
    s->memory = memory;
    s->buffer = memory->bytes + KERNEL_BEFORE;
    s->start = 0;
    s->end = left;
    mark(s, 0);
}

static bool would_wait(const struct stream *s)
{
    struct pollfd p = {s->fd, POLLIN, 0};

    return !s->regular && poll(&p, 1, 0) == 0;
}

/* How many bytes to read behind what is there: behind the limit only the rest of a line. */
static size_t wanted(const struct stream *s)
{
    size_t room = STREAM_SIZE - s->end;
    unsigned long long at = s->offset + (s->end - s->start);
    unsigned long long most = s->limit == 0 ? room : at < s->limit ? s->limit - at : LINE_REST;

    if (s->piece > 0 && s->piece < most)
        most = s->piece;
    return most < room ? (size_t)most : room;
}

/* Reads more behind what is there; false when nothing more comes. */
static bool fill(struct stream *s, void (*idle)(void *), void *context)
{
    size_t kept;
    ssize_t got;

    if (s->at_end)
        return false;
    kept = s->end - s->start;
    if (s->start > 0) {
        memmove(s->buffer, s->buffer + s->start, kept);
        s->start = 0;
        s->end = kept;
        kept = 0; /* its masks have moved */
    }
    if (idle && would_wait(s))
        idle(context);
    do {
        got = read(s->fd, s->buffer + s->end, wanted(s));
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
    mark(s, kept);
    return got > 0;
}

static void give(struct stream *s, struct block *b, size_t end, bool cut)
{
    *b = (struct block){.text = s->buffer,
                        .start = s->start,
                        .end = end,
                        .kernel = s->kernel,
                        .newlines = s->memory->newlines,
                        .candidates = s->memory->candidates,
                        .line = s->lines + !s->in_line,
                        .offset = s->offset,
                        .inside = s->in_line,
                        .cut = cut};
    s->lines += kernel_count(s->kernel, b->newlines, b->start, end);
    /* A line that is not ended counts where it begins. */
    if (s->in_line)
        s->lines--;
    s->in_line = end > b->start && b->text[end - 1] != '\n';
    if (s->in_line)
        s->lines++;
    s->offset += end - s->start;
    s->start = end;
}

bool stream_block(struct stream *s, struct block *b, void (*idle)(void *), void *context)
{
    for (;;) {
        size_t left = s->end - s->start;
        size_t lines = kernel_previous(s->memory->newlines, s->start, s->end);

        if (left > 0 && lines > s->start) {
            give(s, b, lines, false);
            return true;
        }
        if (left == STREAM_SIZE) {
            give(s, b, s->end, true);
            return true;
        }
        if (!fill(s, idle, context)) {
            left = s->end - s->start;
            /* A line that an error cut off may say another thing than the whole one. */
            if (left == 0 || s->error)
                return false;
            give(s, b, s->end, false);
            return true;
        }
    }
}

bool block_line(const struct block *b, size_t *at, struct line_piece *piece)
{
    size_t start = *at, end;

    if (start >= b->end)
        return false;
    end = kernel_next(b->newlines, start, b->end);
    piece->number = start == b->start ? b->line : piece->number + 1;
    piece->first = start > b->start || !b->inside;
    piece->text = b->text + start;
    piece->length = end - start;
    piece->newline = end < b->end;
    piece->last = piece->newline || !b->cut;
    *at = end + piece->newline;
    return true;
}
