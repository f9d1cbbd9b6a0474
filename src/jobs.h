/*
 * How many threads read a file.
 */
#ifndef JOBS_H
#define JOBS_H

enum { JOBS_MAX = 16 };

/*
 * Threads for fd: as many as were asked for, or, if none were (0), as many as
 * there are processors, where a file is big enough that they pay.  1 for what is
 * no regular file; of one that is, the size is filled in.
 */
int jobs_for(int asked, int fd, unsigned long long *size);

#endif
