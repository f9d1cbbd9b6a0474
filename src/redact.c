#include "redact.h"

#include "ascii.h"

#include <stdbool.h>
#include <string.h>

/* Longer runs are no address and no queue id; looking further would take quadratic time. */
enum { IPV6_MAX = 64, ID_MAX = 128 };

struct writer {
    char *out;
    size_t used, size;
};

static void put(struct writer *w, const char *s, size_t n)
{
    if (n > w->size - w->used)
        n = w->size - w->used;
    memcpy(w->out + w->used, s, n);
    w->used += n;
}

static void put_word(struct writer *w, const char *s)
{
    put(w, s, strlen(s));
}

/* Bytes of local parts, host names and everything between; bytes beyond ASCII belong to names. */
static bool is_name(int c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c >= 0x80;
}

static bool is_local(int c)
{
    return is_name(c) || (c > 0 && strchr(".+=!#$%&'*/?^`{|}~", c) != NULL);
}

static int at(const char *s, size_t n, size_t i)
{
    return i < n ? (unsigned char)s[i] : -1;
}

/* ---- each kind: how many bytes of it begin here ------------------------- */

static size_t ipv4_here(const char *s, size_t n)
{
    size_t i = 0;

    for (int part = 0; part < 4; part++) {
        size_t digits = 0;

        while (digits < 3 && ascii_is_digit(at(s, n, i + digits)))
            digits++;
        if (digits == 0)
            return 0;
        i += digits;
        if (part < 3 && at(s, n, i++) != '.')
            return 0;
    }
    return ascii_is_digit(at(s, n, i)) ? 0 : i;
}

/* Groups of hex digits and colons: with `::`, or eight groups; 10:00:00 is a time. */
static size_t ipv6_here(const char *s, size_t n)
{
    size_t i = 0, colons = 0, hex = 0, digits = 0;
    bool gap = false;

    for (;; i++) {
        int c = at(s, n, i);

        if (c == ':') {
            if (i > 0 && s[i - 1] == ':')
                gap = true;
            colons++;
            digits = 0;
        } else if (ascii_is_hex(c)) {
            hex++;
            digits++;
        }
        if ((c != ':' && !ascii_is_hex(c)) || digits > 4 || i > IPV6_MAX)
            break;
    }
    if (colons >= 2 && at(s, n, i) == '.' && ipv4_here(s + i - digits, n - i + digits) > 0)
        return i - digits + ipv4_here(s + i - digits, n - i + digits);
    if (digits > 4 || is_name(at(s, n, i))) {
        /* 2001:db8::1:smtp: what is no group of hex digits is no part of it. */
        i -= digits > 4 ? digits - 1 : digits;
        hex -= digits;
    }
    if (hex == 0)
        return 0;
    while (i > 0 && s[i - 1] == ':' && !(i > 1 && s[i - 2] == ':')) {
        i--;
        colons--;
    }
    return (gap && colons >= 2) || colons == 7 ? i : 0;
}

/*
 * Labels with dots between, the last of letters: mx.example.com.  What comes
 * behind a further dot may be no part of it: "mx.example.com.5".
 */
static size_t host_here(const char *s, size_t n)
{
    size_t i = 0, dots = 0, whole = 0;

    for (;;) {
        size_t label = i;
        bool letters = true;

        while (is_name(at(s, n, i)) && s[i] != '_') {
            if (ascii_is_digit(at(s, n, i)))
                letters = letters && i > label + 3 && ascii_starts(s + label, n - label, "xn--");
            i++;
        }
        if (dots > 0 && i - label >= 2 && letters)
            whole = i;
        if (i == label || at(s, n, i) != '.' || !is_name(at(s, n, i + 1)))
            return whole;
        dots++;
        i++;
    }
}

static bool is_host_start(int c)
{
    return is_name(c) || c == '[';
}

/* Bytes of an at sign: `@`, `%40`, `(at)`, `[at]`; 0 if there is none. */
static size_t at_sign(const char *s, size_t n, size_t i)
{
    if (at(s, n, i) == '@')
        return 1;
    if (i < n && ascii_starts(s + i, n - i, "%40"))
        return 3;
    if (i < n && (ascii_starts(s + i, n - i, "(at)") || ascii_starts(s + i, n - i, "[at]")))
        return 4;
    return 0;
}

/* local@host or local@[192.0.2.1]; a quoted local part too. */
static size_t mail_here(const char *s, size_t n)
{
    size_t i = 0;

    if (at(s, n, 0) == '"') {
        i = 1;
        while (i < n && s[i] != '"' && i < 80)
            i += s[i] == '\\' ? 2 : 1;
        i++;
    } else {
        while (is_local(at(s, n, i)) && at_sign(s, n, i) == 0)
            i++;
    }
    if (i == 0 || i >= n || at_sign(s, n, i) == 0 || !is_host_start(at(s, n, i + at_sign(s, n, i))))
        return 0;
    i += at_sign(s, n, i);
    if (at(s, n, i) == '[') {
        while (i < n && s[i] != ']')
            i++;
        return i < n ? i + 1 : i;
    }
    while (is_name(at(s, n, i)) || (at(s, n, i) == '.' && is_name(at(s, n, i + 1))))
        i++;
    return i;
}

/* A run of letters and digits, both in it, too long for a word: a queue id. */
static size_t id_here(const char *s, size_t n)
{
    size_t i = 0, digits = 0, letters = 0, dashes = 0, hex = 0;

    for (; ascii_is_alnum(at(s, n, i)) || (at(s, n, i) == '-' && ascii_is_alnum(at(s, n, i + 1)));
         i++) {
        digits += ascii_is_digit((unsigned char)s[i]);
        letters += ascii_is_alpha((unsigned char)s[i]);
        dashes += s[i] == '-';
        hex += ascii_is_hex((unsigned char)s[i]);
        if (i == ID_MAX)
            return 0;
    }
    if (is_name(at(s, n, i)) && s[i] != '_')
        return 0;
    if (dashes > 0 && i >= 20 && digits >= 6 && letters >= 2) {
        while (at(s, n, i) == '.' && ascii_is_digit(at(s, n, i + 1)))
            for (i++; ascii_is_digit(at(s, n, i)); i++)
                continue; /* Gmail: a1-20020a05600c00b003fe1c33si1234567wmb.123 */
        return i;
    }
    if (i == 8 && hex == i && digits >= 2 && letters >= 1)
        return i; /* OpenSMTPD: 2e1b7c9a */
    if (dashes == 2 && digits > 0 && letters > 0 && i >= 16)
        return i; /* Exim: 1tF0aB-00000000abc-1Def */
    if (dashes > 0)
        return 0;
    if (i >= 6 && digits == i && at(s, n, i) == ':' && at(s, n, i + 1) == ' ')
        return i;
    return (i >= 9 && digits >= 2 && letters >= 2) ||
                   (i >= 8 && digits >= 1 && letters >= 1 && at(s, n, i) == ':')
               ? i
               : 0;
}

/* What stands behind these words is an id, of digits alone too. */
static size_t named_id(const char *s, size_t n)
{
    static const char *const words[] = {"qp ",        "internalid=", "queued as ",
                                        "queue-id: ", "queueid=",    "queue_id="};

    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (ascii_starts(s, n, words[w]) && ascii_is_alnum(at(s, n, strlen(words[w]))))
            return strlen(words[w]);
    return 0;
}

/* ---- the host of a log line ---------------------------------------------- */

/* `Nov 24 10:00:00 host ` or `2026-11-24T10:00:00+00:00 host `: where host begins, or 0. */
static size_t log_host(const char *s, size_t n)
{
    size_t i = 0;

    if (n > 16 && ascii_is_alpha((unsigned char)s[0]) && s[3] == ' ' && s[6] == ' ' &&
        s[9] == ':' && s[12] == ':' && s[15] == ' ')
        return 16;
    if (n > 20 && s[4] == '-' && s[7] == '-' && s[10] == 'T' && s[13] == ':') {
        while (i < n && s[i] != ' ')
            i++;
        return i + 1 < n ? i + 1 : 0;
    }
    return 0;
}

/* Names behind these words are hosts, dots or not. */
static size_t named_host(const char *s, size_t n)
{
    static const char *const words[] = {
        "helo=<",           "helo=", "relay=", "ehlo ", "helo ", "h=", "reporting-mta: dns; ",
        "remote-mta: dns; "};

    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (ascii_starts(s, n, words[w]))
            return strlen(words[w]);
    return 0;
}

static size_t name_length(const char *s, size_t n)
{
    size_t i = 0;

    while (is_name(at(s, n, i)) || (at(s, n, i) == '.' && is_name(at(s, n, i + 1))))
        i++;
    return i;
}

/*
 * A text on its way.  Where no mail address or host begins, none begins later
 * in the same run of bytes either: what was looked at once is not looked at
 * again from each place in it.
 */
struct scanner {
    const char *s;
    size_t n;
    size_t no_mail, no_host; /* behind these runs it is worth to look again */
};

static size_t mail_at(struct scanner *c, size_t i)
{
    size_t length = 0;

    if (i >= c->no_mail || at(c->s, c->n, i) == '"')
        length = mail_here(c->s + i, c->n - i);
    if (length == 0 && i >= c->no_mail)
        for (c->no_mail = i; is_local(at(c->s, c->n, c->no_mail));)
            c->no_mail++;
    return length;
}

static size_t host_at(struct scanner *c, size_t i)
{
    size_t length = i < c->no_host ? 0 : host_here(c->s + i, c->n - i);

    if (length == 0 && i >= c->no_host)
        c->no_host = i + name_length(c->s + i, c->n - i);
    return length;
}

/* Replaces what begins at i; the bytes it took, or 0. */
static size_t replace(struct writer *w, struct scanner *c, size_t i)
{
    const char *s = c->s + i, *word = "<mail>";
    size_t n = c->n - i, length = mail_at(c, i);

    if (length == 0 && (word = "<ip>", length = ipv4_here(s, n)) == 0)
        length = ipv6_here(s, n);
    if (length == 0 && (word = "<host>", length = host_at(c, i)) == 0) {
        word = "<id>";
        length = id_here(s, n);
    }
    if (length > 0)
        put_word(w, word);
    return length;
}

size_t redact(const char *s, size_t n, char *out, size_t size)
{
    struct writer w = {out, 0, size};
    struct scanner c = {s, n, 0, 0};
    size_t i = 0, host = log_host(s, n);

    while (i < n) {
        size_t taken = 0;
        bool border = i == 0 || s[i - 1] == '_' || !is_name((unsigned char)s[i - 1]);

        if (host > 0 && i == host) {
            taken = ipv6_here(s + i, n - i);
            if (taken == 0)
                taken = name_length(s + i, n - i);
            if (taken > 0)
                put_word(&w, "<host>");
        }
        if (!taken && border && (taken = named_host(s + i, n - i)) > 0) {
            put(&w, s + i, taken);
            i += taken;
            taken = name_length(s + i, n - i);
            if (taken == 0 || ipv4_here(s + i, n - i) == taken || ipv6_here(s + i, n - i) > 0 ||
                mail_at(&c, i) > 0)
                continue;
            put_word(&w, "<host>");
        } else if (!taken && border && (taken = named_id(s + i, n - i)) > 0) {
            put(&w, s + i, taken);
            i += taken;
            if (mail_at(&c, i) > 0 || ipv4_here(s + i, n - i) > 0 || ipv6_here(s + i, n - i) > 0)
                continue; /* an address, and more than the id would take */
            for (taken = 0; ascii_is_alnum(at(s, n, i + taken)) || at(s, n, i + taken) == '-';)
                taken++;
            put_word(&w, "<id>");
        } else if (!taken && (border || (s[i] == ':' && at(s, n, i + 1) == ':'))) {
            taken = replace(&w, &c, i);
        }
        if (taken == 0) {
            put(&w, s + i, 1);
            taken = 1;
        }
        i += taken;
    }
    return w.used;
}
