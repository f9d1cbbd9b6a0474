#include "sandbox.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
#define SANDBOX_OFF
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANDBOX_OFF /* the sanitizers' run time needs more than we do */
#endif

#if defined(__OpenBSD__) && !defined(SANDBOX_OFF)

int pledge(const char *promises, const char *execpromises); /* hidden by _POSIX_C_SOURCE */

void sandbox_enter(bool files)
{
    (void)pledge(files ? "stdio rpath tty" : "stdio tty", "");
}

const char *sandbox_name(void)
{
    return "pledge";
}

#elif defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__)) && !defined(SANDBOX_OFF)

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/*
 * The kernel's interface (linux/seccomp.h, linux/filter.h, linux/audit.h),
 * repeated because the headers of other C libraries do not bring it.
 */
struct instruction {
    uint16_t code;
    uint8_t yes, no;
    uint32_t k;
};

struct program {
    unsigned short length;
    struct instruction *instructions;
};

enum { LOAD = 0x20, AND = 0x54, JUMP_EQUAL = 0x15, RETURN = 0x06 };
enum { NUMBER_AT = 0, ARCH_AT = 4, ARGUMENTS_AT = 16, MODE_FILTER = 2, INSTRUCTIONS = 160 };
#define ALLOW 0x7fff0000u
#define REFUSE(error) (0x00050000u | (error))
#if defined(__x86_64__)
#define ARCH 0xc000003eu
#else
#define ARCH 0xc00000b7u
#endif
#define THREAD 0x00010000u /* CLONE_THREAD */
#ifndef TCGETS
#define TCGETS 0x5401
#endif

static const uint16_t allowed[] = {
    SYS_read,
    SYS_pread64,
    SYS_readv,
    SYS_write,
    SYS_writev,
    SYS_close,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef SYS_stat
    SYS_stat,
#endif
#ifdef SYS_poll
    SYS_poll,
#endif
    SYS_ppoll,
    SYS_mmap,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_brk,
    SYS_madvise,
    SYS_fadvise64,
    SYS_futex,
    SYS_set_robust_list,
#ifdef SYS_rseq
    SYS_rseq,
#endif
    SYS_set_tid_address,
    SYS_gettid,
    SYS_getpid,
    SYS_getpgid,
#ifdef SYS_getpgrp
    SYS_getpgrp,
#endif
    SYS_sched_getaffinity,
    SYS_sched_yield,
    SYS_membarrier,
    SYS_prlimit64,
    SYS_getrandom,
    SYS_sysinfo,
    SYS_clock_gettime,
    SYS_clock_nanosleep,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_tgkill,
    SYS_exit,
    SYS_exit_group,
};

struct writer {
    struct instruction instructions[INSTRUCTIONS];
    unsigned short used;
};

static void add(struct writer *w, uint16_t code, uint32_t k, uint8_t yes, uint8_t no)
{
    if (w->used < INSTRUCTIONS)
        w->instructions[w->used++] = (struct instruction){code, yes, no, k};
}

/* The low half of an argument; both machines are little-endian. */
static uint32_t argument(int i)
{
    return (uint32_t)(ARGUMENTS_AT + i * 8);
}

/* A call that goes through when an argument, but for some bits, is one value. */
static void add_if(struct writer *w, uint32_t number, int i, uint32_t mask, uint32_t value)
{
    add(w, JUMP_EQUAL, number, 0, 5);
    add(w, LOAD, argument(i), 0, 0);
    add(w, AND, mask, 0, 0);
    add(w, JUMP_EQUAL, value, 0, 1);
    add(w, RETURN, ALLOW, 0, 0);
    add(w, RETURN, REFUSE(EPERM), 0, 0);
}

static void add_rules(struct writer *w, bool files)
{
    const uint32_t to_write = O_ACCMODE | O_CREAT | O_TRUNC;

    add(w, LOAD, ARCH_AT, 0, 0);
    add(w, JUMP_EQUAL, ARCH, 1, 0);
    add(w, RETURN, REFUSE(EPERM), 0, 0);
    add(w, LOAD, NUMBER_AT, 0, 0);
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        add(w, JUMP_EQUAL, allowed[i], 0, 1);
        add(w, RETURN, ALLOW, 0, 0);
    }
    if (files) {
        add_if(w, SYS_openat, 2, to_write, O_RDONLY);
#ifdef SYS_open
        add_if(w, SYS_open, 1, to_write, O_RDONLY);
#endif
    }
    /* Threads, but no processes.  clone3 hides its flags; without it the C libraries use clone. */
    add_if(w, SYS_clone, 0, THREAD, THREAD);
#ifdef SYS_clone3
    add(w, JUMP_EQUAL, SYS_clone3, 0, 1);
    add(w, RETURN, REFUSE(ENOSYS), 0, 0);
#endif
    /* What a terminal is like: isatty, its size, who is in front of it. */
    add(w, JUMP_EQUAL, SYS_ioctl, 0, 5);
    add(w, LOAD, argument(1), 0, 0);
    add(w, JUMP_EQUAL, TCGETS, 2, 0);
    add(w, JUMP_EQUAL, TIOCGWINSZ, 1, 0);
    add(w, JUMP_EQUAL, TIOCGPGRP, 0, 1);
    add(w, RETURN, ALLOW, 0, 0);
    add(w, RETURN, REFUSE(EPERM), 0, 0);
}

void sandbox_enter(bool files)
{
    struct writer w = {.used = 0};
    struct program program = {0, w.instructions};

    add_rules(&w, files);
    program.length = w.used;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        (void)prctl(PR_SET_SECCOMP, MODE_FILTER, &program, 0, 0);
}

const char *sandbox_name(void)
{
    /* A kernel that knows filters finds fault with the address, another with the mode. */
    return prctl(PR_SET_SECCOMP, MODE_FILTER, NULL, 0, 0) < 0 && errno == EFAULT ? "seccomp"
                                                                                 : "none";
}

#else

void sandbox_enter(bool files)
{
    (void)files;
}

const char *sandbox_name(void)
{
    return "none";
}

#endif
