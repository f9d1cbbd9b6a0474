#include "status.h"

#include "ascii.h"

static size_t parse_part(const char *s, size_t n, short *value)
{
    size_t i = 0;
    int v = 0;

    while (i < n && i < 3 && ascii_is_digit((unsigned char)s[i]))
        v = v * 10 + (s[i++] - '0');
    if (i == 0 || (i < n && ascii_is_digit((unsigned char)s[i])) || (i > 1 && s[0] == '0'))
        return 0;
    *value = (short)v;
    return i;
}

size_t status_parse(const char *s, size_t n, struct status *status)
{
    struct status st;
    size_t at = 2, len;

    if (n < 5 || s[1] != '.')
        return 0;
    if (s[0] == 'X' || s[0] == 'x')
        st.class = 0;
    else if (s[0] == '2' || s[0] == '4' || s[0] == '5')
        st.class = (short)(s[0] - '0');
    else
        return 0;
    len = parse_part(s + at, n - at, &st.subject);
    at += len;
    if (len == 0 || at >= n || s[at] != '.')
        return 0;
    at++;
    len = parse_part(s + at, n - at, &st.detail);
    at += len;
    if (len == 0 || (at + 1 < n && s[at] == '.' && ascii_is_digit((unsigned char)s[at + 1])))
        return 0;
    *status = st;
    return at;
}

static size_t format_part(char *text, int value)
{
    size_t n = 0;

    if (value < 0) {
        text[0] = 'X';
        return 1;
    }
    if (value >= 100)
        text[n++] = (char)('0' + value / 100);
    if (value >= 10)
        text[n++] = (char)('0' + value / 10 % 10);
    text[n++] = (char)('0' + value % 10);
    return n;
}

size_t status_format(const struct status *st, char text[STATUS_TEXT])
{
    size_t n = 0;

    text[n++] = st->class > 0 ? (char)('0' + st->class) : 'X';
    text[n++] = '.';
    n += format_part(text + n, st->subject);
    text[n++] = '.';
    n += format_part(text + n, st->detail);
    text[n] = '\0';
    return n;
}

bool status_equal(const struct status *a, const struct status *b)
{
    return a->class == b->class && a->subject == b->subject && a->detail == b->detail;
}

int code_parse(const char *s, size_t n)
{
    for (size_t i = 0; i < 3; i++)
        if (i >= n || !ascii_is_digit((unsigned char)s[i]))
            return -1;
    if (n > 3 && ascii_is_digit((unsigned char)s[3]))
        return -1;
    return (s[0] - '0') * 100 + (s[1] - '0') * 10 + (s[2] - '0');
}

void code_format(int code, char text[4])
{
    text[0] = (char)('0' + code / 100);
    text[1] = (char)('0' + code / 10 % 10);
    text[2] = (char)('0' + code % 10);
    text[3] = '\0';
}

bool code_is_legal(int code)
{
    return code >= 200 && code < 600 && code / 10 % 10 <= 5;
}
