/* One thread against several, over a file in memory: every reply is counted, and once. */
#include "world.h"

#include "count.h"

#include <unistd.h>

static struct tally_memory memories[2];

static void count(const char *name, int jobs, struct tally *tally, struct tally_memory *memory)
{
    struct options options = {.jobs = jobs};
    struct counting c = {.options = &options, .tally = tally};

    tally_start(tally, memory);
    count_file(&c, name);
    HOLDS(!c.trouble);
    tally_sort(tally);
}

static bool same(const struct tally_row *a, const struct tally_row *b)
{
    return a->count == b->count && a->rule == b->rule && a->code == b->code &&
           status_equal(&a->status, &b->status) && a->class == b->class && a->cause == b->cause &&
           a->fixer == b->fixer && a->retry == b->retry && a->proof == b->proof;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char name[32];
    static int fd = -1;
    struct bytes b = {data, size};
    int jobs = 2 + (int)(take_byte(&b) % 3);
    struct tally one, many;

    if (fd < 0) {
        FILE *f = tmpfile();

        HOLDS(f);
        fd = fileno(f);
        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    }
    HOLDS(ftruncate(fd, 0) == 0);
    HOLDS(pwrite(fd, b.at, b.left, 0) == (ssize_t)b.left);
    world_start("", 0, 0);
    count(name, 1, &one, &memories[0]);
    count(name, jobs, &many, &memories[1]);
    HOLDS(one.replies == many.replies && one.lines == many.lines && one.used == many.used);
    for (int i = 0; i < one.used; i++)
        HOLDS(same(&one.rows[i], &many.rows[i]));
    world_end();
    return 0;
}
