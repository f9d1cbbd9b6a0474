#include "message.h"

#include "ascii.h"

#include <string.h>
#include <unistd.h>

enum { QUOTED_MAX = 60 };

struct message message_start(char *text, size_t size)
{
    text[0] = '\0';
    return (struct message){text, size, 0};
}

static void add_bytes(struct message *m, const char *s, size_t n)
{
    if (n > m->size - m->used - 1)
        n = m->size - m->used - 1;
    memcpy(m->text + m->used, s, n);
    m->used += n;
    m->text[m->used] = '\0';
}

void message_add(struct message *m, const char *text)
{
    add_bytes(m, text, strlen(text));
}

void message_quote(struct message *m, const char *text, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    size_t shown = n < QUOTED_MAX ? n : QUOTED_MAX;

    add_bytes(m, "'", 1);
    for (size_t i = 0; i < shown; i++) {
        unsigned char c = (unsigned char)text[i];
        char escape[4] = {'\\', 'x', hex[c >> 4], hex[c & 15]};

        if (ascii_is_control(c) || c >= 0x80)
            add_bytes(m, escape, sizeof escape);
        else
            add_bytes(m, text + i, 1);
    }
    message_add(m, shown < n ? "...'" : "'");
}

void message_suggest(struct message *m, const char *dashes, const char *word)
{
    if (!word)
        return;
    message_add(m, "; did you mean '");
    message_add(m, dashes);
    message_add(m, word);
    message_add(m, "'?");
}

void message_print(const char *text)
{
    char line[640];
    struct message m = message_start(line, sizeof line - 1);

    message_add(&m, "smtpcode: ");
    message_add(&m, text);
    line[m.used] = '\n';
    if (write(STDERR_FILENO, line, m.used + 1) < 0)
        return; /* nowhere left to complain */
}

void message_about(const char *name, const char *what)
{
    char text[512];
    struct message m = message_start(text, sizeof text);

    if (strcmp(name, "-") == 0)
        message_add(&m, "standard input");
    else
        message_quote(&m, name, strlen(name));
    message_add(&m, ": ");
    message_add(&m, what);
    message_print(text);
}

void message_file(const char *name, int error)
{
    message_about(name, strerror(error));
}
