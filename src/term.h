/*
 * What the output goes to: its width, whether it shows colour, whether it
 * shows more than ASCII.
 */
#ifndef TERM_H
#define TERM_H

#include <stdbool.h>

#include "out.h"

enum { TERM_WIDTH = 80, TERM_WIDTH_MIN = 20, TERM_WIDTH_MAX = 1000, TERM_PROSE = 100 };

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum style {
    STYLE_PLAIN,
    STYLE_TITLE,
    STYLE_HEADING,
    STYLE_DIM,
    STYLE_GOOD,
    STYLE_GO_ON,
    STYLE_WARN,
    STYLE_BAD
};

struct term {
    int width; /* columns */
    bool color;
    bool ascii; /* the locale has no UTF-8 */
    bool is_terminal;
    bool cuts; /* rows of tables end at the width: on terminals, and where a width was asked for */
};

/* Looks at fd and the environment; width 0 means: find out; utf8 is what the locale says. */
void term_init(struct term *term, int fd, enum color_choice color, int width, bool utf8);

/* The value of the first of LC_ALL, variable, LANG that is set and not empty; "C" if none. */
const char *term_locale(const char *variable);

/* Whether the locale's characters are those of UTF-8. */
bool term_is_utf8(void);

/* Switches to a style, or back to plain; prints nothing without colour. */
void term_style(const struct term *term, struct out *out, enum style style);

/* The style of a severity digit. */
enum style term_severity(int severity);

#endif
