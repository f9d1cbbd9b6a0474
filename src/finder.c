/*
 * A reply is three digits in the right surroundings.  Each place with three
 * digits is looked at from left to right, and the first that is convincing
 * wins, since a relay's own reply stands outside the one that it quotes:
 *
 *   convincing by itself   a code with its enhanced code: `550 5.1.1`
 *   convincing on the left `said: 550`, `reply=550`, `C="250`, `<- 250`, line start
 *   never                  `size=550`, `HTTP/1.1 503`, `:256 CV=yes`, `450 bytes`
 *
 * Without a reply code, an enhanced code in `dsn=`, `Status:` and the like
 * counts alone.
 */
#include "finder.h"

#include "ascii.h"
#include "bytes16.h"
#include "catalog.h"
#include "kernel.h"

#include <string.h>

/* How much the text before a code speaks for a reply. */
enum left {
    LEFT_NO,    /* nothing known: only a code with its enhanced code counts */
    LEFT_COLON, /* `: 550`, `[192.0.2.1]: 550`: likely */
    LEFT_START, /* at the start of the line: likely */
    LEFT_STRONG /* `said: 550`: certain */
};

/*
 * What is found out once for a line, when first asked for: a line may have as many
 * candidates as there is room for, and each asks again.
 */
enum { JSON_KEYS = 5 };

struct facts {
    bool asked_web, web, asked_ftp, ftp;
    size_t prompt;           /* bytes at the start that a prompt may have, as far as was asked */
    size_t searched, server; /* for Exim's words: bytes looked at; where they end, 0: not yet */
    struct {
        size_t at, value; /* the next such key; the text behind it, 0: none */
    } json[JSON_KEYS];
};

struct line {
    const char *s;
    size_t n;
    bool loose;                 /* a person says that this is a reply */
    bool brief;                 /* of a success only the codes are wanted */
    size_t from;                /* no code begins before */
    const uint64_t *candidates; /* of kernel.h, NULL: every byte may be one */
    size_t base;                /* the line's first byte is this bit of them */
    struct facts *facts;
};

static int at(const struct line *l, size_t i)
{
    return i < l->n ? (unsigned char)l->s[i] : -1;
}

/* Length of a blank at i, in any of its disguises: ` `, `_`, `%20`, `=20`, `\t`; 0 if none. */
static size_t blank_at(const struct line *l, size_t i)
{
    int c = at(l, i);

    if (c == ' ' || c == '\t' || c == '_')
        return 1;
    if ((c == '%' || c == '=') && at(l, i + 1) == '2' && at(l, i + 2) == '0')
        return 3;
    return 0;
}

static size_t skip_blanks(const struct line *l, size_t i)
{
    size_t n;

    while ((n = blank_at(l, i)) > 0)
        i += n;
    return i;
}

/*
 * A code may not be the tail of a longer number or word, except behind an escape such as %20 or
 * =3D; but =20 before digits is some number that has a name.
 */
static bool left_border(const struct line *l, size_t i)
{
    int c = i ? at(l, i - 1) : -1;

    if (c == ' ' || c == '"' || c == '(')
        return true; /* most of them */
    if (i >= 3 && ascii_is_hex(at(l, i - 2)) && ascii_is_hex(c) &&
        (at(l, i - 3) == '%' || (at(l, i - 3) == '=' && !ascii_is_digit(c))))
        return true;
    if (i >= 2 && at(l, i - 2) == '\\' && (c == 'n' || c == 'r' || c == 't'))
        return true;
    return !ascii_is_alnum(c) && c != '.' && c != '@' && c != '/' && c != '-' && c != '%' &&
           c != '$' && c < 0x80;
}

static bool right_border(const struct line *l, size_t i)
{
    int c = at(l, i);

    if (c == '.' || c == '/' || c == '@')
        return c == '.' && !ascii_is_alnum(at(l, i + 1));
    if (c == '-')
        return true;
    return c < 0x80 && !ascii_is_alnum(c);
}

/* ---- the text before a code ------------------------------------------ */

static bool ends_with(const char *s, size_t n, const char *word)
{
    size_t len = strlen(word);

    return n >= len && ascii_equal(s + n - len, len, word, len);
}

static bool ends_with_any(const char *s, size_t n, const char *const *words)
{
    while (*words)
        if (ends_with(s, n, *words++))
            return true;
    return false;
}

/* A word with its length, so that most are told apart by two letters. */
struct word {
    const char *text;
    size_t length;
};

#define WORD(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

/* What stands right before a reply in the logs, traces and messages of mail programs. */
static const struct word strong[] = {WORD("said:"),
                                     WORD("says:"),
                                     WORD("said"),
                                     WORD("reply="),
                                     WORD("reply:"),
                                     WORD("replied:"),
                                     WORD("replied with:"),
                                     WORD("replied with"),
                                     WORD("replied"),
                                     WORD("stat="),
                                     WORD("stat=deferred:"),
                                     WORD("stat=sent"),
                                     WORD("c="),
                                     WORD("led="),
                                     WORD("smtp;"),
                                     WORD("smtp:"),
                                     WORD("lmtp;"),
                                     WORD("x-postfix;"),
                                     WORD("x-unix;"),
                                     WORD("response:"),
                                     WORD("response="),
                                     WORD("response was:"),
                                     WORD("response is:"),
                                     WORD("response"),
                                     WORD("respcode:"),
                                     WORD("responded:"),
                                     WORD("responded with:"),
                                     WORD("responded with"),
                                     WORD("responded"),
                                     WORD("returned:"),
                                     WORD("returned"),
                                     WORD("answered:"),
                                     WORD("answered"),
                                     WORD("answer:"),
                                     WORD("got:"),
                                     WORD("got"),
                                     WORD("received:"),
                                     WORD("smtp code:"),
                                     WORD("smtp code"),
                                     WORD("smtp error:"),
                                     WORD("smtp error code:"),
                                     WORD("smtp error code"),
                                     WORD("smtp reply:"),
                                     WORD("smtp reply"),
                                     WORD("smtp status:"),
                                     WORD("smtp status"),
                                     WORD("reply code:"),
                                     WORD("reply code"),
                                     WORD("reply code is"),
                                     WORD("response code:"),
                                     WORD("response code"),
                                     WORD("error code:"),
                                     WORD("error code"),
                                     WORD("status code:"),
                                     WORD("code:"),
                                     WORD("got code"),
                                     WORD("but got code"),
                                     WORD("with message"),
                                     WORD("failure:"),
                                     WORD("diagnostic-code:"),
                                     WORD("diagnostic code:"),
                                     WORD("retcode"),
                                     WORD("rcode"),
                                     WORD("smtp_code="),
                                     WORD("smtpcode="),
                                     WORD("smtp-code="),
                                     WORD("response_code="),
                                     WORD("reply_code="),
                                     WORD("responsecode:"),
                                     WORD("responsecode="),
                                     WORD("smtp_reply="),
                                     WORD("smtp_response="),
                                     WORD("smtp-response:"),
                                     WORD("remote_response="),
                                     WORD("dsndiag="),
                                     WORD("diag="),
                                     WORD("bouncereason="),
                                     WORD("lasterror="),
                                     WORD("last_error="),
                                     WORD("delivery-failure="),
                                     WORD("result="),
                                     WORD("err="),
                                     WORD("error="),
                                     WORD("errmsg="),
                                     WORD("resp="),
                                     WORD("msg:"),
                                     WORD("msg="),
                                     WORD("message:"),
                                     WORD("message="),
                                     WORD("detail:"),
                                     WORD("details:"),
                                     WORD("reason:"),
                                     WORD("reason="),
                                     WORD("reject="),
                                     WORD("dsn_diag="),
                                     WORD("status=sent"),
                                     WORD("status=deferred"),
                                     WORD("status=bounced"),
                                     WORD("status=undeliverable"),
                                     WORD("status=deliverable"),
                                     WORD("remote host said:"),
                                     WORD("server said:"),
                                     WORD("server:"),
                                     WORD("s:"),
                                     WORD("s>"),
                                     WORD("<-"),
                                     WORD("<--"),
                                     WORD("<<"),
                                     WORD("<<<"),
                                     WORD("<~"),
                                     WORD("<*"),
                                     WORD("<**"),
                                     WORD("<~*"),
                                     WORD("<="),
                                     WORD("->"),
                                     WORD("=>"),
                                     WORD("exception:"),
                                     WORD("error:"),
                                     WORD("smtpresponse:"),
                                     WORD("server error:"),
                                     WORD("fehler:"),
                                     WORD("erreur:"),
                                     WORD("errore:"),
                                     WORD("smtpfatalerror:"),
                                     WORD("smtpserverbusy:"),
                                     WORD("smtpsyntaxerror:"),
                                     WORD("smtpauthenticationerror:"),
                                     WORD("smtpfatalerror"),
                                     WORD("smtpserverbusy"),
                                     WORD("smtpsyntaxerror"),
                                     WORD("smtpauthenticationerror"),
                                     WORD("smtpunknownerror"),
                                     WORD("smtpunsupportedcommand"),
                                     {NULL, 0}};

static const struct word never[] = {WORD("subject:"),
                                    WORD("expected"),
                                    WORD("expected response code"),
                                    WORD("expected code"),
                                    WORD("expecting"),
                                    WORD("expect"),
                                    WORD("expected:"),
                                    WORD("http/1.0"),
                                    WORD("http/1.1"),
                                    WORD("http/2"),
                                    WORD("http/3"),
                                    WORD("sip/2.0"),
                                    WORD("rtsp/1.0"),
                                    WORD("icap/1.0"),
                                    WORD("port"),
                                    WORD("pid"),
                                    WORD("size"),
                                    WORD("error #"),
                                    WORD("line"),
                                    WORD("id"),
                                    WORD("uid"),
                                    WORD("bytes"),
                                    WORD("page"),
                                    WORD("room"),
                                    WORD("over"),
                                    WORD("than"),
                                    WORD("about"),
                                    WORD("up to"),
                                    WORD("only"),
                                    WORD("least"),
                                    WORD("most"),
                                    WORD("rfc"),
                                    WORD("rfc-"),
                                    WORD("httperror:"),
                                    WORD("http error:"),
                                    WORD("http status:"),
                                    WORD("http status"),
                                    WORD("http code"),
                                    WORD("http response code:"),
                                    WORD("http response code"),
                                    WORD("http response:"),
                                    WORD("message-id="),
                                    WORD("message-id:"),
                                    WORD("msgid="),
                                    {NULL, 0}};

/* What is counted, of more than one letter; the first ones never begin a sentence. */
enum { MEASURES = 9 };

static const struct word units[] = {
    WORD("kb"),       WORD("kbytes"),     WORD("mbytes"),      WORD("kib"),
    WORD("mib"),      WORD("gb"),         WORD("mb"),          WORD("ms"),
    WORD("msec"),     WORD("bytes"),      WORD("byte"),        WORD("octets"),
    WORD("sec"),      WORD("secs"),       WORD("second"),      WORD("minute"),
    WORD("hours"),    WORD("hour"),       WORD("days"),        WORD("day"),
    WORD("bits"),     WORD("bit"),        WORD("items"),       WORD("files"),
    WORD("lines"),    WORD("requests"),   WORD("threads"),     WORD("entries"),
    WORD("records"),  WORD("rows"),       WORD("ok ("),        WORD("cv="),
    WORD("percent"),  WORD("active"),     WORD("times"),       WORD("new messages"),
    WORD("messages"), WORD("users"),      WORD("connections"), WORD("processes"),
    WORD("unread"),   WORD("fetch"),      WORD("exists"),      WORD("recent"),
    WORD("expunge"),  WORD("insertions"), WORD("deletions"),   WORD("objects"),
    WORD("deltas"),   WORD("commits"),    WORD("packages"),    WORD("errors"),
    WORD("results"),  WORD("people"),     WORD("queries"),     WORD("tests"),
    WORD("jobs"),     {NULL, 0}};

/* What names an enhanced code. */
static const struct word status_keys[] = {WORD("dsn="),
                                          WORD("dsn:"),
                                          WORD("status:"),
                                          WORD("dsn=\""),
                                          WORD("\"dsn\":\""),
                                          WORD("status\":\""),
                                          WORD("dsn\": \""),
                                          WORD("status="),
                                          WORD("enhanced="),
                                          WORD("enhanced_code="),
                                          WORD("enhanced_status="),
                                          WORD("enhanced-code="),
                                          WORD("dsnstatus="),
                                          {NULL, 0}};

/* `=3D`, `%3D`, `%3A`: an equals sign or a colon in disguise ends at n. */
static bool ends_with_escape(const struct line *l, size_t n, char last)
{
    return n >= 3 && (at(l, n - 3) == '=' || at(l, n - 3) == '%') && at(l, n - 2) == '3' &&
           ascii_lower(at(l, n - 1)) == last;
}

/* Takes blanks, quotes and brackets off the end; *blank tells whether a blank was among them. */
static size_t strip_openings(const struct line *l, size_t n, bool *blank)
{
    enum { STAYS, OPENS, BLANK, ANGLE, ZERO, LETTER };
    static const unsigned char kinds[256] = {
        [' '] = BLANK,  ['\t'] = BLANK, ['_'] = BLANK, ['"'] = OPENS,  ['\''] = OPENS,
        ['`'] = OPENS,  ['('] = OPENS,  ['['] = OPENS, ['{'] = OPENS,  ['#'] = OPENS,
        ['\\'] = OPENS, ['<'] = ANGLE,  ['0'] = ZERO,  ['b'] = LETTER, ['B'] = LETTER};

    *blank = false;
    for (; n > 0; n--) {
        switch (kinds[(unsigned char)l->s[n - 1]]) {
        case STAYS:
            return n;
        case BLANK:
            *blank = true;
            break;
        case ANGLE: /* `<<` and `<<<` are signs of their own */
            if (n > 1 && l->s[n - 2] == '<')
                return n;
            break;
        case ZERO:
            if (n < 3 || (l->s[n - 3] != '%' && l->s[n - 3] != '=') || l->s[n - 2] != '2')
                return n;
            *blank = true;
            n -= 2;
            break;
        case LETTER: /* of a Python bytes literal */
            if (n < 2 || ascii_is_alnum(at(l, n - 2)) || (at(l, n) != '\'' && at(l, n) != '"'))
                return n;
            break;
        default:
            break;
        }
    }
    return 0;
}

/* `"code": 550`, `'responseCode': '550'`: a JSON or log key that means a reply. */
static bool is_reply_key(const struct line *l, size_t n)
{
    static const struct word keys[] = {WORD("code"),
                                       WORD("smtp_code"),
                                       WORD("smtpcode"),
                                       WORD("response"),
                                       WORD("response_code"),
                                       WORD("responsecode"),
                                       WORD("reply"),
                                       WORD("smtp_reply"),
                                       WORD("smtp_response"),
                                       WORD("smtpresponse"),
                                       WORD("diagnostic_code"),
                                       WORD("diagnosticcode"),
                                       WORD("diagnostic"),
                                       WORD("diag"),
                                       WORD("dsndiag"),
                                       WORD("bounce_reason"),
                                       WORD("reason"),
                                       WORD("error"),
                                       WORD("err"),
                                       WORD("message"),
                                       WORD("msg"),
                                       WORD("content"),
                                       WORD("result"),
                                       WORD("stat"),
                                       WORD("text"),
                                       WORD("detail"),
                                       WORD("description"),
                                       WORD("last_error"),
                                       WORD("smtp-reply"),
                                       WORD("delivery_status"),
                                       WORD("remote_reply"),
                                       WORD("error_message"),
                                       WORD("errormessage"),
                                       WORD("statusmessage"),
                                       WORD("recipientstatus"),
                                       WORD("led"),
                                       WORD("log"),
                                       WORD("status_text"),
                                       WORD("command_response"),
                                       {NULL, 0}};
    size_t stop = n;

    if (n == 0)
        return false;
    if (ends_with_escape(l, n, 'd') || ends_with_escape(l, n, 'a'))
        stop = n - 3;
    else if (at(l, n - 1) == ':' || at(l, n - 1) == '=')
        stop = n - 1;
    else
        return false;
    while (stop > 0 && (at(l, stop - 1) == ' ' || at(l, stop - 1) == '"' ||
                        at(l, stop - 1) == '\'' || at(l, stop - 1) == '\\'))
        stop--;
    for (const struct word *k = keys; k->text; k++)
        if (k->length <= stop && stop > 0 &&
            ascii_lower((unsigned char)l->s[stop - 1]) == k->text[k->length - 1] &&
            ascii_equal(l->s + stop - k->length, k->length, k->text, k->length) &&
            (stop == k->length || !ascii_is_alnum(at(l, stop - k->length - 1))))
            return true;
    return false;
}

static bool is_prompt_byte(int c)
{
    return ascii_is_space(c) || c == '<' || c == '>' || c == '*' || c == '|' || c == '"' ||
           c == '\'' || c == '~' || c == '-' || c == '=' || c == '(' || c == '[' || c == '#' ||
           c == '`' || c == '_' || c == '\\';
}

/* `nothing but a prompt before it`: "< 250", "   250", "> 250". */
static bool is_prompt(const struct line *l, size_t n)
{
    struct facts *f = l->facts;

    while (f->prompt < n && is_prompt_byte(at(l, f->prompt)))
        f->prompt++;
    return f->prompt >= n;
}

static bool word_border(const struct line *l, size_t n, size_t len)
{
    return n == len || !ascii_is_alnum(at(l, n - len - 1)) || !ascii_is_alnum(at(l, n - len));
}

/*
 * Words by their first or last two letters; made when first asked for, the same
 * in all threads.
 */
enum { PAIRS = 256, WORDS = 255 };

struct word_index {
    const struct word *words;
    bool heads; /* by the first two */
    _Atomic bool made;
    _Atomic unsigned char first[PAIRS], next[WORDS + 1]; /* 1 + a word, 0: none */
};

static struct word_index strong_index = {.words = strong}, never_index = {.words = never},
                         keys_index = {.words = status_keys},
                         units_index = {.words = units, .heads = true};

static unsigned pair_at(const char *s)
{
    return ((unsigned)ascii_lower((unsigned char)s[0]) * 37 +
            (unsigned)ascii_lower((unsigned char)s[1])) %
           PAIRS;
}

static void make_index(struct word_index *index)
{
    unsigned char first[PAIRS] = {0};

    for (unsigned i = 0; i < WORDS && index->words[i].text; i++) {
        const struct word *w = &index->words[i];
        unsigned pair = pair_at(index->heads ? w->text : w->text + w->length - 2);

        index->next[i + 1] = first[pair];
        first[pair] = (unsigned char)(i + 1);
    }
    for (unsigned i = 0; i < PAIRS; i++)
        index->first[i] = first[i];
    index->made = true;
}

/* The first of the words that may be there: 1 + its number. */
static unsigned first_word(struct word_index *index, const char *pair)
{
    if (!index->made)
        make_index(index);
    return index->first[pair_at(pair)];
}

static bool ends_with_word(const struct line *l, size_t n, const struct word *w)
{
    return w->length <= n && ascii_equal(l->s + n - w->length, w->length, w->text, w->length);
}

static bool left_is_any(const struct line *l, size_t n, struct word_index *index)
{
    if (n < 2)
        return false;
    for (unsigned i = first_word(index, l->s + n - 2); i; i = index->next[i])
        if (ends_with_word(l, n, &index->words[i - 1]) &&
            word_border(l, n, index->words[i - 1].length))
            return true;
    return false;
}

/* `expected 250`, `HTTP/1.1 250`: what stands before says that it is no reply. */
static bool is_refused(const struct line *l, size_t pos)
{
    bool blank;

    return pos > 0 && left_is_any(l, strip_openings(l, pos, &blank), &never_index);
}

/* Exim: `SMTP error from remote mail server after MAIL FROM:<> SIZE=9: ` ends at n. */
static bool is_from_server(const struct line *l, size_t n)
{
    static const char words[] = "remote mail server";
    const size_t length = sizeof words - 1;
    struct facts *f = l->facts;

    if (!f->server && n > f->searched) {
        size_t from = f->searched < length ? 0 : f->searched - length;
        const char *hit = ascii_search(l->s + from, n - from, words, length);

        f->server = hit ? (size_t)(hit - l->s) + length : 0;
        f->searched = n;
    }
    return f->server && f->server <= n;
}

static enum left look_left(const struct line *l, size_t pos)
{
    bool blank, escaped = pos >= 2 && at(l, pos - 2) == '\\' &&
                          (at(l, pos - 1) == 'n' || at(l, pos - 1) == 'r');
    size_t n;

    if (is_prompt(l, pos))
        return LEFT_START;
    n = strip_openings(l, pos, &blank);
    if (left_is_any(l, n, &strong_index) || is_reply_key(l, n) || escaped)
        return LEFT_STRONG;
    if (n > 1 && at(l, n - 1) == ':' && blank && is_from_server(l, n))
        return LEFT_STRONG;
    if (n > 1 && at(l, n - 1) == ':' && blank && !ascii_is_digit(at(l, n - 2)))
        return LEFT_COLON;
    if (n > 1 && at(l, n - 1) == ',' && !blank && !ascii_is_digit(at(l, n - 2)))
        return LEFT_COLON; /* a field of CSV; but 1,250 is a number */
    if (n > 0 && (at(l, n - 1) == '>' || at(l, n - 1) == ']' || at(l, n - 1) == '|') && blank)
        return LEFT_COLON;
    return LEFT_NO;
}

/* ---- the text behind a code ------------------------------------------ */

/* Bytes of an enhanced code at i, behind `#`, brackets or quotes; *from is where its text goes on.
 */
static bool status_near(const struct line *l, size_t i, struct status *status, size_t *from)
{
    size_t len;
    int c;

    while ((c = at(l, i)) == '#' || c == '(' || c == '[' || c == '"' || c == '\'' || c == '<')
        i++;
    if (i >= l->n)
        return false;
    len = status_parse(l->s + i, l->n - i, status);
    if (len == 0 || status->class == 0)
        return false;
    c = at(l, i + len);
    if (ascii_is_alnum(c))
        return false;
    i += len;
    while ((c = at(l, i)) == ')' || c == ']' || c == ':' || c == ',')
        i++;
    *from = i;
    return true;
}

/* `550 Messages from 192.0.2.1 ...`, `550 connections not accepted`: no number of them. */
static bool goes_on(const struct line *l, size_t end)
{
    static const char *const next[] = {" from ", " not ",  " will ",    " with ", " are ", " is ",
                                       " to ",   " that ", " without ", " may ",  NULL};

    for (const char *const *w = next; *w; w++)
        if (end < l->n && ascii_starts(l->s + end, l->n - end, *w))
            return true;
    return false;
}

/* `550 Messages refused`, but `250 Kbytes in 45 requests`. */
static bool begins_sentence(const struct line *l, size_t i, unsigned unit)
{
    return unit >= MEASURES && at(l, i) >= 'A' && at(l, i) <= 'Z' && at(l, i + 1) >= 'a' &&
           at(l, i + 1) <= 'z';
}

static bool starts_unit(const struct line *l, size_t i)
{
    if (i < l->n && at(l, i) == '%')
        return !ascii_is_alpha(at(l, i + 1)) && !goes_on(l, i + 1);
    if (i < l->n && ascii_lower(at(l, i)) == 'x' && !ascii_is_alpha(at(l, i + 1)))
        return !goes_on(l, i + 1);
    if (i + 2 > l->n)
        return false;
    for (unsigned u = first_word(&units_index, l->s + i); u; u = units_index.next[u]) {
        size_t len = units[u - 1].length;

        if (l->n - i >= len && ascii_equal(l->s + i, len, units[u - 1].text, len) &&
            !ascii_is_alpha(at(l, i + len)))
            return !begins_sentence(l, i, u - 1) && !goes_on(l, i + len);
    }
    return false;
}

/* The words that HTTP puts behind numbers which SMTP uses for something else. */
static bool is_web_phrase(const struct line *l, size_t i, int code)
{
    static const struct {
        int code;
        const char *phrase;
    } web[] = {{401, "unauthorized"},
               {421, "misdirected"},
               {422, "unprocessable"},
               {431, "request header fields"},
               {505, "http version"},
               {510, "not extended"},
               {500, "internal server error"},
               {451, "client error"},
               {421, "client error"},
               {500, "server error:"},
               {503, "server error:"},
               {501, "not implemented"},
               {502, "bad gateway"},
               {503, "service unavailable"},
               {503, "service temporarily unavailable"},
               {504, "gateway time"},
               {421, "misdirected request"},
               {451, "unavailable for legal"},
               {511, "network authentication"},
               {521, "web server is down"},
               {522, "connection timed out"},
               {220, "proftpd"},
               {220, "(vsftpd"},
               {530, "login incorrect"},
               {530, "please login with user"},
               {331, "please specify"},
               {550, "failed to open file"},
               {550, "failed to change"},
               {500, "oops"},
               {250, "directory successfully"}};

    while (at(l, i) == '\'' || at(l, i) == '"' || at(l, i) == '`' || at(l, i) == '(' ||
           at(l, i) == '*' || at(l, i) == ' ')
        i++;
    for (size_t k = 0; k < sizeof web / sizeof *web; k++)
        if (web[k].code == code && l->n > i && ascii_starts(l->s + i, l->n - i, web[k].phrase))
            return true;
    return false;
}

struct candidate {
    size_t pos;
    int code;
    struct status status;
    size_t text; /* behind code and enhanced code */
    int quote;   /* that opens right before the text, 0 if none */
    bool continues;
    enum left left;
};

/* Whether the code is in the tables and can be said by a server. */
static bool is_known(int code)
{
    return code >= 200 && code != 200 && code != 201 && code != 215 &&
           catalog_find_reply(code) >= 0;
}

static bool is_text_start(int c)
{
    return c < 0 || ascii_is_alpha(c) || c >= 0x80 || c == '<' || c == '[' || c == '#' ||
           c == '"' || c == '\'' || c == '*' || c == '(' || c == '\\' || c == '$' || c == '{' ||
           c == '/' || c == ')' || c == ']' || c == '}' || c == '-' || c == ',' || c == ';' ||
           c == '.' || c == ':' || ascii_is_space(c);
}

/* `451 192.0.2.1 is not yet authorized`: a text may begin with an address. */
static bool is_address_at(const struct line *l, size_t i)
{
    size_t digits = 0, dots = 0;

    for (; ascii_is_digit(at(l, i)) || at(l, i) == '.'; i++) {
        dots += at(l, i) == '.';
        digits += at(l, i) != '.';
    }
    return dots == 3 && digits >= 4;
}

/* `HT`, `"G` or `"P` is somewhere in it. */
static bool may_be_web(const struct line *l)
{
    size_t i = 0;

    for (; i + sizeof(bytes16) < l->n; i += sizeof(bytes16)) {
        bytes16 here = bytes16_load(l->s + i), next = bytes16_load(l->s + i + 1);

        if (bytes16_any((bytes16)((here == 'H') & (next == 'T')) |
                        (bytes16)((here == '"') & ((next == 'G') | (next == 'P')))))
            return true;
    }
    for (; i + 1 < l->n; i++)
        if ((l->s[i] == 'H' && l->s[i + 1] == 'T') ||
            (l->s[i] == '"' && (l->s[i + 1] == 'G' || l->s[i + 1] == 'P')))
            return true;
    return false;
}

static bool contains(const struct line *l, const char *word)
{
    size_t n = strlen(word);
    const char *p = l->s, *end = l->s + l->n;

    while ((size_t)(end - p) >= n && (p = memchr(p, word[0], (size_t)(end - p))) != NULL) {
        if ((size_t)(end - p) >= n && memcmp(p, word, n) == 0)
            return true;
        p++;
    }
    return false;
}

static bool has_web_words(const struct line *l)
{
    return may_be_web(l) && (contains(l, "HTTP/1") || contains(l, "HTTP/2") ||
                             contains(l, "\"GET ") || contains(l, "\"POST "));
}

/* An HTTP status or access line. */
static bool is_web(const struct line *l)
{
    struct facts *f = l->facts;

    if (!f->asked_web)
        f->web = has_web_words(l);
    f->asked_web = true;
    return f->web;
}

/* A line that speaks of FTP. */
static bool is_ftp(const struct line *l)
{
    struct facts *f = l->facts;

    if (!f->asked_ftp)
        f->ftp = contains(l, "FTP") || contains(l, "ftpd");
    f->asked_ftp = true;
    return f->ftp;
}

static bool can_be_reported(int code)
{
    return code >= 400 && code <= 599 && code / 10 % 10 <= 7;
}

/* Codes of no table count where the program says that they are a server's reply. */
static bool is_reported(const struct line *l, const struct candidate *c)
{
    static const char *const words[] = {"said:",
                                        "retcode",
                                        "smtp;",
                                        "reply=",
                                        "reply:",
                                        "smtp error code:",
                                        "diagnostic-code:",
                                        "led=",
                                        "response:",
                                        "remote_host_said:",
                                        NULL};
    bool blank;
    size_t n = strip_openings(l, c->pos, &blank);

    if (!can_be_reported(c->code))
        return false;
    return ends_with_any(l->s, n, words) ||
           (n > 0 && at(l, n - 1) == ':' && blank && is_from_server(l, n));
}

/* `(526, b'text')`: code and text as Python's smtplib has them. */
static bool is_tuple(const struct line *l, size_t pos)
{
    return pos > 0 && at(l, pos - 1) == '(' && pos + 3 < l->n &&
           (ascii_starts(l->s + pos + 3, l->n - pos - 3, ", b'") ||
            ascii_starts(l->s + pos + 3, l->n - pos - 3, ", b\""));
}

/* The code is in the tables, or it can be no other number. */
static bool may_be_said(const struct line *l, const struct candidate *c)
{
    return is_known(c->code) || is_tuple(l, c->pos);
}

static bool is_convincing(const struct line *l, struct candidate *c)
{
    size_t text = skip_blanks(l, c->text);
    bool paired = status_is_set(&c->status);

    if (!paired && !l->loose && !is_known(c->code) && !can_be_reported(c->code))
        return false; /* whatever stands before it */
    if (is_refused(l, c->pos))
        return false;
    if (paired && c->status.class == c->code / 100)
        return true;
    c->left = look_left(l, c->pos);
    if (paired && c->left != LEFT_NO)
        return true;
    if (c->left == LEFT_NO || is_web(l))
        return false;
    if (c->left == LEFT_STRONG)
        return (may_be_said(l, c) || is_reported(l, c)) && !starts_unit(l, text);
    if (c->pos > 0 && at(l, c->pos - 1) == '#')
        return false; /* #550 may be a ticket */
    if (l->loose && c->left == LEFT_START)
        return true;
    if (!may_be_said(l, c) || is_ftp(l) || starts_unit(l, text) || is_web_phrase(l, text, c->code))
        return false;
    /* 250-PIPELINING goes on at once; `550-34` and `421 17:02` are something else. */
    if (c->left == LEFT_START && at(l, c->pos + 3) == ',')
        return at(l, text) >= 0 && !ascii_is_digit(at(l, text)); /* a list: 250, 251, */
    if (c->left == LEFT_START)
        return is_text_start(at(l, text)) || ascii_is_digit(at(l, text));
    /* `450:M` of redis and `250#250:` of nginx are no replies. */
    if ((at(l, c->pos + 3) == ':' || at(l, c->pos + 3) == '#') &&
        ascii_is_alnum(at(l, c->pos + 4)) && !paired)
        return false;
    return (is_text_start(at(l, text)) && at(l, text) >= 0) || is_address_at(l, text);
}

/* `retcode (550); Msg: b'5.1.1 text'`: Python's trace of a session. */
static bool is_traced(const struct line *l, size_t i)
{
    return at(l, i) == ')' && ascii_starts(l->s + i, l->n - i, "); Msg: ");
}

/* `got code "550", with message "550 5.7.1 ..."`: the reply itself comes behind. */
static bool is_announced(const struct line *l, size_t i)
{
    return at(l, i) == '"' && ascii_starts(l->s + i, l->n - i, "\", with message \"");
}

/* Where the text of the next key with that number begins, from pos on; 0 if it has none. */
static size_t json_value(const struct line *l, size_t pos, int key)
{
    static const char *const keys[JSON_KEYS] = {
        "\"content\":", "\"message\":", "\"text\":", "\"reply\":", "\"description\":"};
    struct facts *f = l->facts;
    const char *hit;
    size_t i;

    if (f->json[key].at >= pos)
        return f->json[key].value;
    hit = ascii_search(l->s + pos, l->n - pos, keys[key], strlen(keys[key]));
    f->json[key].at = hit ? (size_t)(hit - l->s) : l->n;
    i = f->json[key].at + (hit ? strlen(keys[key]) : 0);
    while (at(l, i) == ' ')
        i++;
    return f->json[key].value = at(l, i) == '"' ? i : 0;
}

/*
 * `"code": 550, ..., "content": "5.7.1 text"`: a code that is a JSON number has
 * its text in a string behind it.  Where that string's text begins, or 0.
 */
static size_t json_text(const struct line *l, size_t pos)
{
    int after = at(l, pos + 3);
    size_t text = 0;

    if ((after != ',' && after != '}') || pos < 3 ||
        (at(l, pos - 1) != ':' && at(l, pos - 2) != ':'))
        return 0;
    for (int key = 0; key < JSON_KEYS && text == 0; key++)
        text = json_value(l, pos, key);
    return text;
}

/* `550 "joe b"@example.com is unknown`: the quotes belong to an address. */
static bool is_quoted_local(const struct line *l, size_t i)
{
    int quote = at(l, i);
    size_t end = i + 1;

    while (end < l->n && end < i + 80 && at(l, end) != quote)
        end++;
    return quote == '"' && at(l, end) == quote && at(l, end + 1) == '@';
}

/*
 * `550 5.1.1 ` or `550-5.1.1 ` behind a blank, a quote or a bracket: the commonest
 * reply, at one glance.  All that read_candidate goes through step by step, but
 * for is_refused; false when it has to.
 */
static bool read_pair(const struct line *l, size_t pos, struct candidate *c)
{
    const char *p = l->s + pos;
    size_t len;

    if (pos == 0 || l->n - pos < sizeof "250 2.0.0 " - 1 ||
        (p[-1] != '(' && p[-1] != ' ' && p[-1] != '"') || (p[3] != ' ' && p[3] != '-') ||
        p[4] != p[0] || p[5] != '.' || (p[0] != '2' && p[0] != '4' && p[0] != '5'))
        return false;
    if (p[9] == ' ' && p[7] == '.' && ascii_is_digit((unsigned char)p[6]) &&
        ascii_is_digit((unsigned char)p[8])) {
        c->status = (struct status){(short)(p[4] - '0'), (short)(p[6] - '0'), (short)(p[8] - '0')};
        len = 5;
    } else {
        len = status_parse(p + 4, l->n - pos - 4, &c->status);
        if (len == 0 || c->status.class == 0 || at(l, pos + 4 + len) != ' ')
            return false;
    }
    c->pos = pos;
    c->code = (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
    c->continues = p[3] == '-';
    c->text = pos + 4 + len;
    c->quote = 0;
    return true;
}

static bool read_candidate(const struct line *l, size_t pos, struct candidate *c)
{
    size_t i = pos + 3, from;

    if (!left_border(l, pos) || !right_border(l, i) || is_announced(l, i))
        return false;
    c->pos = pos;
    c->code = (l->s[pos] - '0') * 100 + (l->s[pos + 1] - '0') * 10 + (l->s[pos + 2] - '0');
    c->status = status_none;
    c->continues = at(l, i) == '-';
    if (at(l, i) == '-' || at(l, i) == ':' || at(l, i) == ',' || at(l, i) == ')' ||
        at(l, i) == '"' || at(l, i) == ';')
        i++;
    i = skip_blanks(l, i);
    if (is_traced(l, pos + 3))
        i = pos + 3 + strlen("); Msg: ");
    if (json_text(l, pos) > 0)
        i = json_text(l, pos);
    if (at(l, i) == 'b' && (at(l, i + 1) == '\'' || at(l, i + 1) == '"'))
        i++;
    c->quote = (at(l, i) == '\'' || at(l, i) == '"') && !is_quoted_local(l, i) ? at(l, i) : 0;
    if (at(l, i) == '-' && at(l, i + 1) == ' ')
        i = skip_blanks(l, i + 1);
    c->text = i;
    if (status_near(l, i, &c->status, &from))
        c->text = from;
    return is_convincing(l, c);
}

/* ---- where the reply ends -------------------------------------------- */

static size_t find_word(const struct line *l, size_t from, size_t end, const char *word)
{
    const char *hit = from < end ? ascii_search(l->s + from, end - from, word, strlen(word)) : NULL;

    return hit ? (size_t)(hit - l->s) : end;
}

/* End of a text in quotes that open right before start; a backslash hides a quote. */
static size_t quoted_end(const struct line *l, size_t start, size_t end, int quote)
{
    if (quote == '\'') {
        size_t last = end;
        while (last > start && at(l, last - 1) != '\'')
            last--;
        return last > start ? last - 1 : end;
    }
    for (size_t i = start; i < end;) {
        const char *hit = memchr(l->s + i, quote, end - i);
        const char *hidden = memchr(l->s + i, '\\', hit ? (size_t)(hit - l->s) - i : end - i);

        if (!hidden)
            return hit ? (size_t)(hit - l->s) : end;
        i = (size_t)(hidden - l->s) + 2;
    }
    return end;
}

static size_t bracket_end(const struct line *l, size_t start, size_t end, int open, int close)
{
    const char *hit = start < end ? memchr(l->s + start, close, end - start) : NULL;
    int depth = 1;

    if (!hit || !memchr(l->s + start, open, (size_t)(hit - l->s) - start))
        return hit ? (size_t)(hit - l->s) : end;
    for (size_t i = start; i < end; i++) {
        if (l->s[i] == (char)open)
            depth++;
        else if (l->s[i] == (char)close && --depth == 0)
            return i;
    }
    return end;
}

/* The third byte tells most texts apart before all of them is looked at. */
static bool starts(const char *s, size_t n, const char *word)
{
    return n > 2 && ascii_lower((unsigned char)s[2]) == word[2] && ascii_starts(s, n, word);
}

/* What mail programs write behind a reply. */
static bool is_tail(const struct line *l, size_t i, size_t end)
{
    const char *s = l->s + i;
    size_t n = end - i;

    switch (*s) {
    case ' ':
        return starts(s, n, " (in reply to ") || starts(s, n, " (net::") || starts(s, n, " dsn=");
    case ';':
        return starts(s, n, "; from=<");
    case ',':
        return starts(s, n, ", stat=") || starts(s, n, ", reply=");
    case '}':
        return starts(s, n, "};{msg=") || starts(s, n, "};{fqdn=");
    case '\\':
        return starts(s, n, "\\n\\nreporting");
    case '/':
        return n > 1 && s[1] == 'G' && starts(s, n, "/giving_up_on_");
    default:
        return false;
    }
}

/* The bytes that may begin a tail, by what they and their neighbours are. */
static bytes16 may_begin_tail(const char *s)
{
    bytes16 here = bytes16_load(s), next = bytes16_load(s + 1);

    return (bytes16)((here == ' ') & ((next == '(') | ((next | 0x20) == 'd'))) |
           (bytes16)((here == ';') & (next == ' ')) | (bytes16)((here == ',') & (next == ' ')) |
           (bytes16)((here == '}') & (next == ';')) |
           (bytes16)((here == '\\') & ((next | 0x20) == 'n')) |
           (bytes16)((here == '/') & (next == 'G'));
}

static size_t cut_tail(const struct line *l, size_t start, size_t end)
{
    size_t i = start;

    if (end < start + sizeof(bytes16) + 1) {
        while (i < end && !is_tail(l, i, end))
            i++;
        return i;
    }
    while (i < end) {
        bytes16 hits;

        if (i + sizeof hits >= end)
            i = end - sizeof hits - 1; /* some bytes twice; the last one is no tail */
        hits = may_begin_tail(l->s + i);
        if (bytes16_any(hits))
            for (size_t k = bytes16_next(&hits, 0); k < sizeof hits; k = bytes16_next(&hits, k + 1))
                if (is_tail(l, i + k, end))
                    return i + k;
        i += sizeof hits;
        if (i + 1 >= end)
            break;
    }
    return end;
}

static size_t trim_end(const struct line *l, size_t start, size_t end)
{
    for (;;) {
        int c = end > start ? at(l, end - 1) : -1;

        if (c >= 0 && (ascii_is_space(c) || c == '\0'))
            end--;
        else if (end >= start + 2 && at(l, end - 2) == '\\' && (c == 'n' || c == 'r'))
            end -= 2;
        else
            return end;
    }
}

/* `(host mx.example.com refused to talk to me: 554 No)`: the last bracket is not the reply's. */
static bool closes_nothing(const struct line *l, size_t start, size_t end)
{
    int depth = 0;

    if (end == start || at(l, end - 1) != ')')
        return false;
    for (size_t i = start; i < end; i++)
        depth += (at(l, i) == '(') - (at(l, i) == ')');
    return depth == -1;
}

static size_t reply_end(const struct line *l, size_t pos)
{
    size_t end = l->n;
    int open = pos ? at(l, pos - 1) : -1;
    size_t i = pos;

    while (i > 0 && at(l, i - 1) == '#')
        open = --i ? at(l, i - 1) : -1;
    if (open == ' ' && i > 1)
        i--;
    if (i >= 6 && ascii_equal(l->s + i - 5, 5, "smtp;", 5))
        open = at(l, i - 6); /* PowerMTA: "smtp;550 5.1.1 text" */
    if (open == '"')
        end = i >= 2 && at(l, i - 2) == '\\' ? find_word(l, pos, end, "\\\"")
                                             : quoted_end(l, pos, end, '"');
    else if (open == '\'')
        end = quoted_end(l, pos, end, '\'');
    else if (open == '(')
        end = at(l, pos + 3) == ',' || is_traced(l, pos + 3) ? end
                                                             : bracket_end(l, pos, end, '(', ')');
    else if (open == '{')
        end = bracket_end(l, pos, end, '{', '}');
    else if (open == '[')
        end = bracket_end(l, pos, end, '[', ']');
    end = trim_end(l, pos, cut_tail(l, pos, end));
    return closes_nothing(l, pos, end) ? end - 1 : end;
}

/* The next byte behind i where a code or a dotted code may begin. */
static size_t next_candidate(const struct line *l, size_t i)
{
    return l->candidates ? kernel_next(l->candidates, l->base + i + 1, l->base + l->n) - l->base
                         : i + 1;
}

/* ---- enhanced codes elsewhere ----------------------------------------- */

static bool is_registered(const struct status *s)
{
    return catalog_find_status(s) >= 0;
}

/* `(#5.1.1)` at the end, `cuda_nsu 5.1.1`, `- 5.7.1 [BL23]`: within the reply's own text. */
static bool status_within(const struct line *l, size_t from, size_t end, int code,
                          struct status *found)
{
    for (size_t i = from; i + 5 <= end; i = next_candidate(l, i)) {
        struct status s;
        int before = i ? at(l, i - 1) : -1;
        size_t len;

        if (at(l, i + 1) != '.' || !ascii_is_digit(at(l, i)) || ascii_is_digit(before) ||
            before == '.')
            continue;
        len = status_parse(l->s + i, end - i, &s);
        if (len == 0 || s.class == 0 || ascii_is_alnum(at(l, i + len)))
            continue;
        if ((before == '#' && s.subject <= 7) || (s.class == code / 100 && is_registered(&s))) {
            *found = s;
            return true;
        }
    }
    return false;
}

static bool is_status_key(const struct line *l, size_t n)
{
    if (n < 2)
        return false;
    for (unsigned i = first_word(&keys_index, l->s + n - 2); i; i = keys_index.next[i])
        if (ends_with_word(l, n, &status_keys[i - 1]))
            return true;
    return false;
}

/* `dsn=5.1.1`, `Status: 5.1.1`, `"status":"5.1.1"`, `,5.1.1 (bad destination`. */
static bool status_field(const struct line *l, size_t from, size_t to, struct status *found,
                         size_t *end)
{
    for (size_t i = from; i + 5 <= to; i = next_candidate(l, i)) {
        size_t left, len;
        bool blank;

        if (at(l, i + 1) != '.' || !ascii_is_digit(at(l, i)) ||
            (i > 0 && ascii_is_digit(at(l, i - 1)) && !left_border(l, i)))
            continue;
        len = status_parse(l->s + i, l->n - i, found);
        if (len == 0 || found->class == 0 || ascii_is_alnum(at(l, i + len)))
            continue;
        left = strip_openings(l, i, &blank);
        *end = i + len;
        if (i > 0 && at(l, i - 1) != '=' && at(l, i - 1) != ':' && at(l, i - 1) != '"' &&
            at(l, i - 1) != ',' && left == i)
            continue; /* no key ends like this */
        if (is_status_key(l, left) || is_status_key(l, i))
            return true;
        if (i > 0 && at(l, i - 1) == ',' && at(l, i + len) == ' ' && at(l, i + len + 1) == '(')
            return true;
    }
    return false;
}

/* `"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1}`: three numbers of JSON. */
static bool status_object(const struct line *l, const struct candidate *c, struct status *found)
{
    static const char *const keys[] = {"\"class\":", "\"subject\":", "\"detail\":"};
    short parts[3] = {0, 0, 0};
    size_t i = c->pos + 3;

    if (c->pos == 0 || (at(l, c->pos - 1) != ':' && at(l, c->pos - 1) != ' '))
        return false;
    for (int k = 0; k < 3; k++) {
        const char *hit = ascii_search(l->s + i, l->n - i, keys[k], strlen(keys[k]));

        if (!hit)
            return false;
        i = skip_blanks(l, (size_t)(hit - l->s) + strlen(keys[k]));
        for (; ascii_is_digit(at(l, i)) && parts[k] < 100; i++)
            parts[k] = (short)(parts[k] * 10 + at(l, i) - '0');
    }
    *found = (struct status){parts[0], parts[1], parts[2]};
    return parts[0] == c->code / 100;
}

/* `milter-reject: ...: 5.7.1 Spam`, `The server response was: 5.1.1 ...`, `(#5.1.1)`. */
static bool status_alone(const struct line *l, size_t from, struct found *f)
{
    for (size_t i = from; i + 5 <= l->n; i = next_candidate(l, i)) {
        struct status s;
        size_t len, left;
        bool blank, hash = i && at(l, i - 1) == '#';

        if (at(l, i + 1) != '.' || (at(l, i) != '4' && at(l, i) != '5') ||
            (i && (ascii_is_alnum(at(l, i - 1)) || at(l, i - 1) == '.')))
            continue;
        len = status_parse(l->s + i, l->n - i, &s);
        if (len == 0 || ascii_is_alnum(at(l, i + len)) || at(l, i + len) == '/' ||
            !(is_registered(&s) || (l->loose && is_prompt(l, i))))
            continue;
        left = strip_openings(l, i, &blank);
        if (!hash &&
            !(left > 0 && at(l, left - 1) == ':' && blank && at(l, i + len) == ' ' &&
              is_text_start(at(l, i + len + 1))) &&
            !(l->loose && is_prompt(l, i)))
            continue;
        if (ends_with(l->s, left, "version:"))
            continue;
        f->status = s;
        f->start = hash ? 0 : i;
        f->end = hash ? trim_end(l, 0, l->n) : reply_end(l, i);
        f->text = hash ? 0 : skip_blanks(l, i + len);
        return true;
    }
    return false;
}

/* The next `st` in any case, from i on; the line's end when there is none. */
static size_t next_st(const struct line *l, size_t i)
{
    for (; i + sizeof(bytes16) < l->n; i += sizeof(bytes16)) {
        bytes16 hits = (bytes16)((bytes16_load(l->s + i) | 0x20) == 's') &
                       (bytes16)((bytes16_load(l->s + i + 1) | 0x20) == 't');

        if (bytes16_any(hits))
            return i + bytes16_next(&hits, 0);
    }
    while (i < l->n && (ascii_lower(at(l, i)) != 's' || ascii_lower(at(l, i + 1)) != 't'))
        i++;
    return i;
}

/* The words that a log line gives where no server spoke: `status=deferred (connect to ...)`. */
static void field_text(const struct line *l, struct found *f, size_t from)
{
    static const char *const keys[] = {"status=sent (",
                                       "status=deferred (",
                                       "status=bounced (",
                                       "status=undeliverable (",
                                       "status=expired",
                                       "stat=",
                                       NULL};

    f->text = f->end = trim_end(l, from, l->n);
    for (size_t i = 0; (i = next_st(l, i)) < l->n; i++) {
        for (const char *const *k = keys; *k; k++) {
            if (!ascii_starts(l->s + i, l->n - i, *k))
                continue;
            f->text = i + strlen(*k);
            f->end = at(l, f->text - 1) == '(' ? bracket_end(l, f->text, l->n, '(', ')') : l->n;
            f->end = trim_end(l, f->text, f->end);
            return;
        }
    }
    f->text = skip_blanks(l, from);
    if (f->text > f->end)
        f->text = f->end;
}

/* A later line of the same reply that has another code: `550-5.1.1 ... \n554 5.1.1`. */
static bool code_changes(const struct line *l, const struct candidate *c, size_t end)
{
    if (!c->continues || !status_is_set(&c->status))
        return false;
    for (size_t i = c->text; i + 9 <= end; i++) {
        struct candidate next;
        size_t from;

        if (!ascii_is_digit(at(l, i)) || !ascii_is_digit(at(l, i + 1)) ||
            !ascii_is_digit(at(l, i + 2)) || !left_border(l, i))
            continue;
        if (at(l, i + 3) != '-' && at(l, i + 3) != ' ')
            continue;
        next.code = (l->s[i] - '0') * 100 + (l->s[i + 1] - '0') * 10 + (l->s[i + 2] - '0');
        if (next.code < 200 || next.code > 599 || next.code == c->code)
            continue;
        if (status_near(l, i + 4, &next.status, &from) && next.status.subject == c->status.subject)
            return true;
    }
    return false;
}

/* ---- the finder ------------------------------------------------------- */

static bool is_success(int severity)
{
    return severity == 2 || severity == 3;
}

/* Whether a 250 may answer EHLO, which its text tells (cause.c); `OK id=1` and `ok 4` do not. */
static bool may_greet(const struct line *l, const struct candidate *c)
{
    size_t i = skip_blanks(l, c->text);

    return c->continues || !ascii_is_alpha(at(l, i)) || !ascii_is_space(at(l, i + 2));
}

/*
 * The codes of a success without its text, which nobody asks for; false where an
 * enhanced code may stand behind it, or the text tells what it is.
 */
static bool take_codes(const struct line *l, const struct candidate *c, struct found *f)
{
    int after = at(l, c->pos + 3);
    size_t unused;

    if (after == ',' || after == '}' || c->quote || c->code / 100 != 2)
        return false;
    for (size_t i = next_candidate(l, c->pos); i < l->n; i = next_candidate(l, i))
        if (l->s[i + 1] == '.')
            return false;
    if (!status_field(l, l->from, f->start, &f->status, &unused))
        f->status = status_none;
    return status_is_set(&f->status) || c->code != 250 || !may_greet(l, c);
}

static void accept(const struct line *l, const struct candidate *c, struct found *f)
{
    f->code = c->code;
    f->status = c->status;
    f->start = c->pos;
    f->continues = c->continues;
    if (l->brief && is_success(c->code / 100) && (status_is_set(&c->status) || take_codes(l, c, f)))
        return;
    f->end = reply_end(l, c->pos);
    f->text = skip_blanks(l, c->text);
    while (f->text < f->end && (at(l, f->text) == '\'' || at(l, f->text) == '"') &&
           !is_quoted_local(l, f->text))
        f->text++;
    if (f->text > f->end)
        f->text = f->end;
    if (c->quote) /* Python's (550, b'text'): the text is the literal */
        f->end = quoted_end(l, f->text, f->end, c->quote);
    f->changes = code_changes(l, c, f->end);
    if (!status_is_set(&f->status) && f->code >= 200 && f->code / 100 != 3) {
        size_t unused;
        if (!status_within(l, f->text, f->end, f->code, &f->status) &&
            !status_field(l, l->from, f->start, &f->status, &unused) &&
            !status_field(l, f->end, l->n, &f->status, &unused) &&
            !(json_text(l, c->pos) > 0 && status_object(l, c, &f->status)))
            f->status = status_none;
    }
}

static bool find_code(const struct line *l, size_t from, struct found *f)
{
    const char *s = l->s;

    for (size_t i = from; i + 3 <= l->n; i = next_candidate(l, i)) {
        struct candidate c;
        bool first = l->loose ? ascii_is_digit((unsigned char)s[i]) : s[i] >= '2' && s[i] <= '5';

        if (l->candidates && !finder_may_begin(s + i))
            continue;
        if (!first || !ascii_is_digit((unsigned char)s[i + 1]) ||
            !ascii_is_digit((unsigned char)s[i + 2]))
            continue;
        if (read_pair(l, i, &c) ? !is_refused(l, i) : read_candidate(l, i, &c)) {
            accept(l, &c, f);
            return true;
        }
    }
    return false;
}

/* Behind a code there may be blanks and no text: "dsn=5.1.1 ". */
static bool keep_order(struct found *f)
{
    if (f->text > f->end)
        f->text = f->end;
    return true;
}

/* The reply of a line; its code, if it has one, begins at code or behind it. */
static bool find(const struct line *line, size_t code, struct found *f)
{
    struct facts facts = {0};
    struct line l = *line;
    size_t from = l.from, n = l.n, end;

    l.facts = &facts;
    *f = (struct found){.code = -1, .status = status_none, .line = l.s, .length = n};
    if (find_code(&l, code, f))
        return keep_order(f);
    if (status_field(&l, from, n, &f->status, &end)) {
        if (l.brief && f->status.class == 2)
            return true;
        f->start = end - 5;
        while (f->start > 0 && at(&l, f->start - 1) != '=' && at(&l, f->start - 1) != ' ' &&
               at(&l, f->start - 1) != '"' && at(&l, f->start - 1) != ':' &&
               at(&l, f->start - 1) != ',')
            f->start--;
        field_text(&l, f, end);
        if (f->text < f->start)
            f->start = f->text; /* the words may stand before the code */
        return keep_order(f);
    }
    f->status = status_none;
    return status_alone(&l, from, f) && keep_order(f);
}

bool finder_find(const char *s, size_t n, struct found *f)
{
    return find(&(struct line){.s = s, .n = n}, 0, f);
}

bool finder_find_marked(const char *s, size_t n, const uint64_t *candidates, size_t base,
                        struct found *f)
{
    size_t from = kernel_next(candidates, base, base + n) - base;

    return from < n &&
           find(
               &(struct line){.s = s, .n = n, .from = from, .candidates = candidates, .base = base},
               from, f);
}

bool finder_find_brief(const char *s, size_t n, const uint64_t *candidates, size_t base,
                       size_t code, struct found *f)
{
    struct line l = {.s = s,
                     .n = n,
                     .brief = true,
                     .from = kernel_next(candidates, base, base + n) - base,
                     .candidates = candidates,
                     .base = base};
    struct candidate c;

    if (code >= n || (s[code] != '2' && s[code] != '3') || !read_pair(&l, code, &c) ||
        is_refused(&l, code))
        return find(&l, code, f);
    *f = (struct found){.code = c.code,
                        .status = c.status,
                        .start = code,
                        .continues = c.continues,
                        .line = s,
                        .length = n};
    return true;
}

bool finder_may_mean(const char *p)
{
    int code = (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');

    return is_known(code) || can_be_reported(code);
}

bool finder_find_loose(const char *s, size_t n, struct found *f)
{
    return find(&(struct line){.s = s, .n = n, .loose = true}, 0, f);
}
