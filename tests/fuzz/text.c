/* Text for people: UTF-8 with nothing in it that a terminal would obey; ASCII where asked for. */
#include "world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *out;
    size_t n;
    bool whole;

    world_run(&render_text, data, size);
    out = world_output(&n, &whole);
    HOLDS(!whole || is_clean(out, n));
    HOLDS(!whole || n == 0 || out[n - 1] == '\n');
    if (size > 2 && (data[1] & 1) && data[2] % 3 == 0)
        for (size_t i = 0; i < n; i++)
            HOLDS((unsigned char)out[i] < 0x80);
    world_end();
    return 0;
}
