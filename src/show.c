#include "show.h"

#include "utf8.h"

#include <string.h>

/* ASCII stand-ins for the typography that texts of the tables use. */
static const struct {
    uint32_t codepoint;
    const char *ascii;
} plain[] = {
    {0x00a0, " "},  {0x00ab, "<<"}, {0x00b7, "-"}, {0x00bb, ">>"},  {0x00d7, "x"},  {0x2010, "-"},
    {0x2011, "-"},  {0x2013, "-"},  {0x2014, "-"}, {0x2018, "'"},   {0x2019, "'"},  {0x201c, "\""},
    {0x201d, "\""}, {0x201e, "\""}, {0x2022, "*"}, {0x2026, "..."}, {0x2190, "<-"}, {0x2192, "->"},
    {0x21b3, "->"}, {0x2502, "|"},  {0x2500, "-"}, {0x2588, "#"},   {0x3001, ","},  {0x3002, "."},
    {0xff01, "!"},  {0xff08, "("},  {0xff09, ")"}, {0xff0c, ","},   {0xff1a, ":"},  {0xff1b, ";"},
    {0xff1f, "?"},
};

static void set_text(struct shown *shown, const char *text)
{
    shown->length = shown->columns = (unsigned)strlen(text);
    memcpy(shown->bytes, text, shown->length);
}

static char hex_digit(unsigned v)
{
    return "0123456789abcdef"[v & 15];
}

static void set_byte_escape(struct shown *shown, unsigned byte)
{
    char text[] = "\\x00";

    text[2] = hex_digit(byte >> 4);
    text[3] = hex_digit(byte);
    set_text(shown, text);
}

static void set_codepoint_escape(struct shown *shown, uint32_t c)
{
    char text[16] = "\\u{";
    unsigned n = 3;

    for (int shift = c > 0xffff ? 20 : 12; shift >= 0; shift -= 4)
        text[n++] = hex_digit(c >> shift);
    text[n++] = '}';
    text[n] = '\0';
    set_text(shown, text);
}

static const char *ascii_stand_in(uint32_t c)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (plain[i].codepoint == c)
            return plain[i].ascii;
    return "?";
}

struct shown show_next(const char *s, size_t n, bool ascii)
{
    struct utf8 c = utf8_decode(s, n);
    struct shown shown = {.taken = c.length};

    if (!c.valid || c.codepoint < 0x20 || (c.codepoint >= 0x7f && c.codepoint <= 0x9f)) {
        set_byte_escape(&shown, c.valid ? (unsigned)c.codepoint : (unsigned char)s[0]);
    } else if (utf8_is_unsafe(c.codepoint)) {
        set_codepoint_escape(&shown, c.codepoint);
    } else if (ascii && c.codepoint >= 0x80) {
        set_text(&shown, ascii_stand_in(c.codepoint));
    } else {
        memcpy(shown.bytes, s, c.length);
        shown.length = c.length;
        shown.columns = (unsigned)utf8_width(c.codepoint);
    }
    return shown;
}

/* Bytes of plain ASCII at the start, shown as they are, one column each. */
static size_t plain_run(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && s[i] >= ' ' && s[i] <= '~')
        i++;
    return i;
}

size_t show_columns(const char *s, size_t n, bool ascii)
{
    size_t columns = 0;

    for (size_t i = 0; i < n;) {
        size_t run = plain_run(s + i, n - i);
        struct shown c;

        columns += run;
        i += run;
        if (i == n)
            break;
        c = show_next(s + i, n - i, ascii);
        columns += c.columns;
        i += c.taken;
    }
    return columns;
}

void show_text(struct out *out, const char *s, size_t n, bool ascii)
{
    for (size_t i = 0; i < n;) {
        size_t run = plain_run(s + i, n - i);
        struct shown c;

        out_bytes(out, s + i, run);
        i += run;
        if (i == n)
            break;
        c = show_next(s + i, n - i, ascii);
        out_bytes(out, c.bytes, c.length);
        i += c.taken;
    }
}

size_t show_cut(struct out *out, const char *s, size_t n, size_t width, bool ascii)
{
    size_t columns = 0;

    if (show_columns(s, n, ascii) <= width) {
        show_text(out, s, n, ascii);
        return show_columns(s, n, ascii);
    }
    for (size_t i = 0; i < n;) {
        struct shown c = show_next(s + i, n - i, ascii);
        if (columns + c.columns + 3 > width)
            break;
        out_bytes(out, c.bytes, c.length);
        columns += c.columns;
        i += c.taken;
    }
    for (int dot = 0; dot < 3 && columns < width; dot++, columns++)
        out_char(out, '.');
    return columns;
}

/* Scripts that are written without blanks: a line may end behind any character. */
static bool breaks_anywhere(uint32_t c)
{
    return utf8_width(c) == 2 || (c >= 0x0e00 && c <= 0x0e7f);
}

static bool is_in(uint32_t c, const uint32_t *set)
{
    while (*set)
        if (*set++ == c)
            return true;
    return false;
}

/* Kinsoku: what may not begin a line, and what may not end one. */
static bool no_line_start(uint32_t c)
{
    static const uint32_t set[] = {0x3001, 0x3002, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff01,
                                   0xff1f, 0xff09, 0x300d, 0x300f, 0x300b, 0x3011, 0x2019,
                                   0x201d, 0x30fc, ')',    ',',    '.',    ';',    ':',
                                   '!',    '?',    ']',    '%',    0x2026, 0};
    return is_in(c, set) || utf8_width(c) == 0;
}

static bool no_line_end(uint32_t c)
{
    static const uint32_t set[] = {0xff08, 0x300c, 0x300e, 0x300a, 0x3010,
                                   0x2018, 0x201c, '(',    '[',    0};
    return is_in(c, set);
}

static bool may_break(uint32_t before, uint32_t after)
{
    if (after == ' ')
        return before != ' ';
    if (before < 0x80 && after < 0x80)
        return false;
    return (breaks_anywhere(before) || breaks_anywhere(after)) && before != ' ' &&
           !no_line_start(after) && !no_line_end(before);
}

/* Bytes of the longest line that fits, blanks at its end not counted. */
static size_t fitting(const char *s, size_t n, size_t width, bool ascii)
{
    size_t columns = 0, at = 0, best = 0;
    uint32_t before = 0;

    while (at < n) {
        unsigned char first = (unsigned char)s[at];
        struct shown c = {.columns = 1, .taken = 1};
        uint32_t codepoint = first;

        if (first < ' ' || first > '~') {
            c = show_next(s + at, n - at, ascii);
            codepoint = utf8_decode(s + at, n - at).codepoint;
        }
        if (at > 0 && may_break(before, codepoint))
            best = at;
        if (columns + c.columns > width)
            return best ? best : at ? at : c.taken;
        columns += c.columns;
        at += c.taken;
        before = codepoint;
    }
    return n;
}

bool show_wrap(const char **s, size_t *n, size_t width, bool ascii, const char **line,
               size_t *length)
{
    size_t len;

    while (*n > 0 && **s == ' ') {
        ++*s;
        --*n;
    }
    if (*n == 0)
        return false;
    len = fitting(*s, *n, width, ascii);
    *line = *s;
    *s += len;
    *n -= len;
    while (len > 0 && (*line)[len - 1] == ' ')
        len--;
    *length = len;
    return true;
}
