/* Codes: what is parsed is what was written, and things of the command line. */
#include "world.h"

#include "ascii.h"
#include "cause.h"
#include "explain.h"
#include "status.h"
#include "thing.h"

/* The grammar once more, in the plainest way: class dot subject dot detail, no leading zeros. */
static size_t plain_status(const char *s, size_t n, int part[3])
{
    size_t at = 0;

    for (int p = 0; p < 3; p++) {
        size_t from = at;

        part[p] = 0;
        if (p == 0 && n > 0 && (s[0] == 'X' || s[0] == 'x'))
            at++;
        else
            while (at < n && ascii_is_digit((unsigned char)s[at]) && at - from < 4)
                part[p] = part[p] * 10 + (s[at++] - '0');
        if (at == from || at - from > 3 || (at - from > 1 && s[from] == '0'))
            return 0;
        if (p == 0 && (at != 1 || (part[0] != 0 && part[0] != 2 && part[0] != 4 && part[0] != 5) ||
                       s[0] == '0'))
            return 0;
        if (p < 2 && (at >= n || s[at++] != '.'))
            return 0;
    }
    return at + 1 < n && s[at] == '.' && ascii_is_digit((unsigned char)s[at + 1]) ? 0 : at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    struct status status = status_none, again;
    char text[STATUS_TEXT], near[256];
    size_t taken = status_parse(s, size, &status);
    int part[3], code = code_parse(s, size);
    struct thing thing;

    HOLDS(taken == plain_status(s, size, part));
    if (taken > 0) {
        size_t n = status_format(&status, text);

        HOLDS(status.class == part[0] && status.subject == part[1] && status.detail == part[2]);
        HOLDS(n == taken && n < STATUS_TEXT && ascii_equal(text, n, s, n));
        HOLDS(status_parse(text, n, &again) == n && status_equal(&status, &again));
        cause_of_status(&status, 550);
        catalog_find_status(&status);
    }
    HOLDS((code >= 0) == (size >= 3 && ascii_is_digit(s[0]) && ascii_is_digit(s[1]) &&
                          ascii_is_digit(s[2]) && !(size > 3 && ascii_is_digit(s[3]))));
    if (code >= 0) {
        struct verdict v = cause_of_code(code);

        HOLDS(v.cause < CAUSE_COUNT && v.fixer < FIXER_COUNT && v.retry < RETRY_COUNT);
        HOLDS(!code_is_legal(code) || (s[0] >= '2' && s[0] <= '5' && s[1] <= '5'));
        if (cause_unsquash(code, &again))
            HOLDS(status_format(&again, text) == 5);
    }
    thing_parse(s, size, &thing);
    HOLDS(thing.kind <= THING_UNKNOWN);
    /* Slow, so not each time. */
    if (size > 1 && size < 12 && s[0] % 8 == 3 && s[1] % 8 == 2) {
        explain_near(&thing, near, sizeof near);
        HOLDS(strlen(near) < sizeof near);
    }
    return 0;
}
