#include "term.h"

#include "ascii.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

const char *term_locale(const char *variable)
{
    const char *const names[] = {"LC_ALL", variable, "LANG"};

    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "C";
}

bool term_is_utf8(void)
{
    const char *locale = term_locale("LC_CTYPE"), *dot = strchr(locale, '.');

    return dot && (ascii_starts(dot + 1, strlen(dot + 1), "utf-8") ||
                   ascii_starts(dot + 1, strlen(dot + 1), "utf8"));
}

static int terminal_width(int fd)
{
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= TERM_WIDTH_MIN)
        return size.ws_col;
    return TERM_WIDTH;
}

static bool wants_color(void)
{
    const char *no_color = getenv("NO_COLOR"), *name = getenv("TERM");

    return !(no_color && *no_color) && name && strcmp(name, "dumb") != 0;
}

void term_init(struct term *term, int fd, enum color_choice color, int width, bool utf8)
{
    term->is_terminal = isatty(fd);
    term->width = width ? width : term->is_terminal ? terminal_width(fd) : TERM_WIDTH;
    term->cuts = term->is_terminal || width;
    term->color =
        color == COLOR_ALWAYS || (color == COLOR_AUTO && term->is_terminal && wants_color());
    term->ascii = !utf8;
}

void term_style(const struct term *term, struct out *out, enum style style)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "\033[0m",   [STYLE_TITLE] = "\033[1m",  [STYLE_HEADING] = "\033[1m",
        [STYLE_DIM] = "\033[2m",     [STYLE_GOOD] = "\033[32m",  [STYLE_GO_ON] = "\033[36m",
        [STYLE_WARN] = "\033[1;33m", [STYLE_BAD] = "\033[1;31m",
    };

    if (term->color)
        out_text(out, codes[style]);
}

enum style term_severity(int severity)
{
    static const enum style styles[] = {STYLE_DIM,   STYLE_DIM,  STYLE_GOOD,
                                        STYLE_GO_ON, STYLE_WARN, STYLE_BAD};

    return severity >= 0 && severity <= 5 ? styles[severity] : STYLE_DIM;
}
