#include "dialogue.h"

#include "ascii.h"
#include "catalog.h"

#include <string.h>

/* What transcripts put before a line of the client. */
static size_t skip_marker(const char *s, size_t n, bool *marked)
{
    static const char *const markers[] = {"-> ", "~> ", ">>> ", "> ", "C: ", "SMTP>> "};
    size_t i = 0;

    while (i < n && ascii_is_space((unsigned char)s[i]))
        i++;
    *marked = false;
    for (size_t m = 0; m < sizeof markers / sizeof *markers; m++)
        if (ascii_starts(s + i, n - i, markers[m])) {
            *marked = true;
            return i + strlen(markers[m]);
        }
    return i;
}

/* The verb at the start of a line, -1 if there is none. */
static int verb_of(const char *s, size_t n)
{
    size_t word = 0;
    int verb;

    while (word < n && ascii_is_alpha((unsigned char)s[word]))
        word++;
    verb = word ? word_find(LIST_VERB, s, word) : -1;
    if (ascii_equal(s, word, "lhlo", 4))
        verb = VERB_EHLO; /* LMTP's name for it (RFC 2033 s4.1) */
    if (verb == VERB_CONNECT || verb >= VERB_ANY)
        return -1;
    if (word < n && s[word] != ' ' && s[word] != '\r' && s[word] != '\n')
        return -1;
    if (verb == VERB_MAIL)
        return ascii_starts(s, n, "mail from:") ? verb : -1;
    if (verb == VERB_RCPT)
        return ascii_starts(s, n, "rcpt to:") ? verb : -1;
    return verb;
}

static void push(struct dialogue *d, int verb)
{
    if (d->count < DIALOGUE_PENDING)
        d->pending[d->count++] = (unsigned char)verb;
}

bool dialogue_line(struct dialogue *d, const char *s, size_t n)
{
    bool marked;
    size_t from = skip_marker(s, n, &marked);
    int verb = verb_of(s + from, n - from);

    if (verb < 0 && marked && d->count == 0 && from < n && ascii_is_alpha((unsigned char)s[from])) {
        /* A command that no standard knows; within a message or a login it is neither. */
        push(d, VERB_ANY);
        d->client = true;
        return true;
    }
    /* Without a marker a word such as "help" or "Help" is prose, not a command. */
    if (verb < 0 || (!marked && s[from + 1] > 'Z'))
        return false;
    d->client = true;
    push(d, verb);
    return true;
}

static void pop(struct dialogue *d)
{
    if (d->count > 0)
        memmove(d->pending, d->pending + 1, (size_t)--d->count);
}

int dialogue_reply(struct dialogue *d, int code)
{
    bool first = !d->begun;
    int verb;

    d->begun = true;
    if (first && !d->client)
        return code == 220 ? VERB_CONNECT : -1;
    if (d->count == 0)
        return -1;
    verb = d->pending[0];
    if (verb == VERB_AUTH && code == 334)
        return verb; /* the exchange goes on */
    pop(d);
    if (verb == VERB_DATA && code == 354) {
        memmove(d->pending + 1, d->pending,
                (size_t)(d->count < DIALOGUE_PENDING ? d->count : DIALOGUE_PENDING - 1));
        d->pending[0] = VERB_END_OF_DATA;
        d->count += d->count < DIALOGUE_PENDING;
    }
    return verb;
}

static bool has_command(int row, const char *verb)
{
    const char *p = catalog_text(NULL, KIND_REPLY, row, FIELD_COMMANDS);
    size_t n = strlen(verb);

    while (*p) {
        size_t word = strcspn(p, " ");
        if ((word == n && memcmp(p, verb, n) == 0) || (word == 3 && memcmp(p, "any", 3) == 0))
            return true;
        p += word + (p[word] == ' ');
    }
    return false;
}

bool dialogue_is_legal(int verb, int code)
{
    int row = catalog_find_reply(code);

    return catalog_has_answer(word_name(LIST_VERB, verb), code) ||
           catalog_has_answer("any", code) ||
           (row >= 0 && has_command(row, word_name(LIST_VERB, verb)));
}
