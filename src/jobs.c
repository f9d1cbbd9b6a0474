#include "jobs.h"

#include <sys/stat.h>
#include <unistd.h>

enum { SIZE_LEAST = 4 << 20 };

int jobs_for(int asked, int fd, unsigned long long *size)
{
    struct stat status;
    long processors;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return 1;
    *size = (unsigned long long)status.st_size;
    if (asked)
        return asked;
    if (*size < SIZE_LEAST)
        return 1;
    processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > JOBS_MAX ? JOBS_MAX : (int)processors;
}
