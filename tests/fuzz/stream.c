/* A stream read at once, against the same read in small pieces with interruptions. */
#include "world.h"

#include "finder.h"
#include "stream.h"

#include <unistd.h>

enum { LINES = 512 };

struct line {
    size_t length, where;
    int code;
    bool newline;
};

static struct stream_buffer memory;

static size_t read_lines(const uint8_t *data, size_t size, size_t piece, struct line *lines)
{
    struct stream s;
    struct line_piece p;
    struct block b;
    size_t count = 0, at = 0;

    world_start(data, size, piece);
    stream_start(&s, STDIN_FILENO, &memory, 0);
    s.regular = false;
    while (stream_block(&s, &b, NULL, NULL)) {
        size_t from = b.start;

        HOLDS(!b.inside && !b.cut); /* lines are shorter than the buffer */
        HOLDS(b.line == count + 1 && b.offset == at);
        while (block_line(&b, &from, &p)) {
            struct found f = {.code = -1};

            HOLDS(p.first && p.last && at + p.length <= size);
            HOLDS(memcmp(p.text, data + at, p.length) == 0);
            HOLDS(p.number == count + 1);
            finder_find_marked(p.text, p.length, b.candidates, (size_t)(p.text - b.text), &f);
            lines[count++ % LINES] = (struct line){p.length, at, f.code, p.newline};
            at += p.length + p.newline;
        }
        HOLDS(from == b.end);
    }
    HOLDS(s.error == 0 && at == size);
    world_end();
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct line whole[LINES], parts[LINES];
    struct bytes b = {data, size};
    size_t piece = 1 + take_byte(&b) % 97, n;

    memset(whole, 0, sizeof whole);
    memset(parts, 0, sizeof parts);
    n = read_lines(b.at, b.left, 0, whole);
    HOLDS(read_lines(b.at, b.left, piece, parts) == n);
    for (size_t i = 0; i < n && i < LINES; i++)
        HOLDS(whole[i].length == parts[i].length && whole[i].where == parts[i].where &&
              whole[i].code == parts[i].code && whole[i].newline == parts[i].newline);
    return 0;
}
