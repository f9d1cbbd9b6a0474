/*
 * Markdown: clean UTF-8, and no raw HTML.  Angle brackets of our own stand in
 * spans and blocks of code; those of the input are escaped.
 */
#include "world.h"

#include "ascii.h"

static bool begins_tag(const char *s, size_t n)
{
    return n > 1 && *s == '<' &&
           (ascii_is_alpha((unsigned char)s[1]) || s[1] == '/' || s[1] == '!' || s[1] == '?') &&
           !(n > 9 && memcmp(s, "<https://", 9) == 0);
}

static void check_line(const char *s, size_t n)
{
    size_t fence = 0, run; /* as many backquotes close a span of code as opened it */

    for (size_t i = 0; i < n; i += run) {
        for (run = 0; i + run < n && s[i + run] == '`';)
            run++;
        if (run > 0) {
            fence = fence == 0 ? run : fence == run ? 0 : fence;
            continue;
        }
        run = s[i] == '\\' && fence == 0 ? 2 : 1;
        HOLDS(fence > 0 || !begins_tag(s + i, n - i));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *out;
    size_t n;
    bool whole, block = false;

    world_run(&render_markdown, data, size);
    out = world_output(&n, &whole);
    HOLDS(!whole || is_clean(out, n));
    HOLDS(!whole || n == 0 || out[n - 1] == '\n');
    for (size_t i = 0; whole && i < n;) {
        size_t length = (size_t)((const char *)memchr(out + i, '\n', n - i) - out) - i;

        if (length >= 3 && memcmp(out + i, "~~~", 3) == 0)
            block = !block;
        else if (!block)
            check_line(out + i, length);
        i += length + 1;
    }
    HOLDS(!whole || !block);
    world_end();
    return 0;
}
