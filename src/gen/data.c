#include "data.h"

#include "ascii.h"
#include "rec.h"
#include "utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *gen_alloc(size_t n)
{
    void *p = calloc(1, n ? n : 1);

    if (!p) {
        fputs("generator: out of memory\n", stderr);
        exit(2);
    }
    return p;
}

char *gen_copy(const char *s, size_t n)
{
    char *copy = gen_alloc(n + 1);

    memcpy(copy, s, n);
    return copy;
}

void data_error(struct data *data, const char *file, unsigned line, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s:%u: ", file, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
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
    new->tag = gen_copy(tag, strlen(tag));
    return new;
}

int data_find(const struct rows *rows, const char *key, size_t n)
{
    for (int i = 0; i < rows->count; i++)
        if (ascii_equal(rows->row[i].key, strlen(rows->row[i].key), key, n))
            return i;
    return -1;
}

static char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *text = NULL;
    size_t size = 0, got;

    *n = 0;
    if (!f) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(2);
    }
    do {
        size = size ? size * 2 : 1 << 16;
        text = realloc(text, size);
        if (!text)
            exit(2);
        got = fread(text + *n, 1, size - *n, f);
        *n += got;
    } while (got > 0);
    if (ferror(f)) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(2);
    }
    fclose(f);
    return text;
}

static struct row *add_row(struct rows *rows)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity ? rows->capacity * 2 : 64;
        rows->row = realloc(rows->row, sizeof *rows->row * (size_t)rows->capacity);
        if (!rows->row)
            exit(2);
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
    char *value = gen_alloc(f->value_len + 1);

    if (rec_value(f, value, f->value_len + 1) == (size_t)-1)
        exit(2);
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
    if (!l->row->key)
        l->row->key = "";
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

void data_read(struct data *data, struct translation *translation, const char *path)
{
    size_t n;
    char *text = read_file(path, &n);
    struct rec_reader reader;
    struct rec_field field;
    struct loader l = {data, translation, path, -1, NULL};

    rec_init(&reader, text, n);
    for (;;) {
        switch (rec_next(&reader, &field)) {
        case REC_FIELD:
            take_field(&l, &field);
            continue;
        case REC_BLANK:
            end_row(&l);
            continue;
        case REC_ERROR:
            data_error(data, path, field.line, "not a field: expected 'name: value'");
            exit(1);
        case REC_END:
            end_row(&l);
            return;
        }
    }
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
