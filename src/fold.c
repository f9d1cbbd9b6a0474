#include "fold.h"

#include "ascii.h"
#include "status.h"
#include "utf8.h"

#include <string.h>

void fold_start(struct fold *f, const char *text, size_t n)
{
    *f = (struct fold){.text = text, .n = n, .blank = true};
}

static int at(const struct fold *f, size_t i)
{
    return i < f->n ? (unsigned char)f->text[i] : -1;
}

/* Bytes of a blank in any disguise at i, 0 if there is none. */
static size_t blank_at(const struct fold *f, size_t i)
{
    int c = at(f, i);

    if (c == '_' || (c >= 0 && ascii_is_space(c)) || c == 0)
        return 1;
    if (c == '\\' && (at(f, i + 1) == 'n' || at(f, i + 1) == 'r' || at(f, i + 1) == 't'))
        return 2;
    if ((c == '%' || c == '=') && at(f, i + 1) == '2' && at(f, i + 2) == '0')
        return 3;
    if (c == 0xe3 && at(f, i + 1) == 0x80 && at(f, i + 2) == 0x80) /* U+3000 */
        return 3;
    if (c == 0xc2 && at(f, i + 1) == 0xa0) /* no-break space */
        return 2;
    return 0;
}

/*
 * `550-5.7.26 ` or `550 5.7.26 ` at the beginning of a further line of the
 * same reply, when the lines are joined by blanks.  A code needs its dash or
 * an enhanced code to be one: "after 550 tries" is text.
 */
static size_t line_code_at(const struct fold *f, size_t i)
{
    struct status status;
    size_t len;
    int c = at(f, i);

    if ((c != '4' && c != '5') || !ascii_is_digit(at(f, i + 1)) || !ascii_is_digit(at(f, i + 2)) ||
        (at(f, i + 3) != '-' && at(f, i + 3) != ' '))
        return 0;
    len = i + 4 < f->n ? status_parse(f->text + i + 4, f->n - i - 4, &status) : 0;
    if (len > 0 && blank_at(f, i + 4 + len))
        return 4 + len;
    return at(f, i + 3) == '-' && len == 0 ? 4 : 0;
}

static int give_blank(struct fold *f, size_t from)
{
    f->blank = true;
    f->from = from;
    return ' ';
}

/* A character beyond ASCII: folded case, plain quotes and dashes. */
static int give_wide(struct fold *f)
{
    struct utf8 c = utf8_decode(f->text + f->at, f->n - f->at);
    unsigned n;

    f->from = f->at;
    f->at += c.length;
    if (!c.valid)
        return (unsigned char)f->text[f->from];
    if (c.codepoint == 0x2018 || c.codepoint == 0x2019)
        return '\'';
    if (c.codepoint == 0x201c || c.codepoint == 0x201d)
        return '"';
    if (c.codepoint == 0x2010 || c.codepoint == 0x2011 || c.codepoint == 0x2013)
        return '-';
    n = utf8_encode(utf8_fold(c.codepoint), f->pending);
    f->pending_at = 1;
    f->pending_count = (unsigned char)n;
    return (unsigned char)f->pending[0];
}

int fold_next(struct fold *f)
{
    if (f->pending_at < f->pending_count)
        return (unsigned char)f->pending[f->pending_at++];
    f->pending_at = f->pending_count = 0;
    while (f->at < f->n) {
        size_t from = f->at, skip = blank_at(f, from);

        if (skip > 0 || (f->blank && (skip = line_code_at(f, from)) > 0)) {
            f->at += skip;
            if (!f->blank)
                return give_blank(f, from);
            continue;
        }
        if (at(f, from) == '\\' && (at(f, from + 1) == '"' || at(f, from + 1) == '\''))
            from = ++f->at;
        f->blank = false;
        if (at(f, from) >= 0x80)
            return give_wide(f);
        f->from = from;
        f->at++;
        return ascii_lower(at(f, from));
    }
    return -1;
}
