#include "data.h"

#include "ascii.h"
#include "automaton.h"
#include "rec.h"
#include "status.h"
#include "utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void no_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(2);
}

void *data_alloc(size_t n)
{
    void *p = calloc(1, n ? n : 1);

    if (!p)
        no_memory();
    return p;
}

static void *resize(void *old, size_t n)
{
    void *p = realloc(old, n);

    if (!p)
        no_memory();
    return p;
}

char *data_copy(const char *s, size_t n)
{
    char *copy = data_alloc(n + 1);

    memcpy(copy, s, n);
    return copy;
}

/* A message may quote what a file holds: nothing of it reaches a terminal as it is. */
static void print_safely(const char *s)
{
    for (size_t n = strlen(s); n > 0;) {
        struct utf8 c = utf8_decode(s, n);

        for (unsigned i = 0; i < c.length; i++)
            fprintf(stderr, !c.valid || utf8_is_unsafe(c.codepoint) ? "\\x%02x" : "%c",
                    (unsigned char)s[i]);
        s += c.length;
        n -= c.length;
    }
}

void data_error(struct data *data, const char *file, unsigned line, const char *format, ...)
{
    char text[600];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    print_safely(file);
    fprintf(stderr, ":%u: ", line);
    print_safely(text);
    fputc('\n', stderr);
    data->errors++;
}

struct translation *data_language(struct data *data, const char *tag)
{
    for (int i = 0; i < data->language_count; i++)
        if (strcmp(data->languages[i].tag, tag) == 0)
            return &data->languages[i];
    data->languages =
        realloc(data->languages, sizeof *data->languages * (size_t)(data->language_count + 1));
    if (!data->languages)
        exit(2);
    struct translation *new = &data->languages[data->language_count++];
    memset(new, 0, sizeof *new);
    new->tag = data_copy(tag, strlen(tag));
    return new;
}

int data_find(const struct rows *rows, const char *key, size_t n)
{
    for (int i = 0; i < rows->count; i++)
        if (ascii_equal(rows->row[i].key, strlen(rows->row[i].key), key, n))
            return i;
    return -1;
}

/* The whole file, or NULL after a message. */
static char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    int error = errno;
    char *text = NULL;
    size_t size = 0, got;
    bool failed;

    *n = 0;
    if (!f) {
        print_safely(path);
        fprintf(stderr, ": %s\n", strerror(error));
        return NULL;
    }
    do {
        if (*n == size) {
            size = size ? size * 2 : 1 << 16;
            text = resize(text, size);
        }
        got = fread(text + *n, 1, size - *n, f);
        *n += got;
    } while (got > 0 && *n <= DATA_FILE_MAX);
    error = errno;
    failed = ferror(f) || *n > DATA_FILE_MAX;
    if (failed) {
        print_safely(path);
        fprintf(stderr, ": %s\n", ferror(f) ? strerror(error) : "too big");
    }
    fclose(f);
    if (!failed)
        return text;
    free(text);
    return NULL;
}

static struct row *add_row(struct rows *rows)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity ? rows->capacity * 2 : 64;
        rows->row = resize(rows->row, sizeof *rows->row * (size_t)rows->capacity);
    }
    memset(&rows->row[rows->count], 0, sizeof *rows->row);
    return &rows->row[rows->count++];
}

/* The state of one file: which kind and row the next field belongs to. */
struct loader {
    struct data *data;
    struct translation *translation;
    const char *path;
    int kind;        /* -1 before the first %rec */
    struct row *row; /* NULL between records */
};

static struct rows *loader_rows(struct loader *l)
{
    return l->translation ? &l->translation->kinds[l->kind] : &l->data->kinds[l->kind];
}

static void check_text(struct loader *l, unsigned line, const char *name, const char *value)
{
    size_t n = strlen(value);

    if (n == 0)
        data_error(l->data, l->path, line, "field '%s' is empty", name);
    if (n > MAX_VALUE_BYTES)
        data_error(l->data, l->path, line, "field '%s' is longer than %d bytes", name,
                   MAX_VALUE_BYTES);
    for (size_t i = 0; i < n;) {
        struct utf8 c = utf8_decode(value + i, n - i);
        if (!c.valid)
            data_error(l->data, l->path, line, "field '%s' is not valid UTF-8", name);
        if (c.codepoint < 0x20 || c.codepoint == 0x7f)
            data_error(l->data, l->path, line, "field '%s' holds a control byte", name);
        i += c.length;
    }
}

static void check_word(struct loader *l, unsigned line, const struct column *c, const char *value)
{
    const char *list = word_list_name((enum list)c->of);

    if (c->type == TYPE_WORD && word_find((enum list)c->of, value, strlen(value)) < 0)
        data_error(l->data, l->path, line, "'%s' is not in the closed list '%s'", value, list);
    if (c->type != TYPE_WORDS)
        return;
    for (const char *p = value; *p;) {
        size_t n = strcspn(p, " ");
        if (word_find((enum list)c->of, p, n) < 0)
            data_error(l->data, l->path, line, "'%.*s' is not in the closed list '%s'", (int)n, p,
                       list);
        p += n + (p[n] == ' ');
    }
}

static void add_value(struct loader *l, const struct rec_field *f, int column, const char *name)
{
    const struct column *c = &schema_table((enum kind)l->kind)->columns[column];
    struct cell *cell = &l->row->cells[column];
    char *value = data_alloc(f->value_len + 1);

    rec_value(f, value, f->value_len + 1);
    check_text(l, f->line, name, value);
    check_word(l, f->line, c, value);
    if (l->translation && column > 0 && !column_is_translated(c)) {
        data_error(l->data, l->path, f->line, "field '%s' has no translation", name);
        return;
    }
    if (cell->count > 0 && !column_is_repeated(c)) {
        data_error(l->data, l->path, f->line, "field '%s' stands twice", name);
        return;
    }
    if (cell->count == MAX_VALUES) {
        data_error(l->data, l->path, f->line, "field '%s' stands more than %d times", name,
                   MAX_VALUES);
        return;
    }
    if (cell->count == 0)
        cell->line = f->line;
    if (cell->count == cell->capacity) {
        cell->capacity = cell->capacity ? cell->capacity * 4 : 1;
        cell->values = resize(cell->values, sizeof *cell->values * (size_t)cell->capacity);
    }
    cell->values[cell->count++] = value;
    if (column == 0) {
        int old = data_find(loader_rows(l), value, strlen(value));
        if (old >= 0 && &loader_rows(l)->row[old] != l->row)
            data_error(l->data, l->path, f->line, "duplicate %s '%s', first in line %u", name,
                       value, loader_rows(l)->row[old].line);
        l->row->key = value;
    }
}

static void end_row(struct loader *l)
{
    const struct table *t;

    if (!l->row)
        return;
    t = schema_table((enum kind)l->kind);
    for (int i = 0; i < t->column_count; i++)
        if (l->row->cells[i].count == 0 && (i == 0 || (t->columns[i].required && !l->translation)))
            data_error(l->data, l->path, l->row->line, "required field '%s' is missing",
                       field_name(t->columns[i].field));
    l->row = NULL;
}

static void take_field(struct loader *l, const struct rec_field *f)
{
    int field, column;

    if (f->name[0] == '%') {
        if (f->name_len == 4 && memcmp(f->name, "%rec", 4) == 0) {
            end_row(l);
            l->kind = schema_kind(f->value, f->value_len);
            if (l->kind < 0)
                data_error(l->data, l->path, f->line, "unknown record type '%.*s'",
                           (int)f->value_len, f->value);
        }
        return;
    }
    if (l->kind < 0) {
        data_error(l->data, l->path, f->line, "field before '%%rec:' or in an unknown record type");
        return;
    }
    field = field_find(f->name, f->name_len);
    column = field < 0 ? -1 : schema_column((enum kind)l->kind, (enum field)field);
    if (column < 0) {
        data_error(l->data, l->path, f->line, "unknown field '%.*s' in a record of type '%s'",
                   (int)f->name_len, f->name, schema_table((enum kind)l->kind)->name);
        return;
    }
    if (!l->row) {
        l->row = add_row(loader_rows(l));
        l->row->file = l->path;
        l->row->line = f->line;
        l->row->key = "";
    }
    add_value(l, f, column, field_name((enum field)field));
}

void data_parse(struct data *data, struct translation *translation, const char *path,
                const char *text, size_t n)
{
    struct rec_reader reader;
    struct rec_field field;
    struct loader l = {data, translation, path, -1, NULL};
    enum rec_event event;

    rec_init(&reader, text, n);
    while ((event = rec_next(&reader, &field)) != REC_END) {
        if (event == REC_FIELD) {
            take_field(&l, &field);
        } else if (event == REC_BLANK) {
            end_row(&l);
        } else {
            data_error(data, path, field.line, "not a field: expected 'name: value'");
            return;
        }
    }
    end_row(&l);
}

bool data_read(struct data *data, struct translation *translation, const char *path)
{
    size_t n;
    char *text = read_file(path, &n);

    if (!text)
        return false;
    data_parse(data, translation, path, text, n);
    free(text);
    return true;
}

static void check_order(struct data *d, enum kind kind)
{
    const struct rows *rows = &d->kinds[kind];

    if (!schema_table(kind)->sorted)
        return;
    for (int i = 1; i < rows->count; i++) {
        const struct row *a = &rows->row[i - 1], *b = &rows->row[i];
        if (ascii_compare_keys(a->key, strlen(a->key), b->key, strlen(b->key)) > 0)
            data_error(d, b->file, b->line, "'%s' is out of order after '%s'", b->key, a->key);
    }
}

/* Whether a blank-separated reference names a row; X stands for any class digit. */
static bool reference_exists(const struct data *d, enum kind kind, const char *ref, size_t n)
{
    char key[32];

    if (n == 0 || n >= sizeof key)
        return false;
    memcpy(key, ref, n);
    if (kind == KIND_ENHANCED && n > 1 && key[1] == '.')
        key[0] = 'X';
    return data_find(&d->kinds[kind], key, n) >= 0;
}

static void check_references(struct data *d, const struct row *row, const struct column *c,
                             const struct cell *cell)
{
    for (int v = 0; v < cell->count; v++)
        for (const char *p = cell->values[v]; *p;) {
            size_t n = strcspn(p, " ");
            if (!reference_exists(d, (enum kind)c->of, p, n))
                data_error(d, row->file, cell->line,
                           "field '%s' names '%.*s', which does not exist", field_name(c->field),
                           (int)n, p);
            p += n + (p[n] == ' ');
        }
}

/* `when: VRFY: ...`: the word before the colon is a phase or command. */
static void check_phases(struct data *d, const struct row *row, const struct cell *cell)
{
    for (int v = 0; v < cell->count; v++) {
        const char *colon = strchr(cell->values[v], ':');
        size_t n = colon ? (size_t)(colon - cell->values[v]) : 0;
        if (!colon || word_find(LIST_VERB, cell->values[v], n) < 0)
            data_error(d, row->file, cell->line,
                       "field 'when' must begin with a phase and a colon");
    }
}

/* Every code of a pair has one `choose: CODE: ...`, in the pair's order. */
static void check_pair(struct data *d, const struct row *row)
{
    const struct cell *choose = &row->cells[schema_column(KIND_PAIR, FIELD_CHOOSE)];
    const char *p = row->key;
    int i = 0;

    for (; *p; i++) {
        size_t n = strcspn(p, " ");
        if (!reference_exists(d, KIND_REPLY, p, n) && !reference_exists(d, KIND_ENHANCED, p, n))
            data_error(d, row->file, row->line, "field 'pair' names '%.*s', which does not exist",
                       (int)n, p);
        if (i >= choose->count || strncmp(choose->values[i], p, n) != 0 ||
            choose->values[i][n] != ':')
            data_error(d, row->file, row->line, "field 'choose' number %d must begin with '%.*s:'",
                       i + 1, (int)n, p);
        p += n + (p[n] == ' ');
    }
    if (i < 2)
        data_error(d, row->file, row->line, "a pair needs two codes or more");
    if (choose->count > i)
        data_error(d, row->file, row->line, "more 'choose' fields than codes");
}

/* `answer: VRFY 252`: a command of the list and an existing reply code. */
static void check_answer(struct data *d, const struct row *row)
{
    const char *blank = strchr(row->key, ' ');
    size_t n = blank ? (size_t)(blank - row->key) : 0;

    if (!blank || word_find(LIST_VERB, row->key, n) < 0)
        data_error(d, row->file, row->line, "field 'answer' must be a command and a reply code");
    else if (!reference_exists(d, KIND_REPLY, blank + 1, strlen(blank + 1)))
        data_error(d, row->file, row->line, "field 'answer' names '%s', which does not exist",
                   blank + 1);
}

static bool is_reply_key(const char *key)
{
    return strlen(key) == 3 && strspn(key, "0123456789") == 3;
}

/* X.subject.detail, each of one to three digits without leading zero (RFC 3463 section 2). */
static bool is_enhanced_key(const char *key)
{
    const char *p = key + 1;

    if (key[0] != 'X')
        return false;
    for (int part = 0; part < 2; part++) {
        size_t n;
        if (*p++ != '.')
            return false;
        n = strspn(p, "0123456789");
        if (n < 1 || n > 3 || (n > 1 && *p == '0'))
            return false;
        p += n;
    }
    return *p == '\0';
}

static void check_key(struct data *d, enum kind kind, const struct row *row)
{
    if (kind == KIND_REPLY && !is_reply_key(row->key))
        data_error(d, row->file, row->line, "'%s' is no reply code", row->key);
    if (kind == KIND_ENHANCED && !is_enhanced_key(row->key))
        data_error(d, row->file, row->line, "'%s' is no enhanced status code", row->key);
    if (kind == KIND_CAUSE && word_find(LIST_CAUSE, row->key, strlen(row->key)) < 0)
        data_error(d, row->file, row->line, "'%s' is not in the closed list 'cause'", row->key);
    if (kind == KIND_COMMAND && word_find(LIST_VERB, row->key, strlen(row->key)) < 0)
        data_error(d, row->file, row->line, "'%s' is not in the closed list 'command'", row->key);
}

static void check_row(struct data *d, enum kind kind, const struct row *row)
{
    const struct table *t = schema_table(kind);

    check_key(d, kind, row);
    for (int i = 0; i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        if (c->type == TYPE_REFS)
            check_references(d, row, c, &row->cells[i]);
        if (c->field == FIELD_WHEN && (kind == KIND_REPLY || kind == KIND_ENHANCED))
            check_phases(d, row, &row->cells[i]);
    }
    if (kind == KIND_PAIR)
        check_pair(d, row);
    if (kind == KIND_ANSWER)
        check_answer(d, row);
}

/* ---- rules ------------------------------------------------------------ */

/* `550`, `4xx`: one place of a code a word. */
static bool is_code_pattern(const char *s, size_t n)
{
    if (n != 3 || s[0] < '2' || s[0] > '5')
        return false;
    for (size_t i = 1; i < 3; i++)
        if (!ascii_is_digit((unsigned char)s[i]) && s[i] != 'x')
            return false;
    return true;
}

/* `5.7.1`, `X.7.26`, `5.7.x`. */
static bool is_status_pattern(const char *s, size_t n)
{
    struct status status;
    char text[STATUS_TEXT];

    if (n >= sizeof text || n < 5)
        return false;
    memcpy(text, s, n);
    if (text[n - 1] == 'x')
        text[n - 1] = '0';
    return status_parse(text, n, &status) == n;
}

static void check_patterns(struct data *d, const struct row *row, enum field field)
{
    const struct cell *cell = &row->cells[schema_column(KIND_RULE, field)];
    const char *p = cell->count ? cell->values[0] : "";

    while (*p) {
        size_t n = strcspn(p, " ");
        if (field == FIELD_CODES ? !is_code_pattern(p, n) : !is_status_pattern(p, n))
            data_error(d, row->file, cell->line, "field '%s': '%.*s' is no code", field_name(field),
                       (int)n, p);
        p += n + (p[n] == ' ');
    }
}

const char *data_rule_value(const struct row *row, enum field field)
{
    const struct cell *cell = &row->cells[schema_column(KIND_RULE, field)];

    return cell->count ? cell->values[0] : "";
}

bool data_rule_agrees(const char *codes, const char *statuses, int code,
                      const struct status *status)
{
    char text[STATUS_TEXT], digits[3] = {(char)('0' + code / 100), (char)('0' + code / 10 % 10),
                                         (char)('0' + code % 10)};
    bool agrees = !*codes;

    for (const char *p = codes; *p && !agrees; p += 3 + (p[3] == ' '))
        agrees = code >= 0 && p[0] == digits[0] && (p[1] == 'x' || p[1] == digits[1]) &&
                 (p[2] == 'x' || p[2] == digits[2]);
    if (!agrees || !*statuses)
        return agrees;
    if (!status_is_set(status))
        return false;
    status_format(status, text);
    for (const char *p = statuses; *p;) {
        size_t n = strcspn(p, " "), i = 0;
        while (i < n && (p[i] == text[i] || (i == 0 && p[i] == 'X')))
            i++;
        if ((i == n && text[i] == '\0') || (i + 1 == n && p[i] == 'x'))
            return true;
        p += n + (p[n] == ' ');
    }
    return false;
}

/* Both rules would win with this phrase, and nothing says which. */
static void check_tie(struct data *d, int a, int b, const char *phrase)
{
    const struct rows *rows = &d->kinds[KIND_RULE];
    const struct row *x = &rows->row[a], *y = &rows->row[b];

    if (strcmp(data_rule_value(x, FIELD_CODES), data_rule_value(y, FIELD_CODES)) == 0 &&
        strcmp(data_rule_value(x, FIELD_ENHANCED_CODES),
               data_rule_value(y, FIELD_ENHANCED_CODES)) == 0)
        data_error(d, y->file, y->line,
                   "rule '%s' has the phrase '%s' of rule '%s' and no other codes", y->key, phrase,
                   x->key);
}

struct folded_phrase {
    char *text;
    int rule;
};

static int compare_folded(const void *a, const void *b)
{
    const struct folded_phrase *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    return order ? order : x->rule - y->rule;
}

static void check_ties(struct data *d)
{
    const struct rows *rows = &d->kinds[KIND_RULE];
    int column = schema_column(KIND_RULE, FIELD_PHRASE);
    size_t count = 0, used = 0;
    struct folded_phrase *all;

    for (int i = 0; i < rows->count; i++)
        count += (size_t)rows->row[i].cells[column].count;
    all = data_alloc(sizeof *all * count);
    for (int i = 0; i < rows->count; i++)
        for (int v = 0; v < rows->row[i].cells[column].count; v++) {
            const char *phrase = rows->row[i].cells[column].values[v];
            char *text = data_alloc(strlen(phrase) + 1);
            matcher_fold(phrase, strlen(phrase), text, NULL, strlen(phrase));
            all[used++] = (struct folded_phrase){text, i};
        }
    if (used > 0)
        qsort(all, used, sizeof *all, compare_folded);
    for (size_t i = 1; i < used; i++)
        for (size_t k = i; k > 0 && strcmp(all[k - 1].text, all[i].text) == 0; k--)
            check_tie(d, all[k - 1].rule, all[i].rule, all[i].text);
    for (size_t i = 0; i < used; i++)
        free(all[i].text);
    free(all);
}

struct example {
    const struct rows *rows;
    int code;
    struct status status;
};

static bool accepts_example(int rule, const void *context)
{
    const struct example *e = context;
    const struct row *row = &e->rows->row[rule];

    return data_rule_agrees(data_rule_value(row, FIELD_CODES),
                            data_rule_value(row, FIELD_ENHANCED_CODES), e->code, &e->status);
}

/* `550 5.1.1 No such user`: who wins it? */
static void check_example(struct data *d, const struct matcher *m, int rule, const char *text,
                          unsigned line)
{
    struct example e = {&d->kinds[KIND_RULE], -1, status_none};
    const struct row *row = &e.rows->row[rule];
    struct match match;
    size_t n = strlen(text), at = 0;

    if (n > 4 && code_parse(text, 3) >= 0) {
        e.code = code_parse(text, 3);
        at = 4;
    }
    if (status_parse(text + at, n - at, &e.status) > 0)
        at += status_parse(text + at, n - at, &e.status);
    else
        e.status = status_none;
    matcher_find(m, text + at, n - at, accepts_example, &e, &match);
    if (match.rule < 0)
        data_error(d, row->file, line, "rule '%s' does not win its own example", row->key);
    else if (match.rule != rule)
        data_error(d, row->file, line, "the example of rule '%s' is won by rule '%s'", row->key,
                   e.rows->row[match.rule].key);
}

/* Rules of no provider that name a vague cause give way to all others. */
static bool is_weak(const struct row *row)
{
    const char *cause = data_rule_value(row, FIELD_CAUSE);

    return strcmp(data_rule_value(row, FIELD_PROVIDER), "generic") == 0 &&
           (strcmp(cause, "policy") == 0 || strcmp(cause, "system-error") == 0 ||
            strcmp(cause, "system-unavailable") == 0);
}

static unsigned rank_of(const struct row *row)
{
    return (*data_rule_value(row, FIELD_CODES) ? (unsigned)MATCHER_CODE : 0u) |
           (*data_rule_value(row, FIELD_ENHANCED_CODES) ? (unsigned)MATCHER_STATUS : 0u) |
           (is_weak(row) ? 0u : (unsigned)MATCHER_STRONG);
}

void data_build_rules(struct data *d, struct automaton *a, struct matcher *m)
{
    const struct rows *rows = &d->kinds[KIND_RULE];
    int phrase = schema_column(KIND_RULE, FIELD_PHRASE);
    int example = schema_column(KIND_RULE, FIELD_EXAMPLE);
    const char *wrong;

    for (int i = 0; i < rows->count; i++) {
        const struct row *row = &rows->row[i];
        unsigned rank = rank_of(row);

        check_patterns(d, row, FIELD_CODES);
        check_patterns(d, row, FIELD_ENHANCED_CODES);
        for (int v = 0; v < row->cells[phrase].count; v++) {
            wrong = automaton_add(a, row->cells[phrase].values[v], (unsigned)i, rank);
            if (wrong)
                data_error(d, row->file, row->cells[phrase].line, "phrase '%s': %s",
                           row->cells[phrase].values[v], wrong);
        }
    }
    if (d->errors > 0)
        return;
    wrong = automaton_build(a, m);
    if (wrong)
        data_error(d, rows->count ? rows->row[0].file : "rules", 1, "%s", wrong);
    if (d->errors > 0)
        return;
    check_ties(d);
    for (int i = 0; i < rows->count; i++)
        for (int v = 0; v < rows->row[i].cells[example].count; v++)
            check_example(d, m, i, rows->row[i].cells[example].values[v],
                          rows->row[i].cells[example].line);
}

/* ---- all of it --------------------------------------------------------- */

/* The tables index causes by their place in the closed list. */
static void check_causes(struct data *d)
{
    const struct rows *rows = &d->kinds[KIND_CAUSE];

    for (int i = 0; i < rows->count; i++)
        if (word_find(LIST_CAUSE, rows->row[i].key, strlen(rows->row[i].key)) != i)
            data_error(d, rows->row[i].file, rows->row[i].line,
                       "cause '%s' is not in the order of the closed list", rows->row[i].key);
    for (int i = 0; i < CAUSE_COUNT; i++) {
        const char *name = word_name(LIST_CAUSE, i);
        if (rows->count > 0 && data_find(rows, name, strlen(name)) < 0)
            data_error(d, rows->row[0].file, rows->row[0].line, "cause '%s' has no record", name);
    }
}

/* A translation names existing rows, and repeats a list as often as the English does. */
static void check_translation(struct data *d, const struct translation *t, enum kind kind)
{
    const struct table *table = schema_table(kind);

    for (int i = 0; i < t->kinds[kind].count; i++) {
        const struct row *row = &t->kinds[kind].row[i];
        int english = data_find(&d->kinds[kind], row->key, strlen(row->key));
        if (english < 0) {
            data_error(d, row->file, row->line, "translates '%s', which does not exist", row->key);
            continue;
        }
        for (int c = 1; c < table->column_count; c++) {
            int have = row->cells[c].count, want = d->kinds[kind].row[english].cells[c].count;
            if (have > 0 && have != want)
                data_error(d, row->file, row->cells[c].line,
                           "field '%s' has %d values, the English has %d",
                           field_name(table->columns[c].field), have, want);
        }
    }
}

void data_check(struct data *d)
{
    for (int k = 0; k < KIND_COUNT; k++) {
        check_order(d, (enum kind)k);
        for (int i = 0; i < d->kinds[k].count; i++)
            check_row(d, (enum kind)k, &d->kinds[k].row[i]);
        for (int l = 0; l < d->language_count; l++)
            check_translation(d, &d->languages[l], (enum kind)k);
    }
    check_causes(d);
}
