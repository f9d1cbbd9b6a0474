#include "cause.h"

#include "ascii.h"
#include "bytes16.h"
#include "memo.h"
#include "rules.h"

#include <string.h>

/* The verdict columns of a row; false when the row names no cause. */
static bool read_verdict(enum kind kind, int row, struct verdict *v)
{
    int cause = catalog_word(kind, row, FIELD_CAUSE);

    if (cause < 0)
        return false;
    v->cause = (enum cause)cause;
    v->fixer = (enum fixer)catalog_word(kind, row, FIELD_FIXER);
    v->retry = (enum retry)catalog_word(kind, row, FIELD_RETRY);
    return true;
}

static struct verdict verdict_of_severity(int code)
{
    struct verdict v = {CAUSE_UNKNOWN, FIXER_SENDER_ADMIN, RETRY_AFTER_FIX};
    int row = catalog_find_severity(code);

    if (row >= 0)
        read_verdict(KIND_CATEGORY, row, &v);
    return v;
}

struct verdict cause_of_code(int code)
{
    int row = catalog_find_reply(code);
    struct verdict v;

    return row >= 0 && read_verdict(KIND_REPLY, row, &v) ? v : verdict_of_severity(code);
}

/* Enhanced codes that say too little for themselves; a telling reply code decides then. */
static bool is_vague(const struct status *s)
{
    static const struct {
        short subject, detail;
    } vague[] = {{0, 0}, {1, 0}, {2, 0}, {5, 0}, {5, 1}, {5, 4},
                 {7, 0}, {7, 1}, {7, 3}, {7, 4}, {7, 14}};

    for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
        if (s->subject == vague[i].subject && s->detail == vague[i].detail)
            return true;
    return false;
}

/* Reply codes that mean one thing only, whatever vague code stands beside them. */
static bool is_telling(int code)
{
    static const short telling[] = {421, 432, 454, 500, 502, 503, 504, 521, 523,
                                    524, 525, 530, 534, 535, 538, 552, 555, 556};

    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (code == telling[i])
            return true;
    return false;
}

static struct verdict verdict_of_row(int row, int class)
{
    struct verdict v = {CAUSE_UNKNOWN, FIXER_SENDER_ADMIN, RETRY_AFTER_FIX};
    int cause4 = catalog_word(KIND_ENHANCED, row, FIELD_CAUSE_4);

    read_verdict(KIND_ENHANCED, row, &v);
    if (class != 4)
        return v;
    if (cause4 >= 0) {
        v.cause = (enum cause)cause4;
        v.fixer = (enum fixer)catalog_word(KIND_ENHANCED, row, FIELD_FIXER_4);
        v.retry = (enum retry)catalog_word(KIND_ENHANCED, row, FIELD_RETRY_4);
    } else if (v.retry == RETRY_NEVER) {
        v.retry = RETRY_LATER;
    }
    return v;
}

/* A code for success (X.1.5, X.1.9, X.3.6): with class 4 or 5 it says nothing. */
static bool is_success(int row)
{
    return catalog_word(KIND_ENHANCED, row, FIELD_CAUSE) == CAUSE_ACCEPTED;
}

struct verdict cause_of_status(const struct status *status, int code)
{
    int row = catalog_find_status(status);
    struct verdict v;

    if (status->class == 2)
        return code >= 400 ? cause_of_code(code)
                           : (struct verdict){CAUSE_ACCEPTED, FIXER_NOBODY, RETRY_NONE_NEEDED};
    v = row >= 0 && !is_success(row)
            ? verdict_of_row(row, status->class)
            : verdict_of_severity((status->class ? status->class : 5) * 100);
    if (code >= 400 && (v.cause == CAUSE_UNKNOWN || (is_vague(status) && is_telling(code)))) {
        struct verdict by_code = cause_of_code(code);
        if (by_code.cause != CAUSE_UNKNOWN)
            return by_code;
    }
    return v;
}

bool cause_unsquash(int code, struct status *status)
{
    int row = catalog_find_reply(code);
    const char *like;

    if (row >= 0) {
        like = catalog_text(NULL, KIND_REPLY, row, FIELD_READS_LIKE);
        return *like && status_parse(like, strlen(like), status) > 0;
    }
    *status = (struct status){(short)(code / 100), (short)(code / 10 % 10), (short)(code % 10)};
    return (status->class == 4 || status->class == 5) && catalog_find_status(status) >= 0;
}

static unsigned long bit(enum warning w)
{
    return 1UL << w;
}

static bool contains(const char *text, size_t n, const char *words)
{
    return ascii_search(text, n, words, strlen(words)) != NULL;
}

/*
 * What a 4yz says that is for good, and a 5yz that asks to come back; may_contradict
 * knows how they begin.
 */
static const char *const for_good[] = {"permanently deferred", "will not succeed",
                                       "permanently reject",   "permanent failure",
                                       "do not retry",         NULL};
static const char *const come_back[] = {"try again later",   "try later", "temporarily deferred",
                                        "try again in",      "greylist",  "come back later",
                                        "temporary failure", NULL};

/* Where three letters stand, of which a, b and c are the bytes one by one, folded. */
static inline bytes16 head_at(bytes16 a, bytes16 b, bytes16 c, const char *head)
{
    return (bytes16)(a == (unsigned char)head[0]) & (bytes16)(b == (unsigned char)head[1]) &
           (bytes16)(c == (unsigned char)head[2]);
}

enum { WINDOW = 16, HEAD = 3 };

/* Whether the heads of such words stand at one of WINDOW places; false alarms are few. */
static bool may_contradict(const char *text, int severity)
{
    bytes16 a = bytes16_load(text) | 0x20, b = bytes16_load(text + 1) | 0x20;
    bytes16 c = bytes16_load(text + 2) | 0x20;

    if (severity == 4)
        return bytes16_any(head_at(a, b, c, "per") | head_at(a, b, c, "wil") |
                           head_at(a, b, c, "do "));
    return bytes16_any(head_at(a, b, c, "try") | head_at(a, b, c, "tem") | head_at(a, b, c, "gre") |
                       head_at(a, b, c, "com"));
}

/* Whether one of some words begins at one of the first places of a text. */
static bool any_begins(const char *text, size_t n, size_t places, const char *const *words)
{
    for (size_t i = 0; i < places; i++)
        for (const char *const *w = words; *w; w++)
            if (ascii_lower((unsigned char)text[i]) == **w && ascii_starts(text + i, n - i, *w))
                return true;
    return false;
}

static bool text_contradicts(const struct found *f, int severity)
{
    const char *text = f->line + f->text, *const *words = severity == 4 ? for_good : come_back;
    const size_t least = WINDOW + HEAD - 1;
    size_t n = f->end - f->text;

    if (severity != 4 && severity != 5)
        return false;
    if (n < least)
        return any_begins(text, n, n, words);
    for (size_t i = 0; i < n; i += WINDOW) {
        size_t at = i + least <= n ? i : n - least; /* the last ones once more */

        if (may_contradict(text + at, severity) && any_begins(text + at, n - at, WINDOW, words))
            return true;
    }
    return false;
}

static unsigned long warnings_of(const struct found *f)
{
    unsigned long set = 0;
    struct status squashed;
    int severity = found_class(f);
    int row = f->code >= 0 ? catalog_find_reply(f->code) : -1;

    if (f->code >= 0 && status_is_set(&f->status) && f->status.class != severity &&
        f->status.class != 0)
        set |= bit(WARNING_CLASS_MISMATCH);
    if (f->code >= 0 && (severity < 2 || severity > 5))
        set |= bit(WARNING_NOT_A_REPLY);
    else if (f->code >= 0 &&
             (row < 0 || catalog_word(KIND_REPLY, row, FIELD_STATUS) == STATUS_UNOFFICIAL))
        set |= bit(WARNING_UNOFFICIAL_CODE);
    if (f->code >= 0 && !status_is_set(&f->status) && cause_unsquash(f->code, &squashed))
        set |= bit(WARNING_SQUASHED_ENHANCED);
    if (f->changes)
        set |= bit(WARNING_CODE_CHANGES);
    if (status_is_set(&f->status) && catalog_find_status(&f->status) < 0)
        set |= bit(WARNING_UNREGISTERED_ENHANCED);
    if (text_contradicts(f, severity))
        set |= bit(WARNING_TEXT_CONTRADICTS);
    return set;
}

static enum proof proof_of(const struct found *f, const struct verdict *v)
{
    bool known_code = f->code >= 0 && catalog_find_reply(f->code) >= 0;

    if (status_is_set(&f->status) && catalog_find_status(&f->status) >= 0 && f->code / 100 != 2 &&
        f->code / 100 != 3) {
        struct verdict by_status = cause_of_status(&f->status, -1);
        if (by_status.cause == v->cause || !known_code)
            return PROOF_ENHANCED;
    }
    return known_code ? PROOF_CODE : PROOF_CLASS;
}

/* A rule's verdict where a reply is transient: the queue tries again by itself. */
static struct verdict soften(struct verdict v, int severity)
{
    if (severity == 4 && v.retry == RETRY_NEVER)
        v.retry = RETRY_LATER;
    return v;
}

/* Whether the enhanced code alone names a cause that says something. */
static bool is_telling_status(const struct status *status)
{
    enum cause cause;

    if (!status_is_set(status) || catalog_find_status(status) < 0)
        return false;
    cause = cause_of_status(status, -1).cause;
    return cause != CAUSE_UNKNOWN && cause != CAUSE_POLICY && cause != CAUSE_SYSTEM_ERROR &&
           cause != CAUSE_SYSTEM_UNAVAILABLE;
}

static bool judge_by_rule(const struct found *f, int severity, struct judgement *j)
{
    struct match match;

    rules_match(f, &match);
    if (match.rule < 0 || (!(match.rank & MATCHER_STRONG) && is_telling_status(&f->status)))
        return false;
    j->verdict = soften(rules_verdict(match.rule), severity);
    j->proof = PROOF_RULE;
    j->rule = match.rule;
    j->folded = match.start;
    j->folded_end = match.end;
    return true;
}

/* `250-SIZE 1000`, `250-mx.example.com Hello client`: the answer to EHLO informs, it takes no mail.
 */
static bool is_greeting(const struct found *f)
{
    const char *text = f->line + f->text;
    size_t n = f->end - f->text, word = 0;

    if (f->code != 250 || status_is_set(&f->status))
        return false;
    while (word < n && !ascii_is_space((unsigned char)text[word]) && text[word] != '=')
        word++;
    if (word > 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= '0' && text[1] <= 'Z' &&
        catalog_find(KIND_KEYWORD, text, word) >= 0)
        return true;
    return f->continues && (contains(text, n < 200 ? n : 200, " hello ") ||
                            contains(text, n, "PIPELINING") || contains(text, n, "8BITMIME"));
}

/* Where the words of the rule stand in the text. */
static void locate(const struct found *f, struct judgement *j)
{
    struct match match = {.start = j->folded, .end = j->folded_end};

    if (j->rule < 0 || j->placed)
        return;
    matcher_locate(f->line + f->text, f->end - f->text, &match);
    j->match = match.start;
    j->match_len = match.end - match.start;
    j->placed = true;
}

static void judge(const struct found *f, int severity, struct judgement *j)
{
    *j = (struct judgement){.rule = -1};
    if (severity != 2 && severity != 3 && judge_by_rule(f, severity, j))
        return;
    if (f->code >= 0 && (severity == 2 || severity == 3 || !status_is_set(&f->status)))
        j->verdict = cause_of_code(f->code);
    else
        j->verdict = cause_of_status(&f->status, f->code);
    if (is_greeting(f))
        j->verdict.cause = CAUSE_INFO;
    j->proof = proof_of(f, &j->verdict);
}

void cause_judge_only(const struct found *f, struct memo *memo, struct judgement *j)
{
    int severity = found_class(f);
    struct memo_key key;

    if (!memo || severity == 2 || severity == 3 || !memo_key(memo, &key, f)) {
        judge(f, severity, j);
    } else if (!memo_find(memo, &key, j)) {
        judge(f, severity, j);
        if (memo_wants(memo, &key)) {
            locate(f, j);
            memo_add(memo, &key, j);
        }
    }
}

void cause_judge_unplaced(const struct found *f, struct memo *memo, struct judgement *j)
{
    cause_judge_only(f, memo, j);
    j->warnings = warnings_of(f);
}

void cause_judge(const struct found *f, struct memo *memo, struct judgement *j)
{
    cause_judge_unplaced(f, memo, j);
    locate(f, j);
}
