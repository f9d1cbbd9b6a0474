/*
 * HTML: by a strict reader.  Tags are of a short list, closed in order, their
 * attributes quoted; every `&` begins an entity; no script, no event handler,
 * no link but https and to a place on the page.
 */
#include "world.h"

#include "ascii.h"

enum { DEPTH = 32, NAME = 12 };

struct reader {
    const char *s;
    size_t n, at;
    char open[DEPTH][NAME + 1];
    int depth;
};

static int peek(const struct reader *r)
{
    return r->at < r->n ? (unsigned char)r->s[r->at] : -1;
}

static bool next_is(const struct reader *r, const char *word)
{
    size_t n = strlen(word);

    return n <= r->n - r->at && memcmp(r->s + r->at, word, n) == 0;
}

static void name_of(struct reader *r, char name[NAME + 1])
{
    size_t n = 0;

    while (ascii_is_alnum(peek(r)) || peek(r) == '-') {
        HOLDS(n < NAME);
        name[n++] = r->s[r->at++];
    }
    HOLDS(n > 0);
    name[n] = '\0';
}

static void entity(struct reader *r)
{
    static const char *const known[] = {"&lt;",    "&gt;",   "&amp;",    "&quot;",
                                        "&#39;",   "&nbsp;", "&middot;", "&mdash;",
                                        "&ndash;", "&rarr;", "&larr;",   "&hellip;"};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (next_is(r, known[i])) {
            r->at += strlen(known[i]);
            return;
        }
    fprintf(stderr, "%.20s\n", r->s + r->at);
    HOLDS(!"an entity that we do not write");
}

static void attributes(struct reader *r)
{
    while (peek(r) == ' ') {
        char name[NAME + 1];
        size_t from;

        r->at++;
        name_of(r, name);
        HOLDS(strncmp(name, "on", 2) != 0);
        if (peek(r) != '=')
            continue;
        r->at++;
        HOLDS(peek(r) == '"');
        from = ++r->at;
        while (peek(r) != '"') {
            HOLDS(peek(r) > 0 && peek(r) != '<');
            if (peek(r) == '&')
                entity(r);
            else
                r->at++;
        }
        if (strcmp(name, "href") == 0 || strcmp(name, "src") == 0)
            HOLDS(memcmp(r->s + from, "https://", 8) == 0 || r->s[from] == '#' ||
                  memcmp(r->s + from, "http://", 7) == 0 ||
                  memcmp(r->s + from, "data:,\"", 7) == 0);
        r->at++;
    }
}

static bool is_one_of(const char *name, const char *const *names)
{
    while (*names)
        if (strcmp(name, *names++) == 0)
            return true;
    return false;
}

static void tag(struct reader *r)
{
    static const char *const empty[] = {"meta", "link", "br", "hr", "wbr", "input", "col", NULL};
    static const char *const none[] = {"script", "iframe", "object", "embed", "img", "svg", NULL};
    char name[NAME + 1];
    bool closing;

    if (next_is(r, "<!DOCTYPE html>")) {
        HOLDS(r->at == 0);
        r->at += 15;
        return;
    }
    r->at++;
    closing = peek(r) == '/';
    r->at += closing;
    name_of(r, name);
    HOLDS(!is_one_of(name, none));
    if (closing) {
        HOLDS(r->depth > 0 && strcmp(r->open[r->depth - 1], name) == 0);
        r->depth--;
    } else {
        attributes(r);
        if (!is_one_of(name, empty)) {
            HOLDS(r->depth < DEPTH);
            strcpy(r->open[r->depth++], name);
        }
    }
    HOLDS(peek(r) == '>');
    r->at++;
    if (!closing && strcmp(name, "style") == 0)
        while (!next_is(r, "</style>")) {
            HOLDS(r->at < r->n);
            r->at++;
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reader r = {0};
    bool whole;

    world_run(&render_html, data, size);
    r.s = world_output(&r.n, &whole);
    HOLDS(!whole || is_clean(r.s, r.n));
    while (whole && r.at < r.n) {
        if (peek(&r) == '<')
            tag(&r);
        else if (peek(&r) == '&')
            entity(&r);
        else
            r.at++;
    }
    HOLDS(!whole || r.depth == 0);
    world_end();
    return 0;
}
