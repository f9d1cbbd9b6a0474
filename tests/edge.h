/* Texts that end where memory ends: reading one byte too many is a fault in any build. */
#ifndef EDGE_H
#define EDGE_H

#include <check.h>
#include <stddef.h>
#include <stdlib.h>
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
        void *all;

        ck_assert_int_eq(posix_memalign(&all, page, size + page), 0);
        end = (char *)all + size;
        ck_assert_int_eq(mprotect(end, page, PROT_NONE), 0);
    }
    ck_assert_uint_le(n, size);
    return memcpy(end - n, s, n);
}

#endif
