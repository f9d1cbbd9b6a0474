#include "fold.h"

#include "ascii.h"
#include "status.h"
#include "utf8.h"

#include <stdint.h>

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

/* Gives a character beyond ASCII that takes length bytes of the text: folded case, plain quotes. */
static int give_wide(struct fold *f, uint32_t codepoint, size_t length)
{
    f->from = f->at;
    f->at += length;
    if (codepoint == 0x2018 || codepoint == 0x2019)
        return '\'';
    if (codepoint == 0x201c || codepoint == 0x201d)
        return '"';
    if (codepoint == 0x2010 || codepoint == 0x2011 || codepoint == 0x2013)
        return '-';
    f->pending_count = (unsigned char)utf8_encode(utf8_fold(codepoint), f->pending);
    f->pending_at = 1;
    return (unsigned char)f->pending[0];
}

static int hex_at(const struct fold *f, size_t i)
{
    int c = ascii_lower(at(f, i) < 0 ? 0 : at(f, i));

    if (ascii_is_digit(c))
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number that count hexadecimal digits at i make, -1 when they are none. */
static int32_t hex_number(const struct fold *f, size_t i, int count)
{
    int32_t value = 0;

    for (; count > 0; count--, i++) {
        if (hex_at(f, i) < 0)
            return -1;
        value = value * 16 + hex_at(f, i);
    }
    return value;
}

/*
 * A character beyond ASCII that is written as an escape: `\xd0\xa1` of Python,
 * `\u0421` of JSON, `=D0=A1` and `%D0%A1` of mail and web.  How many bytes of the
 * text it takes, 0 when there is none.
 */
static size_t escaped_at(const struct fold *f, size_t i, uint32_t *codepoint)
{
    char bytes[4];
    size_t used = 0, prefix = at(f, i) == '\\' ? 2 : 1, length;
    struct utf8 c;

    if (prefix == 2 && at(f, i + 1) == 'u') {
        *codepoint = (uint32_t)hex_number(f, i + 2, 4);
        return hex_number(f, i + 2, 4) >= 0x80 ? 6 : 0;
    }
    if (prefix == 2 && at(f, i + 1) != 'x')
        return 0;
    for (length = i; used < sizeof bytes && at(f, length) == at(f, i); length += prefix + 2) {
        int32_t byte = hex_number(f, length + prefix, 2);
        if (byte < 0x80)
            break;
        bytes[used++] = (char)byte;
    }
    if (used == 0)
        return 0;
    c = utf8_decode(bytes, used);
    *codepoint = c.codepoint;
    return c.valid ? c.length * (prefix + 2) : 0;
}

int fold_next(struct fold *f)
{
    uint32_t codepoint;
    int c;

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
        c = at(f, from);
        if (c >= 0x80) {
            struct utf8 wide = utf8_decode(f->text + from, f->n - from);
            if (wide.valid)
                return give_wide(f, wide.codepoint, wide.length);
        } else if ((c == '\\' || c == '=' || c == '%') &&
                   (skip = escaped_at(f, from, &codepoint)) > 0) {
            return give_wide(f, codepoint, skip);
        }
        f->from = from;
        f->at++;
        return ascii_lower(c);
    }
    return -1;
}

/* ---- many bytes at once ---------------------------------------------------- */

/* What a byte is when it needs no second look: its folded form with these bits beside it. */
enum { BLANK_BIT = 8, WORD_BIT = 9, BLANK = 0x100, WORD = 0x200, CODE = 0x400 };

#define LETTERS(first)                                                                             \
    WORD | (first), WORD | ((first) + 1), WORD | ((first) + 2), WORD | ((first) + 3),              \
        WORD | ((first) + 4), WORD | ((first) + 5), WORD | ((first) + 6), WORD | ((first) + 7)

/* 0: fold_next looks closer.  A code of a further line begins with 4 or 5. */
static const uint16_t plain[256] = {
    [' '] = BLANK | ' ',
    ['!'] = '!',
    ['"'] = '"',
    ['#'] = '#',
    ['$'] = '$',
    ['&'] = '&',
    ['\''] = '\'',
    ['('] = '(',
    [')'] = ')',
    ['*'] = '*',
    ['+'] = '+',
    [','] = ',',
    ['-'] = '-',
    ['.'] = '.',
    ['/'] = '/',
    [':'] = ':',
    [';'] = ';',
    ['<'] = '<',
    ['>'] = '>',
    ['?'] = '?',
    ['@'] = '@',
    ['['] = '[',
    [']'] = ']',
    ['^'] = '^',
    ['`'] = '`',
    ['{'] = '{',
    ['|'] = '|',
    ['}'] = '}',
    ['~'] = '~',
    ['0'] = WORD | '0',
    ['1'] = WORD | '1',
    ['2'] = WORD | '2',
    ['3'] = WORD | '3',
    ['4'] = CODE | WORD | '4',
    ['5'] = CODE | WORD | '5',
    ['6'] = WORD | '6',
    ['7'] = WORD | '7',
    ['8'] = WORD | '8',
    ['9'] = WORD | '9',
    ['A'] = LETTERS('a'),
    LETTERS('i'),
    LETTERS('q'),
    WORD | 'y',
    WORD | 'z',
    ['a'] = LETTERS('a'),
    LETTERS('i'),
    LETTERS('q'),
    WORD | 'y',
    WORD | 'z',
};

#undef LETTERS

int fold_byte(const char *text, size_t i, size_t n)
{
    unsigned now = i < n ? plain[(unsigned char)text[i]] : 0;
    unsigned before = i > 0 ? plain[(unsigned char)text[i - 1]] : 0;

    if (now == 0 || (now & (BLANK | CODE) && (before == 0 || before & BLANK)))
        return -1;
    return (int)(now & 0xff);
}

/* Adds one folded byte with its bits; returns it. */
static unsigned add(struct folded *out, unsigned now, unsigned before)
{
    out->bytes[out->used] = (char)now;
    out->starts[out->count] = (uint16_t)out->used;
    out->count += !(now & BLANK) && !(now & before & WORD);
    out->used += !(now & before & BLANK);
    return now;
}

/* Adds bytes that need no second look, as many as there are. */
static unsigned add_plain(struct fold *f, struct folded *out, unsigned before)
{
    const unsigned char *at = (const unsigned char *)f->text + f->at;
    const unsigned char *end = (const unsigned char *)f->text + f->n;
    size_t used = out->used, count = out->count;

    for (; at < end && used < FOLDED_SIZE; at++) {
        unsigned now = plain[*at];

        if (now == 0 || (before & BLANK && now & CODE))
            break;
        out->bytes[used] = (char)now;
        out->starts[count] = (uint16_t)used;
        /* In bits, so that words of any length take the same way. */
        count += ~(now >> BLANK_BIT | (now & before) >> WORD_BIT) & 1;
        used += ~((now & before) >> BLANK_BIT) & 1;
        before = now;
    }
    f->at = (size_t)(at - (const unsigned char *)f->text);
    out->used = used;
    out->count = count;
    return before;
}

bool fold_fill(struct fold *f, struct folded *out)
{
    unsigned before = f->blank ? BLANK : 0;

    if (out->used > 0 && ascii_is_alnum((unsigned char)out->bytes[out->used - 1]))
        before = WORD;
    while (out->used < FOLDED_SIZE) {
        int c;

        if (f->pending_at == f->pending_count)
            before = add_plain(f, out, before);
        if (out->used == FOLDED_SIZE)
            break;
        f->blank = before & BLANK;
        c = fold_next(f);
        if (c < 0)
            return true;
        before = add(out, (unsigned)c | (c == ' ' ? BLANK : ascii_is_alnum(c) ? WORD : 0), before);
    }
    f->blank = before & BLANK;
    return false;
}
