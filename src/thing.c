#include "thing.h"

#include "ascii.h"
#include "catalog.h"
#include "rules.h"

#include <string.h>

static bool is_any_digit(int c)
{
    c = ascii_lower(c);
    return c == 'x' || c == 'y' || c == 'z' || c == '*' || c == '?';
}

/* 4xx, 25x, x5z, 4**: three places, one at least a digit and one at least open. */
static bool parse_code_series(struct thing *t)
{
    int open = 0;

    if (t->length != 3)
        return false;
    for (int i = 0; i < 3; i++) {
        int c = (unsigned char)t->text[i];
        if (ascii_is_digit(c))
            t->digits[i] = (short)(c - '0');
        else if (is_any_digit(c)) {
            t->digits[i] = -1;
            open++;
        } else
            return false;
    }
    return open > 0 && open < 3;
}

/* One part of an enhanced series: a number, or X for any; false when it is neither. */
static bool parse_status_part(const char *s, size_t n, short *value)
{
    int v = 0;

    *value = -1;
    if (n >= 1 && n <= 3 && is_any_digit((unsigned char)s[0])) {
        for (size_t i = 1; i < n; i++)
            if (!is_any_digit((unsigned char)s[i]))
                return false;
        return true;
    }
    if (n < 1 || n > 3)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!ascii_is_digit((unsigned char)s[i]))
            return false;
        v = v * 10 + (s[i] - '0');
    }
    *value = (short)v;
    return true;
}

/* 5.7, X.7, 5.7.x, 4.X.X: two or three parts with the last open. */
static bool parse_status_series(struct thing *t)
{
    const char *s = t->text, *end = t->text + t->length;
    short part[3] = {-1, -1, -1};
    int n = 0;

    for (; n < 3; n++) {
        const char *dot = memchr(s, '.', (size_t)(end - s));
        if (!parse_status_part(s, (size_t)((dot ? dot : end) - s), &part[n]))
            return false;
        if (!dot)
            break;
        s = dot + 1;
    }
    if (n < 1 || n > 2 || part[2] >= 0)
        return false;
    if (part[0] != -1 && part[0] != 2 && part[0] != 4 && part[0] != 5)
        return false;
    if (part[0] == -1 && part[1] == -1)
        return false;
    t->status = (struct status){part[0] < 0 ? 0 : part[0], part[1], -1};
    return true;
}

static bool find_row(struct thing *t, enum kind kind, enum thing_kind as)
{
    t->row = catalog_find(kind, t->text, t->length);
    if (t->row < 0)
        return false;
    t->kind = as;
    return true;
}

static bool parse_code(struct thing *t)
{
    t->code = t->length == 3 ? code_parse(t->text, t->length) : -1;
    if (t->code < 0)
        return false;
    t->kind = THING_CODE;
    t->row = catalog_find_reply(t->code);
    return true;
}

static bool parse_status(struct thing *t)
{
    const char *s = t->text;
    size_t n = t->length;

    if (n > 0 && s[0] == '#') {
        s++;
        n--;
    }
    if (n == 0 || status_parse(s, n, &t->status) != n)
        return false;
    t->kind = THING_ENHANCED;
    t->row = catalog_find_status(&t->status);
    return true;
}

void thing_parse(const char *text, size_t n, struct thing *t)
{
    while (n > 0 && ascii_is_space((unsigned char)text[0])) {
        text++;
        n--;
    }
    while (n > 0 && ascii_is_space((unsigned char)text[n - 1]))
        n--;
    *t = (struct thing){.kind = THING_UNKNOWN,
                        .text = text,
                        .length = n,
                        .row = -1,
                        .code = -1,
                        .digits = {-1, -1, -1},
                        .status = status_none};
    if (parse_code(t) || parse_status(t))
        return;
    if (parse_code_series(t) || parse_status_series(t)) {
        t->kind = THING_SERIES;
        return;
    }
    if (find_row(t, KIND_COMMAND, THING_COMMAND) || find_row(t, KIND_KEYWORD, THING_KEYWORD) ||
        find_row(t, KIND_CAUSE, THING_CAUSE))
        return;
    t->row = rules_find(text, n);
    if (t->row >= 0) {
        t->kind = THING_RULE;
        return;
    }
    if (finder_find_loose(text, n, &t->found))
        t->kind = THING_REPLY;
}
