/*
 * smtpcode scan: each reply of a stream, while its lines arrive.
 *
 * Files are scanned by several threads.  Blocks are read one after the other,
 * whoever is free takes the next, and outputs are written in the order of the
 * blocks:
 *
 *     reading    | 0 | 1 |     | 2 | 3 |     | 4 | ...    one at a time
 *     thread A       [ scan 0   ]W [ scan 2   ]W
 *     thread B           [ scan 1   ]W [ scan 3   ]W
 *
 * A thread that has scanned its block, or whose output is full, waits until all
 * blocks before are written (W).  So memory is bounded, and there is one reader:
 * files that grow, shrink or fail are read as one thread would.
 */
#include "command.h"

#include "jobs.h"
#include "message.h"
#include "progress.h"
#include "scan.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Several threads read smaller blocks, whose output there is room for. */
enum { OUTPUT = 288 * 1024, PIECE = 128 * 1024 };

struct team {
    int size; /* how many threads */
    pthread_mutex_t reading;
    struct stream stream;
    unsigned long long taken; /* blocks that somebody has */
    bool refused;             /* it is UTF-16 */
    pthread_mutex_t writing;
    pthread_cond_t turn;
    unsigned long long written; /* blocks that are done with */
    bool shown;                 /* the line that the last of them ended in was printed */
    bool open;                  /* and is not ended */
    atomic_int error;           /* of an output */
};

struct worker {
    struct team *team;
    pthread_t thread;
    bool started;
    unsigned long long number; /* of the block that it has */
    struct scan scan;
    struct page page;
    struct out out;
    struct stream_buffer memory;
    char output[OUTPUT], redacted[RENDER_REDACTED];
};

/* Waits until all blocks before that of a worker are written. */
static void wait_turn(void *worker)
{
    struct worker *w = worker;
    struct team *t = w->team;

    pthread_mutex_lock(&t->writing);
    while (t->written != w->number)
        pthread_cond_wait(&t->turn, &t->writing);
    pthread_mutex_unlock(&t->writing);
    if (t->error)
        w->scan.page->out->error = t->error; /* nothing may be written behind a gap */
}

/* Writes what is left of a block's output; the next may be written then. */
static void pass_turn(struct worker *w, const struct block *b)
{
    struct team *t = w->team;
    struct out *out = w->scan.page->out;

    if (t->size > 1) {
        wait_turn(w);
        out_flush(out);
    }
    if (out->error)
        t->error = out->error;
    t->shown = w->scan.shown;
    t->open = w->scan.shown && b->cut;
    pthread_mutex_lock(&t->writing);
    t->written++;
    pthread_cond_broadcast(&t->turn);
    pthread_mutex_unlock(&t->writing);
}

/* The reader waits for input now: what is buffered should be seen. */
static void flush_output(void *worker)
{
    out_flush(((struct worker *)worker)->scan.page->out);
}

/* A text of 16-bit characters has no lines that we could read. */
static bool is_utf16(const struct block *b)
{
    return b->end - b->start >= 2 && (memcmp(b->text + b->start, "\xff\xfe", 2) == 0 ||
                                      memcmp(b->text + b->start, "\xfe\xff", 2) == 0);
}

static bool take_block(struct worker *w, struct block *b)
{
    struct team *t = w->team;
    bool taken;

    pthread_mutex_lock(&t->reading);
    stream_move(&t->stream, &w->memory);
    taken = t->error == 0 && !t->refused &&
            stream_block(&t->stream, b, t->size > 1 ? NULL : flush_output, w);
    if (taken && t->taken == 0 && is_utf16(b)) {
        t->refused = true;
        taken = false;
    }
    if (taken)
        w->number = t->taken++;
    pthread_mutex_unlock(&t->reading);
    return taken;
}

static void *work(void *worker)
{
    struct worker *w = worker;
    struct block b;

    while (take_block(w, &b)) {
        if (b.inside) {
            wait_turn(w);
            w->scan.shown = w->team->shown;
        }
        scan_block(&w->scan, &b);
        pass_turn(w, &b);
    }
    return NULL;
}

/* A worker beside the first, with a page like that of the first; NULL when there is no memory. */
static struct worker *hire(struct team *t, const struct worker *first)
{
    struct worker *w = calloc(1, sizeof *w);

    if (!w)
        return NULL;
    w->team = t;
    w->page = *first->scan.page;
    w->page.out = &w->out;
    w->page.redacted = w->redacted;
    out_init(&w->out, first->scan.page->out->fd, w->output, sizeof w->output);
    w->out.before = wait_turn;
    w->out.context = w;
    scan_start(&w->scan, first->scan.options, &w->page);
    w->scan.file = first->scan.file;
    w->started = pthread_create(&w->thread, NULL, work, w) == 0;
    return w;
}

/* The first worker and others beside it, as many as there can be. */
static void work_together(struct team *t, struct worker *first)
{
    struct worker *others[JOBS_MAX];
    struct out *out = first->scan.page->out;

    if (out_flush(out))
        return;
    out->before = wait_turn;
    out->context = first;
    for (int i = 1; i < t->size; i++)
        others[i] = hire(t, first);
    work(first);
    out->before = NULL;
    for (int i = 1; i < t->size; i++)
        if (others[i] && others[i]->started)
            pthread_join(others[i]->thread, NULL);
    /* Only now: whoever comes last for a block moves the rest of another's memory. */
    for (int i = 1; i < t->size; i++) {
        if (others[i])
            first->scan.found |= others[i]->scan.found;
        free(others[i]);
    }
    if (t->error)
        out->error = t->error;
}

/* Scans one input, whose lines are numbered on from lines; false when there is trouble. */
static bool scan_fd(struct worker *first, int fd, const char *name, unsigned long long *lines)
{
    const struct options *o = first->scan.options;
    static struct team t;
    unsigned long long size;

    t = (struct team){.size = jobs_for(o->jobs, fd, &size)};
    first->team = &t;
    first->scan.file = strcmp(name, "-") == 0 ? NULL : name;
    pthread_mutex_init(&t.reading, NULL);
    pthread_mutex_init(&t.writing, NULL);
    pthread_cond_init(&t.turn, NULL);
    stream_start(&t.stream, fd, &first->memory, *lines);
    if (t.size > 1) {
        t.stream.piece = PIECE;
        work_together(&t, first);
    } else {
        work(first);
    }
    pthread_cond_destroy(&t.turn);
    pthread_mutex_destroy(&t.writing);
    pthread_mutex_destroy(&t.reading);
    if (t.open)
        out_char(first->scan.page->out, '\n');
    if (t.refused)
        message_about(first->scan.page->catalog, name, "error-utf16");
    if (t.stream.error)
        message_file(name, t.stream.error);
    *lines = t.stream.lines;
    return !t.refused && !t.stream.error;
}

int cmd_scan(struct run *run)
{
    static struct worker first;
    struct out *out = run->page->out;
    struct inputs inputs;
    unsigned long long lines = 0;
    bool trouble = false;

    out_init(out, out->fd, first.output, OUT_SIZE);
    scan_start(&first.scan, run->options, run->page);
    run->page->format->scan_head(run->page);
    /* No line where the output goes to a terminal itself. */
    inputs = inputs_start(run->options, !run->page->term->is_terminal);
    for (int i = 0; i < inputs.count && out->error == 0 && !progress_stopped(); i++) {
        int fd = stream_open(inputs.names[i]);

        if (fd < 0 || !scan_fd(&first, fd, inputs.names[i], &lines))
            trouble = true;
        if (fd >= 0)
            stream_close(fd, inputs.names[i]);
    }
    progress_end();
    if (progress_stopped())
        return EXIT_STOPPED;
    return trouble ? EXIT_TROUBLE : first.scan.found ? EXIT_FOUND : EXIT_NOT_FOUND;
}
