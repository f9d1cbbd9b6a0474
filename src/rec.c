#include "rec.h"

#include "ascii.h"

#include <stdbool.h>
#include <string.h>

void rec_init(struct rec_reader *reader, const char *text, size_t n)
{
    reader->at = text;
    reader->end = text + n;
    reader->line = 1;
}

static const char *line_end(const char *at, const char *end)
{
    const char *nl = memchr(at, '\n', (size_t)(end - at));

    return nl ? nl : end;
}

static void next_line(struct rec_reader *r)
{
    const char *stop = line_end(r->at, r->end);

    r->at = stop < r->end ? stop + 1 : stop;
    r->line++;
}

static bool is_blank(const char *at, const char *stop)
{
    while (at < stop && ascii_is_space((unsigned char)*at))
        at++;
    return at == stop;
}

static bool is_name_byte(int c)
{
    return ascii_is_alnum(c) || c == '_' || c == '%';
}

static enum rec_event read_field(struct rec_reader *r, struct rec_field *f)
{
    const char *stop = line_end(r->at, r->end), *p = r->at;

    f->line = r->line;
    f->name = p;
    while (p < stop && is_name_byte((unsigned char)*p))
        p++;
    f->name_len = (size_t)(p - f->name);
    if (f->name_len == 0 || p == stop || *p != ':')
        return REC_ERROR;
    p++;
    if (p < stop && *p == ' ')
        p++;
    f->value = p;
    next_line(r);
    while (r->at < r->end && *r->at == '+') {
        stop = line_end(r->at, r->end);
        next_line(r);
    }
    while (stop > f->value && ascii_is_space((unsigned char)stop[-1]))
        stop--;
    f->value_len = (size_t)(stop - f->value);
    return REC_FIELD;
}

enum rec_event rec_next(struct rec_reader *r, struct rec_field *f)
{
    bool blank = false;

    while (r->at < r->end) {
        if (is_blank(r->at, line_end(r->at, r->end)))
            blank = true;
        else if (*r->at != '#')
            return blank ? REC_BLANK : read_field(r, f);
        next_line(r);
    }
    return REC_END;
}

size_t rec_value(const struct rec_field *f, char *buffer, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < f->value_len; i++) {
        char c = f->value[i];

        if (c == '\n') {
            if (i + 2 < f->value_len && f->value[i + 2] == ' ')
                i++;
            i++;
            c = ' ';
        }
        if (n + 1 >= size)
            return (size_t)-1;
        buffer[n++] = c;
    }
    buffer[n] = '\0';
    return n;
}
