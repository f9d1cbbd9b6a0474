/* Texts that end where memory ends: reading one byte too many is a fault in any build. */
#ifndef EDGE_H
#define EDGE_H

#include <check.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { EDGE_PAGES = 16 };

/* A copy of n bytes, kept until the next call. */
static inline const char *at_edge(const char *s, size_t n)
{
    static char *end;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size = EDGE_PAGES * page;

    if (!end) {
        /* Not of the heap, which checkers of leaks would walk through. */
        int zeros = open("/dev/zero", O_RDWR);
        void *all = mmap(NULL, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE, zeros, 0);

        ck_assert(all != MAP_FAILED);
        close(zeros);
        end = (char *)all + size;
        ck_assert_int_eq(mprotect(end, page, PROT_NONE), 0);
    }
    ck_assert_uint_le(n, size);
    return memcpy(end - n, s, n);
}

#endif
