#include "progress.h"

#include "out.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds until the line first appears, and between two of them. */
enum { FIRST = 1000, NEXT = 250, LINE = 160 };

/* Set by the handlers, which do nothing else; lock-free, so that threads may ask. */
static atomic_int stop, asked;
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "signal handlers need lock-free flags");

static struct {
    bool line, started;
    unsigned long long size; /* bytes of all files, 0: not known */
    _Atomic unsigned long long done;
    _Atomic long next; /* when the line is due, in milliseconds since the start */
    atomic_flag printing;
    _Atomic bool shown;
    struct timespec start;
    struct sigaction before[3];
} state = {.printing = ATOMIC_FLAG_INIT};

static const int signals[] = {
    SIGINT,
    SIGUSR1,
#ifdef SIGINFO
    SIGINFO,
#endif
};

enum { SIGNALS = sizeof signals / sizeof *signals };

static void take_signal(int number)
{
    if (number == SIGINT)
        stop = 1;
    else
        asked = 1;
}

/* Reads that wait are interrupted (no SA_RESTART); whoever ignores SIGINT, as nohup does, still
 * does. */
static void catch_signals(void)
{
    for (int i = 0; i < SIGNALS; i++) {
        struct sigaction action = {.sa_handler = take_signal};

        sigemptyset(&action.sa_mask);
        action.sa_flags = signals[i] == SIGINT ? SA_RESETHAND : 0;
        sigaction(signals[i], NULL, &state.before[i]);
        if (signals[i] != SIGINT || state.before[i].sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

/* Bytes still to be read of a file, or of standard input; 0 where nobody knows. */
static unsigned long long size_of(const char *name)
{
    bool standard = strcmp(name, "-") == 0;
    struct stat status;
    off_t at = 0;

    if ((standard ? fstat(STDIN_FILENO, &status) : stat(name, &status)) != 0 ||
        !S_ISREG(status.st_mode))
        return 0;
    if (standard)
        at = lseek(STDIN_FILENO, 0, SEEK_CUR);
    return at >= 0 && at < status.st_size ? (unsigned long long)(status.st_size - at) : 0;
}

static bool can_erase(void)
{
    const char *name = getenv("TERM");

    return name && strcmp(name, "dumb") != 0;
}

void progress_start(bool line, char *const *names, int count)
{
    state.line = line && isatty(STDERR_FILENO) && can_erase();
    state.started = true;
    state.size = 0;
    state.done = 0;
    state.next = FIRST;
    for (int i = 0; i < count; i++) {
        unsigned long long size = size_of(names[i]);

        if (size == 0) {
            state.size = 0;
            break;
        }
        state.size += size;
    }
    clock_gettime(CLOCK_MONOTONIC, &state.start);
    catch_signals();
}

static long elapsed(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)(now.tv_sec - state.start.tv_sec) * 1000 +
           (now.tv_nsec - state.start.tv_nsec) / 1000000;
}

/* `12.3 GB`, with three digits or so. */
static void write_size(struct out *out, unsigned long long bytes)
{
    static const char *const units[] = {" B", " kB", " MB", " GB", " TB", " PB", " EB"};
    unsigned long long tenths = bytes * 10;
    size_t unit = 0;

    if (bytes < 1000) {
        out_number(out, bytes);
    } else {
        for (; bytes >= 1000; bytes /= 1000, unit++)
            tenths = bytes / 100;
        if (tenths < 1000)
            out_tenths(out, tenths);
        else
            out_number(out, tenths / 10);
    }
    out_text(out, units[unit]);
}

static void write_time(struct out *out, unsigned long long seconds)
{
    if (seconds >= 3600) {
        out_number(out, seconds / 3600);
        out_char(out, ':');
        out_text(out, seconds / 60 % 60 < 10 ? "0" : "");
    }
    out_number(out, seconds / 60 % 60);
    out_text(out, seconds % 60 < 10 ? ":0" : ":");
    out_number(out, seconds % 60);
}

/* `123 MB / 1.0 GB  12 %  350 MB/s  ETA 0:03`; without a size: bytes, rate, time so far. */
static void write_progress(struct out *out, long milliseconds)
{
    unsigned long long done = state.done, size = state.size;
    unsigned long long time = milliseconds > 0 ? (unsigned long long)milliseconds : 1;
    double rate = (double)done * 1000 / (double)time;

    write_size(out, done);
    if (size > 0) {
        out_text(out, " / ");
        write_size(out, size);
        out_text(out, "  ");
        out_number(out, (unsigned long long)((double)done * 100 / (double)size));
        out_text(out, " %");
    }
    out_text(out, "  ");
    write_size(out, (unsigned long long)rate);
    out_text(out, "/s  ");
    if (size > done && rate > 0) {
        out_text(out, "ETA ");
        write_time(out, (unsigned long long)((double)(size - done) / rate));
    } else if (size == 0) {
        write_time(out, time / 1000);
    }
}

/* A program in the background leaves the terminal to the one in front. */
static bool is_in_front(void)
{
    pid_t front = tcgetpgrp(STDERR_FILENO);

    return front < 0 || front == getpgrp();
}

static void show_line(long now)
{
    char buffer[LINE];
    struct out out;

    if (!is_in_front())
        return;
    out_init(&out, STDERR_FILENO, buffer, sizeof buffer);
    out_char(&out, '\r');
    write_progress(&out, now);
    out_text(&out, "\033[K");
    state.shown = true;
    out_flush(&out);
}

static void answer(long now)
{
    char buffer[LINE];
    struct out out;

    progress_erase();
    out_init(&out, STDERR_FILENO, buffer, sizeof buffer);
    out_text(&out, "smtpcode: ");
    write_progress(&out, now);
    out_char(&out, '\n');
    out_flush(&out);
}

bool progress_read(size_t bytes)
{
    if (!state.started)
        return false;
    state.done += bytes;
    if (!(state.line || asked) || stop || atomic_flag_test_and_set(&state.printing))
        return stop;
    if (asked || elapsed() >= state.next) {
        long now = elapsed();

        if (asked)
            answer(now);
        else
            show_line(now);
        asked = 0;
        state.next = now + NEXT;
    }
    atomic_flag_clear(&state.printing);
    return stop;
}

bool progress_stopped(void)
{
    return stop;
}

void progress_erase(void)
{
    static const char erase[] = "\r\033[K";

    if (state.shown && write(STDERR_FILENO, erase, sizeof erase - 1) < 0)
        return; /* a terminal that is gone shows nothing */
    state.shown = false;
}

void progress_end(void)
{
    progress_erase();
    for (int i = 0; state.started && i < SIGNALS; i++)
        if (signals[i] != SIGINT || !stop)
            sigaction(signals[i], &state.before[i], NULL);
    state.started = false;
}
