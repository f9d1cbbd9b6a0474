/*
 * The paste box: replies in any text, multi-line ones joined, each distinct
 * one explained once, in order.
 */
#include "command.h"

#include "ascii.h"
#include "dialogue.h"
#include "explain.h"
#include "message.h"
#include "sandbox.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    LINE_MAX_BYTES = 1 << 20, /* of a line, and of all lines of one reply */
    WRAP_LEAST = 55,          /* columns of the narrowest line that a mail program wraps */
    SEEN_LEAST = 1 << 10,
    SEEN_MOST = 1 << 20 /* distinct replies remembered; beyond it one may come twice */
};

/* Replies already explained, as hashes. */
struct seen {
    uint64_t *slots;
    size_t size, used;
};

struct paste {
    struct run *run;
    struct exit_sum sum;
    struct seen seen;
    struct dialogue dialogue;
    char *line; /* the line being read */
    size_t line_used;
    char *reply; /* lines of one reply, joined by blanks */
    size_t reply_used;
    int reply_code; /* code of the open reply, -1 if none is open */
    bool folded;    /* the open text is a header field that may be folded */
    bool is_status; /* namely the Status field of a delivery report */
    char held[128]; /* a Status field that waits for the Diagnostic-Code beside it */
    size_t held_used;
    bool diagnosed;      /* these fields have told the enhanced code already */
    bool wrapped;        /* the open text is prose of a bounce that may be wrapped */
    size_t indent, last; /* of the wrapped text: blanks before it, length of its last line */
    bool changes;        /* a line of the reply had another code */
    bool any;            /* a reply was found */
};

static uint64_t hash_bytes(uint64_t h, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 0x100000001b3u;
    return h;
}

static bool seen_grow(struct seen *seen)
{
    size_t size = seen->size ? seen->size * 2 : SEEN_LEAST;
    uint64_t *slots;

    if (size > SEEN_MOST)
        return false;
    slots = calloc(size, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < seen->size; i++) {
        size_t at = seen->slots[i] & (size - 1);
        if (!seen->slots[i])
            continue;
        while (slots[at])
            at = (at + 1) & (size - 1);
        slots[at] = seen->slots[i];
    }
    free(seen->slots);
    seen->slots = slots;
    seen->size = size;
    return true;
}

/* Remembers a hash; true when it was there before. */
static bool seen_before(struct seen *seen, uint64_t hash)
{
    size_t at;

    hash |= 1;
    if (seen->used * 2 >= seen->size && !seen_grow(seen) && seen->used + 1 >= seen->size)
        return false;
    for (at = hash & (seen->size - 1); seen->slots[at]; at = (at + 1) & (seen->size - 1))
        if (seen->slots[at] == hash)
            return true;
    seen->slots[at] = hash;
    seen->used++;
    return false;
}

static void explain_found(struct paste *p, const struct found *found)
{
    struct judgement judgement;
    struct record record;
    char status[STATUS_TEXT] = "";
    size_t status_length = status_format(&found->status, status);
    int verb;
    char code[2] = {(char)(found->code & 0xff), (char)(found->code >> 8)};
    uint64_t hash = hash_bytes(0xcbf29ce484222325u, code, 2);

    hash = hash_bytes(hash, status, status_length);
    hash = hash_bytes(hash, found->line + found->text, found->end - found->text);
    p->any = true;
    verb = found->code >= 0 ? dialogue_reply(&p->dialogue, found->code) : -1;
    /* In a session each reply counts; elsewhere the same one is explained once. */
    if (seen_before(&p->seen, hash) && verb < 0)
        return;
    cause_judge(found, NULL, &judgement);
    if (verb == VERB_EHLO && found->code == 250)
        judgement.verdict.cause = CAUSE_INFO;
    explain_reply(&record, p->run->page->catalog, found, &judgement, verb);
    exit_add(&p->sum, &record);
    if (p->run->options->field >= 0)
        render_field(p->run->page, &record, (enum field)p->run->options->field);
    else
        render_record(p->run->page, &record);
}

/* The fields of one recipient end: what nobody told more of is explained. */
static void end_fields(struct paste *p)
{
    struct found found;

    if (p->held_used > 0 && finder_find_loose(p->held, p->held_used, &found))
        explain_found(p, &found);
    p->held_used = 0;
    p->diagnosed = false;
}

/*
 * A field of a delivery report (RFC 3464 s2.3).  Status and Diagnostic-Code of
 * one recipient speak of one reply: it is explained once, by the latter, which
 * has the words; the enhanced code may stand in either.
 */
static void take_field(struct paste *p, struct found *found)
{
    struct found held;

    if (p->is_status) {
        if (p->diagnosed)
            return;
        if (p->held_used > 0)
            end_fields(p);
        if (p->reply_used > sizeof p->held) {
            explain_found(p, found);
            return;
        }
        memcpy(p->held, p->reply, p->reply_used);
        p->held_used = p->reply_used;
        return;
    }
    if (found->code >= 0 && p->held_used > 0 && finder_find_loose(p->held, p->held_used, &held)) {
        if (!status_is_set(&found->status) && held.status.class == found_class(found))
            found->status = held.status;
        p->held_used = 0;
    }
    p->diagnosed |= found->code >= 0 && status_is_set(&found->status);
    explain_found(p, found);
}

/* Ends the open reply, if there is one, and explains it. */
static void close_reply(struct paste *p)
{
    struct found found;

    if (p->reply_used > 0 && (p->wrapped ? finder_find(p->reply, p->reply_used, &found)
                                         : finder_find_loose(p->reply, p->reply_used, &found))) {
        found.changes |= p->changes;
        if (p->folded)
            take_field(p, &found);
        else
            explain_found(p, &found);
    }
    p->reply_used = 0;
    p->reply_code = -1;
    p->folded = p->wrapped = p->changes = false;
}

static void append_reply(struct paste *p, const char *s, size_t n)
{
    if (p->reply_used > 0 && p->reply_used < LINE_MAX_BYTES)
        p->reply[p->reply_used++] = ' ';
    if (n > LINE_MAX_BYTES - p->reply_used)
        n = LINE_MAX_BYTES - p->reply_used;
    memcpy(p->reply + p->reply_used, s, n);
    p->reply_used += n;
}

/* "Diagnostic-Code: smtp; 550-5.7.26 ..." may go on in lines that begin with a blank. */
static bool is_field(const char *s, size_t n)
{
    return ascii_starts(s, n, "diagnostic-code:") || ascii_starts(s, n, "status:") ||
           ascii_starts(s, n, "x-postfix-diagnostic") ||
           ascii_starts(s, n, "smtp-remote-recipient");
}

/* `Remote-MTA: dns; mx.example.com`: a field of any name. */
static bool is_header(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && (ascii_is_alpha((unsigned char)s[i]) || s[i] == '-'))
        i++;
    return i > 0 && i < n && s[i] == ':';
}

/* A field in quoted-printable goes on in the next line where this one ends with `=`. */
static bool soft_break(const struct paste *p)
{
    return p->reply_used > 0 && p->reply[p->reply_used - 1] == '=';
}

static bool is_whole_code(const char *s, size_t n)
{
    return n == 3 && code_parse(s, n) >= 0;
}

/* `at com.sun.mail.smtp.SMTPTransport.rcptTo(SMTPTransport.java:1862)` is no text of a server. */
static bool is_stack_frame(const char *s, size_t n)
{
    size_t digits = 0;

    if (!ascii_starts(s, n, "at "))
        return false;
    for (size_t i = 3; i < n; i++) {
        if (s[i] == ')' && digits > 0 && s[i - digits - 1] == ':')
            return true;
        digits = ascii_is_digit((unsigned char)s[i]) ? digits + 1 : 0;
    }
    return false;
}

/*
 * Whether a line goes on with the wrapped text: "<u@example.com>: host mx said: 550 5.1.1
 * ... User" and, indented, "unknown (in reply to RCPT TO command)".
 */
static bool goes_on(const struct paste *p, const char *s, size_t n, size_t blanks)
{
    struct dialogue probe = p->dialogue;
    struct found found;

    return blanks > 0 && blanks < n && blanks >= p->indent && p->last >= WRAP_LEAST &&
           !is_stack_frame(s + blanks, n - blanks) && !finder_find(s, n, &found) &&
           !dialogue_line(&probe, s, n);
}

static void take_line(struct paste *p, const char *s, size_t n)
{
    struct found found;
    bool indented = n > 0 && (s[0] == ' ' || s[0] == '\t');
    size_t from = 0;

    while (n > 0 && ascii_is_space((unsigned char)s[n - 1]))
        n--;
    if (p->folded && (indented || soft_break(p))) {
        bool soft = soft_break(p);

        p->reply_used -= soft;
        while (!soft && from < n && ascii_is_space((unsigned char)s[from]))
            from++;
        append_reply(p, s + from, n - from);
        return;
    }
    while (from < n && ascii_is_space((unsigned char)s[from]))
        from++;
    if (p->wrapped && goes_on(p, s, n, from)) {
        append_reply(p, s + from, n - from);
        p->last = n;
        return;
    }
    if (p->folded || p->wrapped || n == from)
        close_reply(p);
    if (!is_header(s, n) || ascii_starts(s, n, "final-recipient:"))
        end_fields(p);
    if (is_whole_code(s + from, n - from) ? !finder_find_loose(s + from, n - from, &found)
                                          : !finder_find(s, n, &found)) {
        if (p->reply_code >= 0)
            close_reply(p);
        dialogue_line(&p->dialogue, s, n);
        return;
    }
    if (p->reply_code >= 0 && found.code >= 0 && found.start < 80) {
        /* The next line of the open reply. */
        p->changes |= found.code != p->reply_code;
        append_reply(p, found.line + found.start, found.end - found.start);
        if (!found.continues)
            close_reply(p);
        return;
    }
    if (is_field(s, n)) {
        append_reply(p, s, n);
        p->folded = true;
        p->is_status = ascii_starts(s, n, "status:");
        return;
    }
    if (found.continues && found.code >= 0 && found.end == n) {
        append_reply(p, s + found.start, n - found.start);
        p->reply_code = found.code;
        return;
    }
    if (n < WRAP_LEAST || found.code < 0) {
        explain_found(p, &found);
        return;
    }
    append_reply(p, s, n);
    p->wrapped = true;
    p->indent = from;
    p->last = n;
}

/* Reads lines of at most LINE_MAX_BYTES; what is longer is cut, the rest of it passed over. */
static int read_lines(struct paste *p, int fd)
{
    char block[1 << 15];
    ssize_t got;

    for (;;) {
        got = read(fd, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        for (ssize_t i = 0; i < got;) {
            char *nl = memchr(block + i, '\n', (size_t)(got - i));
            size_t n = nl ? (size_t)(nl - block - i) : (size_t)(got - i);
            size_t room = LINE_MAX_BYTES - p->line_used;

            memcpy(p->line + p->line_used, block + i, n < room ? n : room);
            p->line_used += n < room ? n : room;
            i += (ssize_t)n + 1;
            if (nl) {
                take_line(p, p->line, p->line_used);
                p->line_used = 0;
            }
        }
    }
    if (p->line_used > 0)
        take_line(p, p->line, p->line_used);
    close_reply(p);
    end_fields(p);
    return got < 0 ? errno : 0;
}

int paste_explain(struct run *run, int fd, const char *name)
{
    static char line[LINE_MAX_BYTES], reply[LINE_MAX_BYTES];
    struct paste p = {.run = run, .reply_code = -1};
    int error = 0;

    sandbox_enter(false);
    p.sum.use_severity = run->options->exit_status;
    p.line = line;
    p.reply = reply;
    error = seen_grow(&p.seen) ? read_lines(&p, fd) : ENOMEM;
    free(p.seen.slots);
    if (error) {
        message_file(name, error);
        p.sum.trouble = true;
    } else if (!p.any) {
        message_tell(run->page->catalog, "error-no-reply");
        p.sum.not_found = p.sum.unknown = true;
    }
    return exit_status(&p.sum);
}
