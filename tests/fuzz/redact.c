/*
 * Redaction: an address, a host name or an IP that stands between delimiters
 * is gone afterwards, whatever stands around it, and the output keeps to its size.
 */
#include "world.h"

#include "redact.h"

enum { MOST = 4096 };

static const struct {
    const char *text;     /* what is planted */
    const char *revealed; /* and what may not be left of it */
} planted[] = {
    {"zqjoe@zqmail.example", "zq"},
    {"zqjoe+zqtag@zq-mail.example.com", "zq"},
    {"zqmx.example.net", "zq"},
    {"zqmx-1.zqsub.example.org", "zq"},
    {"203.0.113.77", "113.77"},
    {"2001:db8::7a7a", "7a7a"},
    {"2001:db8:1:2:3:4:7a7a:8b8b", "7a7a"},
    {"::ffff:203.0.113.77", "113.77"},
    {"zqjoe@[203.0.113.77]", "zq"},
    {"\"zq joe\"@zqmail.example", "zq"},
};

static bool holds(const char *text, size_t n, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i + length <= n; i++)
        if (memcmp(text + i, word, length) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char around[][2] = {{' ', ' '}, {'<', '>'}, {'[', ']'}, {'(', ')'}, {' ', ','},
                                     {'(', ':'}, {' ', ';'}, {'<', ' '}, {' ', '.'}};
    static char in[MOST + 64], out[MOST * 8 + 512];
    struct bytes b = {data, size};
    unsigned what = take_byte(&b) % (sizeof planted / sizeof *planted);
    unsigned between = take_byte(&b) % (sizeof around / sizeof *around);
    size_t before = take_byte(&b), n = 0, length = strlen(planted[what].text), used;

    if (b.left > MOST)
        b.left = MOST;
    before = before < b.left ? before : b.left;
    memcpy(in, b.at, before);
    n = before;
    in[n++] = around[between][0];
    memcpy(in + n, planted[what].text, length);
    n += length;
    in[n++] = around[between][1];
    memcpy(in + n, b.at + before, b.left - before);
    n += b.left - before;
    if (holds((const char *)b.at, b.left, planted[what].revealed))
        return 0;
    used = redact(in, n, out, sizeof out);
    HOLDS(used <= sizeof out);
    HOLDS(!holds(out, used, planted[what].revealed));
    /* A smaller buffer gets the beginning of the same. */
    {
        char small[64];
        size_t fits = redact(in, n, small, sizeof small);

        HOLDS(fits <= sizeof small && memcmp(small, out, fits) == 0);
    }
    return 0;
}
