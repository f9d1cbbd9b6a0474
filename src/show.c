#include "show.h"

#include "ascii.h"
#include "utf8.h"

#include <string.h>

/* ASCII stand-ins for the typography that texts of the tables use. */
static const struct {
    uint32_t codepoint;
    const char *ascii;
} plain[] = {
    {0x00a0, " "},   {0x00c6, "AE"}, {0x00df, "ss"}, {0x00e6, "ae"}, {0x0152, "OE"}, {0x01a0, "O"},
    {0x01a1, "o"},   {0x01af, "U"},  {0x01b0, "u"},  {0x0153, "oe"}, {0x00ab, "<<"}, {0x00b7, "-"},
    {0x00bb, ">>"},  {0x00d7, "x"},  {0x2010, "-"},  {0x2011, "-"},  {0x2013, "-"},  {0x2014, "-"},
    {0x2018, "'"},   {0x2019, "'"},  {0x201c, "\""}, {0x201d, "\""}, {0x201e, "\""}, {0x2022, "*"},
    {0x2026, "..."}, {0x2190, "<-"}, {0x2192, "->"}, {0x21b3, "->"}, {0x2502, "|"},  {0x2500, "-"},
    {0x2588, "#"},   {0x3001, ","},  {0x3002, "."},  {0xff01, "!"},  {0xff08, "("},  {0xff09, ")"},
    {0xff0c, ","},   {0xff1a, ":"},  {0xff1b, ";"},  {0xff1f, "?"},
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

/* A Latin letter without its marks, "?" for what is none. */
static char latin_stand_in(uint32_t c)
{
    static const char letters[] = /* U+00C0 to U+017F */
        "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
        "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
    static const char vietnamese[] = /* U+1EA0 to U+1EF9 */
        "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOo"
        "OoOoUuUuUuUuUuUuUuYyYyYyYy";

    if (c >= 0xc0 && c < 0xc0 + sizeof letters - 1)
        return letters[c - 0xc0];
    if (c >= 0x1ea0 && c < 0x1ea0 + sizeof vietnamese - 1)
        return vietnamese[c - 0x1ea0];
    return '?';
}

static void set_stand_in(struct shown *shown, uint32_t c)
{
    char letter[2] = {latin_stand_in(c)};

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (plain[i].codepoint == c) {
            set_text(shown, plain[i].ascii);
            return;
        }
    set_text(shown, utf8_width(c) > 0 ? letter : "");
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
        set_stand_in(&shown, c.codepoint);
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
    return ascii_printable(s, n, '\0', '\0');
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

/* Hangul is written with blanks between words, which are kept whole. */
static bool is_hangul(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3131 && c <= 0x318e) ||
           (c >= 0xa960 && c <= 0xa97c) || (c >= 0xac00 && c <= 0xd7fb);
}

static bool is_thai(uint32_t c)
{
    return c >= 0x0e01 && c <= 0x0e5b;
}

/* Scripts that are written without blanks: a line may end behind any character. */
static bool breaks_anywhere(uint32_t c)
{
    return (utf8_width(c) == 2 && !is_hangul(c)) || is_thai(c);
}

static bool is_in(uint32_t c, const uint16_t *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == c)
            return true;
    return false;
}

#define IS_IN(c, set) is_in(c, set, sizeof(set) / sizeof *(set))

/*
 * What may not begin a line (kinsoku; JIS X 4051, GB/T 15834): closing marks,
 * small kana, marks of length and repetition; Thai vowels that belong to the
 * consonant before them; and marks that combine.
 */
static bool no_line_start(uint32_t c)
{
    static const uint16_t set[] = {
        '!',    '%',    ')',    ',',    '.',    ':',    ';',    '?',    ']',    '}',    0x00b0,
        0x00bb, 0x2010, 0x2013, 0x2014, 0x2019, 0x201d, 0x2026, 0x2030, 0x2032, 0x2033, 0x203c,
        0x2047, 0x2048, 0x2049, 0x2103, 0x3001, 0x3002, 0x3005, 0x3009, 0x300b, 0x300d, 0x300f,
        0x3011, 0x3015, 0x3017, 0x3019, 0x301b, 0x301c, 0x301f, 0x303b, 0x3041, 0x3043, 0x3045,
        0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308e, 0x3095, 0x3096, 0x309b, 0x309c,
        0x309d, 0x309e, 0x30a0, 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30c3, 0x30e3, 0x30e5,
        0x30e7, 0x30ee, 0x30f5, 0x30f6, 0x30fb, 0x30fc, 0x30fd, 0x30fe, 0xff01, 0xff05, 0xff09,
        0xff0c, 0xff0e, 0xff0f, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d, 0xff5e, 0xff60, 0xff61,
        0xff63, 0xff64, 0xff65, 0x0e2f, 0x0e30, 0x0e32, 0x0e33, 0x0e45, 0x0e46,
    };

    return IS_IN(c, set) || utf8_width(c) == 0;
}

/* What may not end one: opening marks, and Thai vowels that stand before their consonant. */
static bool no_line_end(uint32_t c)
{
    static const uint16_t set[] = {
        '#',    '(',    '[',    '{',    '$',    0x00ab, 0x2018, 0x201c, 0x3008, 0x300a,
        0x300c, 0x300e, 0x3010, 0x3014, 0x3016, 0x3018, 0x301a, 0x301d, 0xff04, 0xff08,
        0xff3b, 0xff5b, 0xff5f, 0xff62, 0xffe5, 0x0e40, 0x0e41, 0x0e42, 0x0e43, 0x0e44,
    };

    return IS_IN(c, set);
}

/*
 * Thai has no blanks between words, and where they end only a dictionary knows.
 * These are ends of syllables for certain: before a vowel that stands before
 * its consonant, and behind SARA A, SARA AM and the marks of abbreviation and
 * repetition.
 */
static bool is_syllable_end(uint32_t before, uint32_t after)
{
    return (after >= 0x0e40 && after <= 0x0e44) || before == 0x0e30 || before == 0x0e33 ||
           before == 0x0e2f || before == 0x0e46;
}

static bool may_break(uint32_t before, uint32_t after)
{
    if (after == ' ')
        return before != ' ';
    if (before < 0x80 && after < 0x80)
        return false;
    if (is_thai(before) && is_thai(after) && !is_syllable_end(before, after))
        return false;
    return (breaks_anywhere(before) || breaks_anywhere(after)) && before != ' ' &&
           !no_line_start(after) && !no_line_end(before);
}

size_t show_word(const char *s, size_t n, bool ascii)
{
    size_t columns = 0, at = 0;
    uint32_t before = 0;

    /* Letters of ASCII and the blank behind them, most of the time. */
    while (at < n && s[at] > ' ' && s[at] <= '~')
        before = (unsigned char)s[at++];
    if (at == n || (at > 0 && s[at] == ' '))
        return at;
    columns = at;
    while (at < n) {
        struct shown c;
        uint32_t codepoint;

        c = show_next(s + at, n - at, ascii);
        codepoint = utf8_decode(s + at, n - at).codepoint;
        if (at > 0 && may_break(before, codepoint))
            break;
        columns += c.columns;
        at += c.taken;
        before = codepoint;
    }
    return columns;
}

/* The same for n bytes of plain ASCII, one more than the width at most. */
static size_t fitting_plain(const char *s, size_t n, size_t width)
{
    if (n <= width)
        return n;
    for (size_t at = width; at > 0; at--)
        if (s[at] == ' ' && s[at - 1] != ' ')
            return at;
    return width > 0 ? width : 1;
}

/* Bytes of the longest line that fits, blanks at its end not counted. */
static size_t fitting(const char *s, size_t n, size_t width, bool ascii)
{
    size_t columns = 0, at = 0, best = 0, blank = 0, enough = n <= width ? n : width + 1;
    uint32_t before = 0;

    if (plain_run(s, enough) == enough)
        return fitting_plain(s, enough, width);
    while (at < n) {
        unsigned char first = (unsigned char)s[at];
        struct shown c = {.columns = 1, .taken = 1};
        uint32_t codepoint = first;

        if (first < ' ' || first > '~') {
            c = show_next(s + at, n - at, ascii);
            codepoint = utf8_decode(s + at, n - at).codepoint;
        }
        if (at > 0 && may_break(before, codepoint)) {
            best = at;
            /* Thai has blanks between phrases: one that is not far is better than a syllable. */
            if (codepoint == ' ' && columns * 3 >= width * 2)
                blank = at;
        }
        if (columns + c.columns > width) {
            if (blank && is_thai(utf8_decode(s + best, n - best).codepoint))
                best = blank;
            return best ? best : at ? at : c.taken;
        }
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
