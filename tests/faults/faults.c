/*
 * Preloaded into the program under test (LD_PRELOAD): lets the call number
 * FAULT_AT of the function FAULT_CALL go wrong, in the way FAULT_HOW says
 * (fail, eintr, short), and then writes to the file FAULT_MARK, so that the
 * test knows that there was such a call.  With FAULT_AT=0 every call goes wrong;
 * then eintr is every other one, or nothing would ever be done.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
    const char *call, *how;
    long mark; /* open from the start: later the program may make no more files */
    unsigned at;
    bool ready;
} fault;
static _Atomic unsigned count;

__attribute__((constructor)) static void start(void)
{
    const char *at = getenv("FAULT_AT"), *mark = getenv("FAULT_MARK");

    fault.call = getenv("FAULT_CALL");
    fault.how = getenv("FAULT_HOW");
    fault.at = at ? (unsigned)strtoul(at, NULL, 10) : 0;
    if (mark)
        fault.mark = syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    fault.ready = fault.call && fault.how && mark;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static bool is_short(void)
{
    return strcmp(fault.how, "short") == 0;
}

/* What comes behind main() is no business of the program: gcov writes its counts there. */
static void end(void)
{
    fault.ready = false;
}

static int (*program)(int, char **, char **);

static int watched(int argc, char **argv, char **environment)
{
    atexit(end);
    return program(argc, argv, environment);
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    program = main;
    return NEXT(__libc_start_main)(watched, argc, argv, init, fini, rtld_fini, stack_end);
}

/* Whether this call is the one. */
static bool strikes(const char *call)
{
    unsigned now;

    if (!fault.ready || strcmp(call, fault.call) != 0)
        return false;
    now = ++count;
    if (fault.at ? now != fault.at : strcmp(fault.how, "eintr") == 0 && now % 2)
        return false;
    return syscall(SYS_write, fault.mark, "x", 1) == 1;
}

static int error_of(int usual)
{
    return strcmp(fault.how, "eintr") == 0 ? EINTR : usual;
}

ssize_t read(int fd, void *to, size_t n)
{
    if (strikes("read")) {
        if (is_short())
            return syscall(SYS_read, fd, to, n > 1 ? (n < 8 ? n / 2 : 7) : n);
        errno = error_of(EIO);
        return -1;
    }
    return syscall(SYS_read, fd, to, n);
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
    if (strikes("read")) {
        if (is_short())
            return syscall(SYS_pread64, fd, to, n > 1 ? (n < 8 ? n / 2 : 7) : n, at);
        errno = error_of(EIO);
        return -1;
    }
    return syscall(SYS_pread64, fd, to, n, at);
}

ssize_t write(int fd, const void *from, size_t n)
{
    if (strikes("write")) {
        if (is_short())
            return syscall(SYS_write, fd, from, n > 1 ? n / 2 : n);
        errno = error_of(ENOSPC);
        return -1;
    }
    return syscall(SYS_write, fd, from, n);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    int mode;

    va_start(args, flags);
    mode = va_arg(args, int);
    va_end(args);
    if (strikes("open")) {
        errno = error_of(EMFILE);
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    if (strikes("open")) {
        errno = error_of(EMFILE);
        return NULL;
    }
    return NEXT(fopen)(path, mode);
}

size_t fread(void *to, size_t size, size_t n, FILE *f)
{
    if (strcmp(fault.how ? fault.how : "", "fail") == 0 && strikes("read")) {
        /* A folder cannot be read: the stream's error flag is set as well. */
        char byte;
        long folder = syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_DIRECTORY);

        dup2((int)folder, fileno(f));
        return NEXT(fread)(&byte, 1, 1, f);
    }
    return NEXT(fread)(to, size, n, f);
}

void *malloc(size_t n)
{
    void *__libc_malloc(size_t);

    if (strikes("malloc")) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    void *__libc_calloc(size_t, size_t);

    if (strikes("malloc")) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_calloc(n, size);
}

void *realloc(void *old, size_t n)
{
    void *__libc_realloc(void *, size_t);

    if (strikes("malloc")) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_realloc(old, n);
}

void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
    if (strikes("malloc")) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return (void *)syscall(SYS_mmap, at, n, protection, flags, fd, offset);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *argument)
{
    if (strikes("thread"))
        return EAGAIN;
    return NEXT(pthread_create)(thread, attributes, run, argument);
}

int fstat(int fd, struct stat *status)
{
    if (strikes("stat")) {
        errno = EIO;
        return -1;
    }
    return NEXT(fstat)(fd, status);
}

int stat(const char *path, struct stat *status)
{
    if (strikes("stat")) {
        errno = EIO;
        return -1;
    }
    return NEXT(stat)(path, status);
}

int access(const char *path, int mode)
{
    if (strikes("stat")) {
        errno = EIO;
        return -1;
    }
    return NEXT(access)(path, mode);
}

off_t lseek(int fd, off_t at, int from)
{
    if (strikes("lseek")) {
        errno = ESPIPE;
        return -1;
    }
    return syscall(SYS_lseek, fd, at, from);
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
    if (strikes("poll")) {
        errno = error_of(ENOMEM);
        return -1;
    }
    return NEXT(poll)(fds, n, timeout);
}

int isatty(int fd)
{
    if (strikes("tty")) {
        errno = EIO;
        return 0;
    }
    return NEXT(isatty)(fd);
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list args;
    void *argument;

    va_start(args, request);
    argument = va_arg(args, void *);
    va_end(args);
    if (strikes("tty")) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_ioctl, fd, request, argument);
}

int sigaction(int number, const struct sigaction *new, struct sigaction *old)
{
    if (strikes("signal")) {
        errno = EINVAL;
        return -1;
    }
    return NEXT(sigaction)(number, new, old);
}
