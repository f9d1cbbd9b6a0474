/* TSV: every row has as many columns as the header above it, and no other control bytes. */
#include "world.h"

static size_t tabs(const char *s, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += s[i] == '\t';
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *out;
    size_t n, columns = 0;
    bool whole;

    world_run(&render_tsv, data, size);
    out = world_output(&n, &whole);
    if (!whole)
        n = 0;
    for (size_t i = 0; i < n;) {
        const char *nl = memchr(out + i, '\n', n - i);
        size_t length = nl ? (size_t)(nl - out) - i : n - i;

        HOLDS(nl != NULL);
        if (i == 0)
            columns = tabs(out, length);
        HOLDS(tabs(out + i, length) == columns);
        for (size_t k = i; k < i + length;) {
            const char *tab = memchr(out + k, '\t', i + length - k);
            size_t cell = tab ? (size_t)(tab - out) - k : i + length - k;

            HOLDS(cell > 0 && is_clean(out + k, cell));
            k += cell + 1;
        }
        i += length + 1;
    }
    world_end();
    return 0;
}
