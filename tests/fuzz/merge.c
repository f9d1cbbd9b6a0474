/* tally --merge reads what people send: rows are added up, all else is refused with one line. */
#include "world.h"

#include "count.h"

static struct tally_memory memory;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes b = {data, size};
    size_t piece = take_byte(&b);
    struct options options = {.merge = true};
    struct tally tally;
    struct counting c = {.options = &options, .tally = &tally};
    uint64_t sum = 0;

    tally_start(&tally, &memory);
    world_start(b.at, b.left, piece);
    count_file(&c, "-");
    for (int i = 0; i < tally.used; i++) {
        const struct tally_row *r = &tally.rows[i];

        sum += r->count;
        HOLDS(r->count > 0 && r->code >= -1 && r->code <= 999 && r->class >= -1 && r->class <= 5);
        HOLDS(r->cause < CAUSE_COUNT && r->fixer < FIXER_COUNT && r->retry < RETRY_COUNT);
        HOLDS(r->rule >= -1 && r->rule < catalog_count(KIND_RULE));
    }
    HOLDS(sum == tally.replies);
    world_end();
    return 0;
}
