/* JSON: each line is one object, by a strict reader of RFC 8259; nothing unsafe stands raw in it.
 */
#include "world.h"

#include "utf8.h"

struct reader {
    const char *s;
    size_t n, at;
};

static int peek(const struct reader *r)
{
    return r->at < r->n ? (unsigned char)r->s[r->at] : -1;
}

static void want(struct reader *r, int c)
{
    HOLDS(peek(r) == c);
    r->at++;
}

static void blanks(struct reader *r)
{
    while (peek(r) == ' ')
        r->at++;
}

static unsigned hex4(struct reader *r)
{
    unsigned v = 0;

    for (int i = 0; i < 4; i++) {
        int c = peek(r);

        HOLDS((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
        v = v * 16 + (unsigned)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
        r->at++;
    }
    return v;
}

static void escape(struct reader *r)
{
    int c = peek(r);
    unsigned v;

    HOLDS(c > 0 && strchr("\"\\/bfnrtu", c));
    r->at++;
    if (c != 'u')
        return;
    v = hex4(r);
    HOLDS(v < 0xdc00 || v > 0xdfff);
    if (v < 0xd800 || v > 0xdbff)
        return;
    want(r, '\\');
    want(r, 'u');
    v = hex4(r);
    HOLDS(v >= 0xdc00 && v <= 0xdfff);
}

static void string(struct reader *r)
{
    want(r, '"');
    while (peek(r) != '"') {
        struct utf8 c;

        HOLDS(r->at < r->n);
        if (peek(r) == '\\') {
            r->at++;
            escape(r);
            continue;
        }
        c = utf8_decode(r->s + r->at, r->n - r->at);
        HOLDS(c.valid && !utf8_is_unsafe(c.codepoint));
        r->at += c.length;
    }
    r->at++;
}

static void number(struct reader *r)
{
    HOLDS(peek(r) >= '0' && peek(r) <= '9');
    if (peek(r) == '0') {
        r->at++;
        HOLDS(peek(r) < '0' || peek(r) > '9');
    }
    while (peek(r) >= '0' && peek(r) <= '9')
        r->at++;
}

static void literal(struct reader *r, const char *word)
{
    while (*word)
        want(r, *word++);
}

static void value(struct reader *r, int depth);

static void members(struct reader *r, int close, bool named, int depth)
{
    r->at++;
    blanks(r);
    while (peek(r) != close) {
        if (named) {
            string(r);
            blanks(r);
            want(r, ':');
            blanks(r);
        }
        value(r, depth + 1);
        blanks(r);
        if (peek(r) == close)
            break;
        want(r, ',');
        blanks(r);
        HOLDS(peek(r) != close);
    }
    r->at++;
}

static void value(struct reader *r, int depth)
{
    HOLDS(depth < 16);
    switch (peek(r)) {
    case '{':
        members(r, '}', true, depth);
        break;
    case '[':
        members(r, ']', false, depth);
        break;
    case '"':
        string(r);
        break;
    case 'n':
        literal(r, "null");
        break;
    case 't':
        literal(r, "true");
        break;
    case 'f':
        literal(r, "false");
        break;
    default:
        number(r);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reader r = {0};
    bool whole;

    world_run(&render_json, data, size);
    r.s = world_output(&r.n, &whole);
    while (whole && r.at < r.n) {
        HOLDS(peek(&r) == '{');
        value(&r, 0);
        want(&r, '\n');
    }
    world_end();
    return 0;
}
