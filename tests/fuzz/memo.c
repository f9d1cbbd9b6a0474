/*
 * The memo: a reply and the same reply with other names get the judgements they
 * would get alone.  The first byte chooses the names.
 */
#include "world.h"

#include "ascii.h"
#include "cause.h"
#include "finder.h"
#include "memo.h"

enum { LINE = 4096, VARIANTS = 4 };

static struct memo memo;

static void check_known(const struct found *f)
{
    struct judgement alone, known;

    cause_judge(f, NULL, &alone);
    cause_judge(f, &memo, &known);
    HOLDS(alone.verdict.cause == known.verdict.cause &&
          alone.verdict.fixer == known.verdict.fixer && alone.verdict.retry == known.verdict.retry);
    HOLDS(alone.rule == known.rule && alone.proof == known.proof &&
          alone.warnings == known.warnings);
    HOLDS(alone.match == known.match && alone.match_len == known.match_len);
}

static void check_line(const char *line, size_t n)
{
    struct found found;

    if (finder_find(line, n, &found))
        check_known(&found);
    if (finder_find_loose(line, n, &found))
        check_known(&found);
}

static bool is_part(char c)
{
    return ascii_is_alnum((unsigned char)c) || (c && strchr("+-.@", c));
}

/* Writes another name for one of n bytes, and returns its length. */
static size_t rename_to(char *to, const char *name, size_t n, unsigned choice)
{
    static const char *const names[] = {"x1",         "user@mail.example", "spam7", "5.7.606",
                                        "192.0.2.77", "mailbox4full",      "9",     "s3150"};
    const char *other = names[choice / 8 % 8];

    switch (choice % 8) {
    case 0: /* as it is */
        memcpy(to, name, n);
        return n;
    case 1: /* another begins before it, or goes on behind it */
    case 2:
        memcpy(to + (choice % 8 == 1 ? strlen(other) : 0), name, n);
        memcpy(to + (choice % 8 == 1 ? 0 : n), other, strlen(other));
        return n + strlen(other);
    case 3:
    case 4:
        memcpy(to, other, strlen(other));
        return strlen(other);
    default: /* other digits */
        for (size_t i = 0; i < n; i++)
            to[i] = ascii_is_digit((unsigned char)name[i])
                        ? (char)('0' + (name[i] - '0' + choice / 8) % 10)
                        : name[i];
        return n;
    }
}

/* Copies a line with other names in it, and returns its length. */
static size_t vary(char *to, const char *line, size_t n, unsigned choice)
{
    size_t length = 0;

    for (size_t i = 0, stop; i < n && length + 2 * n + 64 < LINE; i = stop) {
        bool marked = false;

        for (stop = i; stop < n && is_part(line[stop]); stop++)
            marked |= ascii_is_digit((unsigned char)line[stop]) || line[stop] == '@';
        if (marked && i > 0) {
            choice = choice * 37 + 11;
            length += rename_to(to + length, line + i, stop - i, choice);
        } else {
            memcpy(to + length, line + i, stop - i);
            length += stop - i;
        }
        if (stop < n)
            to[length++] = line[stop++];
    }
    return length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes bytes = {data, size};
    unsigned choice = take_byte(&bytes);
    const char *line = (const char *)bytes.at;
    char other[LINE];

    memset(&memo, 0, sizeof memo);
    check_line(line, bytes.left);
    for (unsigned i = 0; i < VARIANTS; i++)
        check_line(other, vary(other, line, bytes.left, choice * VARIANTS + i));
    check_line(line, bytes.left);
    return 0;
}
