#include "explain.h"

#include "ascii.h"
#include "dialogue.h"
#include "rules.h"
#include "suggest.h"

#include <string.h>

static const char *kind_name(enum kind kind)
{
    return kind == KIND_REPLY ? "code" : schema_table(kind)->name;
}

/* Commands that a code answers; the word for "no command" is no command. */
static void add_verbs(struct record *r, enum field field, const char *verbs)
{
    record_refs(r, field,
                verbs && strcmp(verbs, word_name(LIST_VERB, VERB_NONE)) == 0 ? "" : verbs);
}

static void add_column(struct record *r, enum kind kind, int row, const struct column *c)
{
    switch (c->type) {
    case TYPE_KEY:
    case TYPE_PLAIN:
        record_plain(r, c->field, catalog_text(r->catalog, kind, row, c->field));
        break;
    case TYPE_TEXT:
        record_text(r, c->field, catalog_text(r->catalog, kind, row, c->field));
        break;
    case TYPE_LIST:
        record_list(r, c->field, catalog_list(r->catalog, kind, row, c->field));
        break;
    case TYPE_LINES:
        record_lines(r, c->field, catalog_list(r->catalog, kind, row, c->field));
        break;
    case TYPE_WORD:
        record_word(r, c->field, (enum list)c->of, catalog_word(kind, row, c->field));
        break;
    case TYPE_REFS:
        record_refs(r, c->field, catalog_text(r->catalog, kind, row, c->field));
        break;
    case TYPE_WORDS:
        add_verbs(r, c->field, catalog_text(r->catalog, kind, row, c->field));
        break;
    }
}

static void add_columns(struct record *r, enum kind kind, int row)
{
    const struct table *t = schema_table(kind);

    for (int i = 0; i < t->column_count; i++)
        add_column(r, kind, row, &t->columns[i]);
}

void explain_row(struct record *r, const struct catalog *catalog, enum kind kind, int row)
{
    record_init(r, catalog, kind_name(kind));
    add_columns(r, kind, row);
}

static void add_thing(struct record *r, const struct thing *t)
{
    record_span(r, FIELD_THING, t->text, t->length);
}

/* The name of a digit record ("Success"), or nothing. */
static void add_digit(struct record *r, enum field field, int row)
{
    record_text(r, field, row < 0 ? "" : catalog_text(r->catalog, KIND_CATEGORY, row, FIELD_NAME));
}

static void add_verdict(struct record *r, const struct verdict *v)
{
    record_word(r, FIELD_CAUSE, LIST_CAUSE, v->cause);
    record_word(r, FIELD_FIXER, LIST_FIXER, v->fixer);
    record_word(r, FIELD_RETRY, LIST_RETRY, v->retry);
}

static void add_near(struct record *r, const struct thing *t)
{
    char near[256];

    if (explain_near(t, near, sizeof near) > 0)
        record_refs(r, FIELD_NEAR, record_keep(r, near, strlen(near)));
    else
        record_refs(r, FIELD_NEAR, "");
}

/* A list of a digit record, empty when there is no such record. */
static struct texts digit_list(const struct record *r, int row, enum field field)
{
    struct texts none = {0};

    return row < 0 ? none : catalog_list(r->catalog, KIND_CATEGORY, row, field);
}

/* What a digit record says and advises. */
static void add_digit_texts(struct record *r, int row)
{
    record_text(r, FIELD_DESCRIPTION,
                row < 0 ? "" : catalog_text(r->catalog, KIND_CATEGORY, row, FIELD_DESCRIPTION));
    record_list(r, FIELD_FIX, digit_list(r, row, FIELD_FIX));
}

/* What only the digits of a code tell: its severity and its category. */
static void add_unknown_code(struct record *r, const struct thing *t)
{
    int severity = catalog_find_severity(t->code);
    struct verdict v = cause_of_code(t->code);
    bool legal = t->code >= 200 && t->code < 600;

    r->known = false;
    record_number(r, FIELD_CODE, t->code);
    record_text(r, FIELD_NAME, catalog_ui(r->catalog, legal ? "unknown-code" : "not-a-reply-code"));
    add_digit(r, FIELD_SEVERITY, severity);
    add_digit(r, FIELD_CATEGORY, catalog_find_category(t->code));
    add_verdict(r, &v);
    if (severity >= 0) {
        record_text(r, FIELD_DESCRIPTION,
                    catalog_text(r->catalog, KIND_CATEGORY, severity, FIELD_DESCRIPTION));
        record_list(r, FIELD_FIX, catalog_list(r->catalog, KIND_CATEGORY, severity, FIELD_FIX));
    } else {
        record_text(r, FIELD_DESCRIPTION, catalog_ui(r->catalog, "not-a-reply-code-text"));
        record_list(r, FIELD_FIX, (struct texts){0});
    }
    add_near(r, t);
}

/*
 * Whether the second digit of a code in the tables means anything: not in the
 * number of an operating system's error, nor in an enhanced code without its dots.
 */
static bool has_category(const struct thing *t)
{
    const char *like = catalog_text(NULL, KIND_REPLY, t->row, FIELD_READS_LIKE);

    return catalog_word(KIND_REPLY, t->row, FIELD_STATUS) != STATUS_UNOFFICIAL ||
           (t->code >= 200 && !(like && *like));
}

static unsigned long code_warnings(int code)
{
    struct found f = {.code = code, .status = status_none, .line = ""};
    struct judgement j;

    cause_judge(&f, NULL, &j);
    return j.warnings;
}

static void explain_code(struct record *r, const struct thing *t)
{
    const struct table *table = schema_table(KIND_REPLY);

    r->severity = t->code / 100;
    add_thing(r, t);
    if (t->row < 0) {
        add_unknown_code(r, t);
    } else {
        record_number(r, FIELD_CODE, t->code);
        for (int i = 1; i < table->column_count; i++) {
            add_column(r, KIND_REPLY, t->row, &table->columns[i]);
            if (table->columns[i].field != FIELD_CONFIDENCE)
                continue;
            add_digit(r, FIELD_SEVERITY, catalog_find_severity(t->code));
            add_digit(r, FIELD_CATEGORY, has_category(t) ? catalog_find_category(t->code) : -1);
        }
    }
    record_words(r, FIELD_WARNINGS, LIST_WARNING, code_warnings(t->code));
}

static int find_class(int class)
{
    char key[] = "0.X.X";

    key[0] = (char)('0' + class);
    return catalog_find(KIND_CATEGORY, key, 5);
}

static int find_subject(int subject)
{
    char key[] = "X.0.X";

    if (subject < 0 || subject > 9)
        return -1;
    key[2] = (char)('0' + subject);
    return catalog_find(KIND_CATEGORY, key, 5);
}

static const char *keep_status(struct record *r, const struct status *s)
{
    char text[STATUS_TEXT];
    size_t n = status_format(s, text);

    return record_keep(r, text, n);
}

static void add_unknown_status(struct record *r, const struct thing *t)
{
    int class = find_class(t->status.class), subject = find_subject(t->status.subject);
    int row = subject >= 0 ? subject : class;

    r->known = false;
    record_text(r, FIELD_NAME, catalog_ui(r->catalog, "unknown-enhanced"));
    add_digit(r, FIELD_CLASS, class);
    add_digit(r, FIELD_SUBJECT, subject);
    add_digit_texts(r, row);
    add_near(r, t);
}

static void explain_status(struct record *r, const struct thing *t)
{
    const struct table *table = schema_table(KIND_ENHANCED);
    struct verdict v = cause_of_status(&t->status, -1);

    r->severity = t->status.class;
    add_thing(r, t);
    record_plain(r, FIELD_ENHANCED, keep_status(r, &t->status));
    if (t->row < 0) {
        add_unknown_status(r, t);
        add_verdict(r, &v);
        record_words(r, FIELD_WARNINGS, LIST_WARNING, 1UL << WARNING_UNREGISTERED_ENHANCED);
        return;
    }
    for (int i = 1; i < table->column_count; i++) {
        switch (table->columns[i].field) {
        case FIELD_CAUSE:
            add_digit(r, FIELD_CLASS, find_class(t->status.class));
            add_digit(r, FIELD_SUBJECT, find_subject(t->status.subject));
            add_verdict(r, &v);
            break;
        case FIELD_FIXER:
        case FIELD_RETRY:
        case FIELD_CAUSE_4:
        case FIELD_FIXER_4:
        case FIELD_RETRY_4:
            break;
        default:
            add_column(r, KIND_ENHANCED, t->row, &table->columns[i]);
        }
    }
    record_words(r, FIELD_WARNINGS, LIST_WARNING, 0);
}

static bool digits_match(const struct thing *t, const char *key)
{
    for (int i = 0; i < 3; i++)
        if (t->digits[i] >= 0 && key[i] != '0' + t->digits[i])
            return false;
    return true;
}

static bool status_matches(const struct status *series, const char *key)
{
    struct status s;

    return status_parse(key, strlen(key), &s) > 0 &&
           (series->subject < 0 || series->subject == s.subject);
}

/* Appends a key to a blank-separated list while it fits. */
static void append_key(char *list, size_t size, const char *key, char class)
{
    size_t n = strlen(list), k = strlen(key);

    if (n + k + 2 > size)
        return;
    if (n > 0)
        list[n++] = ' ';
    memcpy(list + n, key, k + 1);
    if (class)
        list[n] = class;
}

static void explain_code_series(struct record *r, const struct thing *t)
{
    char codes[RECORD_SCRATCH / 2] = "";
    int severity = t->digits[0] >= 0 ? catalog_find_severity(t->digits[0] * 100) : -1;
    int category = t->digits[1] >= 0 ? catalog_find_category(t->digits[1] * 10) : -1;
    int row = severity >= 0 && category < 0 ? severity : category;

    for (int i = 0; i < catalog_count(KIND_REPLY); i++)
        if (digits_match(t, catalog_key(KIND_REPLY, i)))
            append_key(codes, sizeof codes, catalog_key(KIND_REPLY, i), 0);
    r->severity = t->digits[0] > 0 ? t->digits[0] : 0;
    r->known = codes[0] != '\0';
    add_digit(r, FIELD_SEVERITY, severity);
    add_digit(r, FIELD_CATEGORY, category);
    record_text(r, FIELD_NAME,
                row < 0 ? catalog_ui(r->catalog, "unknown-series")
                        : catalog_text(r->catalog, KIND_CATEGORY, row, FIELD_NAME));
    if (severity >= 0) {
        struct verdict v = cause_of_code(t->digits[0] * 100 + 99);
        add_verdict(r, &v);
        record_text(r, FIELD_DESCRIPTION,
                    catalog_text(r->catalog, KIND_CATEGORY, severity, FIELD_DESCRIPTION));
    } else {
        record_null(r, FIELD_CAUSE);
        record_null(r, FIELD_FIXER);
        record_null(r, FIELD_RETRY);
        record_null(r, FIELD_DESCRIPTION);
    }
    record_text(
        r, FIELD_NOTE,
        category < 0 ? "" : catalog_text(r->catalog, KIND_CATEGORY, category, FIELD_DESCRIPTION));
    record_list(r, FIELD_FIX,
                digit_list(r,
                           row < 0         ? -1
                           : severity >= 0 ? severity
                                           : category,
                           FIELD_FIX));
    record_refs(r, FIELD_CODES, record_keep(r, codes, strlen(codes)));
    record_refs(r, FIELD_ENHANCED_CODES, "");
    record_lines(r, FIELD_SOURCE, digit_list(r, row, FIELD_SOURCE));
}

static void explain_status_series(struct record *r, const struct thing *t)
{
    char codes[RECORD_SCRATCH / 2] = "";
    int class = t->status.class > 0 ? find_class(t->status.class) : -1;
    int subject = find_subject(t->status.subject);
    int row = subject >= 0 ? subject : class;

    for (int i = 0; i < catalog_count(KIND_ENHANCED); i++)
        if (status_matches(&t->status, catalog_key(KIND_ENHANCED, i)))
            append_key(codes, sizeof codes, catalog_key(KIND_ENHANCED, i),
                       t->status.class > 0 ? (char)('0' + t->status.class) : 'X');
    r->severity = t->status.class;
    r->known = codes[0] != '\0';
    add_digit(r, FIELD_SEVERITY, class);
    add_digit(r, FIELD_CATEGORY, subject);
    record_text(r, FIELD_NAME,
                row < 0 ? catalog_ui(r->catalog, "unknown-series")
                        : catalog_text(r->catalog, KIND_CATEGORY, row, FIELD_NAME));
    if (class >= 0) {
        struct verdict v = {(enum cause)catalog_word(KIND_CATEGORY, class, FIELD_CAUSE),
                            (enum fixer)catalog_word(KIND_CATEGORY, class, FIELD_FIXER),
                            (enum retry)catalog_word(KIND_CATEGORY, class, FIELD_RETRY)};
        add_verdict(r, &v);
    } else {
        record_null(r, FIELD_CAUSE);
        record_null(r, FIELD_FIXER);
        record_null(r, FIELD_RETRY);
    }
    record_text(r, FIELD_DESCRIPTION,
                row < 0 ? "" : catalog_text(r->catalog, KIND_CATEGORY, row, FIELD_DESCRIPTION));
    record_text(r, FIELD_NOTE,
                class < 0 || subject < 0
                    ? ""
                    : catalog_text(r->catalog, KIND_CATEGORY, class, FIELD_DESCRIPTION));
    record_list(r, FIELD_FIX, digit_list(r, row, FIELD_FIX));
    record_refs(r, FIELD_CODES, "");
    record_refs(r, FIELD_ENHANCED_CODES, record_keep(r, codes, strlen(codes)));
    record_lines(r, FIELD_SOURCE, digit_list(r, row, FIELD_SOURCE));
}

static void explain_series(struct record *r, const struct thing *t)
{
    add_thing(r, t);
    if (memchr(t->text, '.', t->length))
        explain_status_series(r, t);
    else
        explain_code_series(r, t);
}

static void explain_command(struct record *r, const struct thing *t)
{
    int keyword = catalog_find(KIND_KEYWORD, t->text, t->length);
    const char *name = catalog_key(KIND_COMMAND, t->row);
    struct texts adds = {0};

    add_thing(r, t);
    add_columns(r, KIND_COMMAND, t->row);
    record_answers(r, FIELD_ANSWERS, word_find(LIST_VERB, name, strlen(name)));
    record_plain(r, FIELD_KEYWORD, keyword < 0 ? NULL : catalog_key(KIND_KEYWORD, keyword));
    if (keyword >= 0)
        adds = catalog_list(r->catalog, KIND_KEYWORD, keyword, FIELD_ADDS);
    record_list(r, FIELD_ADDS, adds);
    record_text(r, FIELD_NOTE,
                keyword < 0 ? ""
                            : catalog_text(r->catalog, KIND_KEYWORD, keyword, FIELD_DESCRIPTION));
}

/* What a reply's answer says, from the table or rule that its proof names. */
struct speech {
    const char *why;
    struct texts fix, reference;
};

static struct speech speech_of_row(const struct catalog *catalog, enum kind kind, int row)
{
    if (row < 0)
        return (struct speech){"", {0}, {0}};
    return (struct speech){catalog_text(catalog, kind, row, FIELD_DESCRIPTION),
                           catalog_list(catalog, kind, row, FIELD_FIX),
                           catalog_list(catalog, kind, row, FIELD_SOURCE)};
}

static struct speech speech_of(const struct catalog *catalog, const struct found *f,
                               const struct judgement *j)
{
    int status = status_is_set(&f->status) ? catalog_find_status(&f->status) : -1;
    int code = f->code >= 0 ? catalog_find_reply(f->code) : -1;

    if (j->rule >= 0)
        return (struct speech){rules_text(catalog, j->rule, FIELD_WHY),
                               rules_list(catalog, j->rule, FIELD_FIX),
                               rules_list(catalog, j->rule, FIELD_REFERENCE)};
    if (j->proof == PROOF_ENHANCED && status >= 0)
        return speech_of_row(catalog, KIND_ENHANCED, status);
    if (j->proof == PROOF_CODE && code >= 0)
        return speech_of_row(catalog, KIND_REPLY, code);
    return speech_of_row(catalog, KIND_CATEGORY,
                         f->code >= 0 ? catalog_find_severity(f->code)
                                      : find_class(f->status.class));
}

static void add_names(struct record *r, const struct found *f)
{
    int code = f->code >= 0 ? catalog_find_reply(f->code) : -1;
    int status = status_is_set(&f->status) ? catalog_find_status(&f->status) : -1;
    int subject = status_is_set(&f->status) ? find_subject(f->status.subject) : -1;

    record_text(r, FIELD_CODE_NAME,
                code >= 0      ? catalog_text(r->catalog, KIND_REPLY, code, FIELD_NAME)
                : f->code >= 0 ? catalog_ui(r->catalog, "unknown-code")
                               : "");
    record_text(r, FIELD_ENHANCED_NAME,
                status >= 0    ? catalog_text(r->catalog, KIND_ENHANCED, status, FIELD_NAME)
                : subject >= 0 ? catalog_text(r->catalog, KIND_CATEGORY, subject, FIELD_NAME)
                               : "");
}

/* A cause that says no more than the name of the code does. */
static bool is_vague(enum cause cause)
{
    return cause == CAUSE_ACCEPTED || cause == CAUSE_INFO || cause == CAUSE_CONTINUE ||
           cause == CAUSE_POLICY || cause == CAUSE_UNKNOWN;
}

/* What a reply is called: its cause, or its code where the cause says less. */
static const char *name_of(const struct catalog *catalog, const struct found *f,
                           const struct judgement *j)
{
    int code = f->code >= 0 ? catalog_find_reply(f->code) : -1;
    int status = status_is_set(&f->status) ? catalog_find_status(&f->status) : -1;

    if (is_vague(j->verdict.cause) && j->proof == PROOF_CODE && code >= 0)
        return catalog_text(catalog, KIND_REPLY, code, FIELD_NAME);
    if (is_vague(j->verdict.cause) && j->proof == PROOF_ENHANCED && status >= 0)
        return catalog_text(catalog, KIND_ENHANCED, status, FIELD_NAME);
    return catalog_word_label(catalog, LIST_CAUSE, j->verdict.cause);
}

void explain_reply(struct record *r, const struct catalog *catalog, const struct found *f,
                   const struct judgement *j, int verb)
{
    struct speech speech = speech_of(catalog, f, j);
    const char *rule = j->rule >= 0 ? rules_id(j->rule) : NULL;

    record_init(r, catalog, "reply");
    r->severity = found_class(f);
    r->known = f->code < 0 ? catalog_find_status(&f->status) >= 0
                           : catalog_find_reply(f->code) >= 0 || j->proof != PROOF_CLASS;
    record_span(r, FIELD_THING, f->line + f->start, f->end - f->start);
    if (f->code >= 0)
        record_number(r, FIELD_CODE, f->code);
    else
        record_null(r, FIELD_CODE);
    record_plain(r, FIELD_ENHANCED, status_is_set(&f->status) ? keep_status(r, &f->status) : NULL);
    record_number(r, FIELD_CLASS, r->severity);
    record_text(r, FIELD_NAME, name_of(catalog, f, j));
    add_names(r, f);
    add_verdict(r, &j->verdict);
    record_word(r, FIELD_COMMAND, LIST_VERB, verb);
    record_plain(r, FIELD_LEGAL,
                 verb < 0 || f->code < 0            ? NULL
                 : dialogue_is_legal(verb, f->code) ? "yes"
                                                    : "no");
    record_word(r, FIELD_PROOF, LIST_PROOF, j->proof);
    record_plain(r, FIELD_RULE, rule);
    record_plain(r, FIELD_PROVIDER, rule ? rules_text(NULL, j->rule, FIELD_PROVIDER) : NULL);
    record_span(r, FIELD_MATCH, rule ? f->line + f->text + j->match : NULL, j->match_len);
    record_text(r, FIELD_WHY, speech.why);
    record_list(r, FIELD_FIX, speech.fix);
    record_lines(r, FIELD_REFERENCE, speech.reference);
    record_words(r, FIELD_WARNINGS, LIST_WARNING, j->warnings);
    record_span(r, FIELD_TEXT, f->line + f->text, f->end - f->text);
}

static void explain_unknown(struct record *r, const struct thing *t)
{
    r->known = false;
    add_thing(r, t);
    record_text(r, FIELD_NAME, catalog_ui(r->catalog, "unknown-thing"));
    add_near(r, t);
}

static void explain_rule(struct record *r, const struct thing *t)
{
    struct verdict v = rules_verdict(t->row);

    add_thing(r, t);
    record_plain(r, FIELD_ID, rules_id(t->row));
    record_plain(r, FIELD_PROVIDER, rules_text(NULL, t->row, FIELD_PROVIDER));
    add_verdict(r, &v);
    record_lines(r, FIELD_PHRASE, rules_list(NULL, t->row, FIELD_PHRASE));
    record_refs(r, FIELD_CODES, rules_text(NULL, t->row, FIELD_CODES));
    record_refs(r, FIELD_ENHANCED_CODES, rules_text(NULL, t->row, FIELD_ENHANCED_CODES));
    record_text(r, FIELD_WHY, rules_text(r->catalog, t->row, FIELD_WHY));
    record_list(r, FIELD_FIX, rules_list(r->catalog, t->row, FIELD_FIX));
    record_lines(r, FIELD_EXAMPLE, rules_list(NULL, t->row, FIELD_EXAMPLE));
    record_lines(r, FIELD_REFERENCE, rules_list(NULL, t->row, FIELD_REFERENCE));
}

void explain_thing(struct record *r, const struct catalog *catalog, const struct thing *t)
{
    static const char *const kinds[] = {
        [THING_CODE] = "code",   [THING_ENHANCED] = "enhanced", [THING_SERIES] = "series",
        [THING_REPLY] = "reply", [THING_COMMAND] = "command",   [THING_KEYWORD] = "keyword",
        [THING_CAUSE] = "cause", [THING_RULE] = "rule",         [THING_UNKNOWN] = "unknown",
    };
    struct judgement judgement;

    record_init(r, catalog, kinds[t->kind]);
    switch (t->kind) {
    case THING_CODE:
        explain_code(r, t);
        break;
    case THING_ENHANCED:
        explain_status(r, t);
        break;
    case THING_SERIES:
        explain_series(r, t);
        break;
    case THING_COMMAND:
        explain_command(r, t);
        break;
    case THING_KEYWORD:
        add_thing(r, t);
        add_columns(r, KIND_KEYWORD, t->row);
        break;
    case THING_CAUSE:
        add_thing(r, t);
        add_columns(r, KIND_CAUSE, t->row);
        break;
    case THING_RULE:
        explain_rule(r, t);
        break;
    case THING_REPLY:
        cause_judge(&t->found, NULL, &judgement);
        explain_reply(r, catalog, &t->found, &judgement, -1);
        break;
    case THING_UNKNOWN:
        explain_unknown(r, t);
        break;
    }
}

/* Codes that differ from an unknown one in a single digit, those of its series first. */
static int near_codes(int code, char *near, size_t size)
{
    int count = 0;

    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < catalog_count(KIND_REPLY) && count < 4; i++) {
            const char *key = catalog_key(KIND_REPLY, i);
            int other = code_parse(key, 3), status = catalog_word(KIND_REPLY, i, FIELD_STATUS);
            bool same_series = other / 10 == code / 10, same_tail = other % 100 == code % 100;

            if (status == STATUS_UNOFFICIAL || status == STATUS_HISTORIC)
                continue;
            if (pass == 0 ? same_series : same_tail && !same_series) {
                append_key(near, size, key, 0);
                count++;
            }
        }
    return count;
}

/* The same characters with two neighbours swapped: 5.7.62 and 5.7.26. */
static bool is_swapped(const char *a, size_t an, const char *b, size_t bn)
{
    size_t i = 0;

    if (an != bn)
        return false;
    while (i < an && a[i] == b[i])
        i++;
    return i + 1 < an && a[i] == b[i + 1] && a[i + 1] == b[i] &&
           memcmp(a + i + 2, b + i + 2, an - i - 2) == 0;
}

/* Registered codes that a slip could have turned into this one: 5.7.62 into 5.7.26. */
static int near_statuses(const struct status *s, char *near, size_t size)
{
    char text[STATUS_TEXT], key_text[STATUS_TEXT];
    size_t n = status_format(s, text);
    int count = 0;

    /* Swapped digits first, then one edit, then two. */
    for (int best = 0; best <= 2; best++)
        for (int i = 0; i < catalog_count(KIND_ENHANCED) && count < 4; i++) {
            const char *key = catalog_key(KIND_ENHANCED, i);
            size_t k = strlen(key);

            memcpy(key_text, key, k + 1);
            key_text[0] = text[0];
            if (is_swapped(text, n, key_text, k) ? best == 0
                                                 : suggest_distance(text, n, key_text, k) == best) {
                append_key(near, size, key_text, 0);
                count++;
            }
        }
    return count;
}

/* `25` and `4x` want to be a series: 25x, 4xx. */
static bool is_short_series(const struct thing *t)
{
    if (t->length == 0 || t->length > 2 || t->text[0] < '2' || t->text[0] > '5')
        return false;
    return t->length == 1 || ascii_is_digit((unsigned char)t->text[1]) ||
           ascii_lower((unsigned char)t->text[1]) == 'x';
}

static int near_series(const struct thing *t, char *near, size_t size)
{
    char key[] = "xxx";

    for (size_t i = 0; i < t->length; i++)
        key[i] = (char)ascii_lower((unsigned char)t->text[i]);
    append_key(near, size, key, 0);
    return 1;
}

static int near_words(const struct thing *t, char *near, size_t size)
{
    static const enum kind kinds[] = {KIND_COMMAND, KIND_KEYWORD, KIND_CAUSE, KIND_RULE};
    struct suggestion best = suggest_init(t->text, t->length);

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int i = 0; i < catalog_count(kinds[k]); i++)
            suggest_try(&best, catalog_key(kinds[k], i));
    if (!best.word)
        return 0;
    append_key(near, size, best.word, 0);
    return 1;
}

int explain_near(const struct thing *t, char *near, size_t size)
{
    near[0] = '\0';
    if (t->kind == THING_CODE)
        return near_codes(t->code, near, size);
    if (t->kind == THING_ENHANCED)
        return near_statuses(&t->status, near, size);
    if (is_short_series(t))
        return near_series(t, near, size);
    return near_words(t, near, size);
}
