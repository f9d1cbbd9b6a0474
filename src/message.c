#include "message.h"

#include "progress.h"

#include "show.h"
#include "term.h"
#include "utf8.h"

#include <string.h>
#include <unistd.h>

enum { QUOTED_MAX = 60 };

struct message message_start(char *text, size_t size)
{
    text[0] = '\0';
    return (struct message){.text = text, .size = size};
}

static void add_bytes(struct message *m, const char *s, size_t n)
{
    size_t room = m->size - m->used - 1;

    if (n > room) {
        n = room;
        while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
            n--; /* half a character would be none */
    }
    memcpy(m->text + m->used, s, n);
    m->used += n;
    m->text[m->used] = '\0';
}

void message_add(struct message *m, const char *text)
{
    add_bytes(m, text, strlen(text));
}

/* Text of ui.rec, in ASCII where the locale has nothing else and the language can do with it. */
static void add_ui(struct message *m, const char *s, size_t n)
{
    bool ascii = !term_is_utf8() && catalog_is_latin(m->catalog);

    while (n > 0) {
        struct shown c = show_next(s, n, ascii);

        add_bytes(m, c.bytes, c.length);
        s += c.taken;
        n -= c.taken;
    }
}

void message_ui(struct message *m, const char *id)
{
    const char *text = catalog_ui(m->catalog, id);

    add_ui(m, text, strlen(text));
}

void message_word(struct message *m, const char *word)
{
    char id[64] = "word-";
    size_t n = strlen(word);
    const char *text;

    if (n >= sizeof id - 5)
        return;
    memcpy(id + 5, word, n + 1);
    text = catalog_ui(m->catalog, id);
    text = text == id ? word : text;
    add_ui(m, text, strlen(text));
}

void message_number(struct message *m, unsigned long long number)
{
    char digits[24];
    size_t n = sizeof digits;

    do
        digits[--n] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    add_bytes(m, digits + n, sizeof digits - n);
}

/* Adds a message of ui.rec up to its {}, and keeps what stands behind. */
static void add_until_gap(struct message *m, const char *text)
{
    const char *gap = strstr(text, "{}");

    add_ui(m, text, gap ? (size_t)(gap - text) : strlen(text));
    m->rest = gap ? gap + 2 : NULL;
}

struct message message_say(char *text, size_t size, const struct catalog *catalog, const char *id)
{
    struct message m = message_start(text, size);

    m.catalog = catalog;
    add_until_gap(&m, catalog_ui(catalog, id));
    return m;
}

void message_fill(struct message *m)
{
    if (m->rest)
        add_until_gap(m, m->rest);
}

/* Bytes that may be shown as they are; 0 when the first has to be escaped. */
static size_t plain_at(const char *text, size_t n, bool utf8)
{
    struct utf8 c = utf8_decode(text, n);

    if (!c.valid || utf8_is_unsafe(c.codepoint) || (c.codepoint >= 0x80 && !utf8))
        return 0;
    return c.length;
}

/* Adds what fits of the characters that begin in the first most bytes; returns the bytes taken. */
static size_t add_escaped(struct message *m, const char *text, size_t n, size_t most)
{
    static const char hex[] = "0123456789abcdef";
    bool utf8 = term_is_utf8();
    size_t i = 0;

    while (i < n && i < most) {
        unsigned char c = (unsigned char)text[i];
        char escape[4] = {'\\', 'x', hex[c >> 4], hex[c & 15]};
        size_t plain = plain_at(text + i, n - i, utf8);

        if ((plain ? plain : sizeof escape) > m->size - m->used - 1)
            break;
        if (plain > 0)
            add_bytes(m, text + i, plain);
        else
            add_bytes(m, escape, sizeof escape);
        i += plain ? plain : 1;
    }
    return i;
}

void message_escape(struct message *m, const char *text, size_t n)
{
    add_escaped(m, text, n, n);
}

void message_quote(struct message *m, const char *text, size_t n)
{
    add_bytes(m, "'", 1);
    message_add(m, add_escaped(m, text, n, QUOTED_MAX) < n ? "...'" : "'");
}

void message_suggest(struct message *m, const char *dashes, const char *word)
{
    while (m->rest)
        message_fill(m);
    if (!word)
        return;
    add_until_gap(m, catalog_ui(m->catalog, "error-suggest"));
    message_add(m, dashes);
    message_add(m, word);
    message_fill(m);
}

void message_print(const char *text)
{
    char line[640];
    struct message m = message_start(line, sizeof line - 1);

    message_add(&m, "smtpcode: ");
    message_add(&m, text);
    line[m.used] = '\n';
    progress_erase();
    if (write(STDERR_FILENO, line, m.used + 1) < 0)
        return; /* nowhere left to complain */
}

void message_tell(const struct catalog *catalog, const char *id)
{
    char text[512];

    message_say(text, sizeof text, catalog, id);
    message_print(text);
}

/* `'name': `, the name of a file, "-" being standard input. */
static void add_name(struct message *m, const char *name)
{
    if (strcmp(name, "-") == 0)
        message_add(m, "standard input");
    else
        message_quote(m, name, strlen(name));
    message_add(m, ": ");
}

void message_about(const struct catalog *catalog, const char *name, const char *id)
{
    char text[512];
    struct message m = message_start(text, sizeof text);

    m.catalog = catalog;
    add_name(&m, name);
    message_ui(&m, id);
    message_print(text);
}

void message_file(const char *name, int error)
{
    char text[512];
    struct message m = message_start(text, sizeof text);

    add_name(&m, name);
    message_add(&m, strerror(error));
    message_print(text);
}
