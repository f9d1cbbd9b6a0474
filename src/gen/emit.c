#include "emit.h"

#include "tables.h"
#include "utf8.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Strings are laid out in pages of TABLES_PAGE bytes, none across a border,
 * so that each page is one string literal within the limits of C11 (4095
 * characters, 5.2.4.1) and the program needs no relocations.
 */
struct pool {
    char *bytes;
    size_t used, capacity;
    uint32_t *hash; /* offset + 1 of a string, open addressing */
    size_t hash_size, strings;
};

struct list_pool {
    uint32_t *items;
    size_t used, capacity;
};

struct emitter {
    FILE *out;
    struct pool pool;
    struct list_pool lists;
};

static uint32_t hash_string(const char *s)
{
    uint32_t h = 2166136261u;

    while (*s)
        h = (h ^ (unsigned char)*s++) * 16777619u;
    return h;
}

static void pool_grow_hash(struct pool *p)
{
    size_t old = p->hash_size;
    uint32_t *table = p->hash;

    p->hash_size = old ? old * 2 : 1 << 12;
    p->hash = data_alloc(p->hash_size * sizeof *p->hash);
    for (size_t i = 0; i < old; i++) {
        if (!table[i])
            continue;
        size_t at = hash_string(p->bytes + table[i] - 1) & (p->hash_size - 1);
        while (p->hash[at])
            at = (at + 1) & (p->hash_size - 1);
        p->hash[at] = table[i];
    }
    free(table);
}

static uint32_t pool_add(struct pool *p, const char *s)
{
    size_t n = strlen(s) + 1, at;

    if (p->strings * 2 >= p->hash_size)
        pool_grow_hash(p);
    at = hash_string(s) & (p->hash_size - 1);
    while (p->bytes && p->hash[at]) {
        if (strcmp(p->bytes + p->hash[at] - 1, s) == 0)
            return p->hash[at] - 1;
        at = (at + 1) & (p->hash_size - 1);
    }
    if (p->used % TABLES_PAGE + n > TABLES_PAGE)
        p->used += TABLES_PAGE - p->used % TABLES_PAGE;
    if (!p->bytes || p->used + n > p->capacity) {
        size_t old = p->capacity;
        p->capacity = old ? old * 2 : 1 << 20;
        p->bytes = realloc(p->bytes, p->capacity);
        if (!p->bytes)
            exit(2);
        memset(p->bytes + old, 0, p->capacity - old);
    }
    memcpy(p->bytes + p->used, s, n);
    p->hash[at] = (uint32_t)p->used + 1;
    p->strings++;
    p->used += n;
    return (uint32_t)(p->used - n);
}

static void list_push(struct list_pool *l, uint32_t item)
{
    if (l->used == l->capacity) {
        l->capacity = l->capacity ? l->capacity * 2 : 1 << 12;
        l->items = realloc(l->items, l->capacity * sizeof *l->items);
        if (!l->items)
            exit(2);
    }
    l->items[l->used++] = item;
}

static uint32_t list_add(struct emitter *e, const struct cell *cell)
{
    uint32_t start = (uint32_t)e->lists.used;

    if (cell->count == 0)
        return 0;
    for (int i = 0; i < cell->count; i++)
        list_push(&e->lists, pool_add(&e->pool, cell->values[i]));
    list_push(&e->lists, 0);
    return start;
}

static uint32_t cell_number(struct emitter *e, const struct column *c, const struct cell *cell)
{
    if (c->type == TYPE_WORD)
        return cell->count
                   ? (uint32_t)word_find((enum list)c->of, cell->values[0], strlen(cell->values[0]))
                   : TABLES_NONE;
    if (column_is_repeated(c))
        return list_add(e, cell);
    return cell->count ? pool_add(&e->pool, cell->values[0]) : 0;
}

static void print_number(FILE *out, uint32_t n, int *column)
{
    fprintf(out, "%s%u,", *column % 16 ? " " : *column ? "\n    " : "    ", n);
    ++*column;
}

/* Begins the lists of a kind or a language; index 0 is the empty one. */
static void start_lists(struct emitter *e)
{
    e->lists.used = 0;
    list_push(&e->lists, 0);
}

static void emit_lists(struct emitter *e, const char *name)
{
    int column = 0;

    fprintf(e->out, "static const uint32_t %s_lists[] = {\n", name);
    for (size_t i = 0; i < e->lists.used; i++)
        print_number(e->out, e->lists.items[i], &column);
    fprintf(e->out, "\n};\n\n");
}

/* declaration is all that stands before the brackets. */
static void emit_numbers(FILE *out, const char *declaration, const uint16_t *numbers, size_t n)
{
    int column = 0;

    fprintf(out, "%s[] = {\n", declaration);
    for (size_t i = 0; i < n; i++)
        print_number(out, numbers[i], &column);
    if (n == 0)
        print_number(out, 0, &column);
    fprintf(out, "\n};\n\n");
}

static void emit_kind(struct emitter *e, const struct data *d, enum kind kind)
{
    const struct table *t = schema_table(kind);
    int column = 0;

    start_lists(e);
    fprintf(e->out, "static const uint32_t %s_cells[] = {\n", t->name);
    for (int i = 0; i < d->kinds[kind].count; i++)
        for (int c = 0; c < t->column_count; c++)
            print_number(e->out, cell_number(e, &t->columns[c], &d->kinds[kind].row[i].cells[c]),
                         &column);
    if (column == 0)
        print_number(e->out, 0, &column);
    fprintf(e->out, "\n};\n\n");
    emit_lists(e, t->name);
}

static void emit_language_kind(struct emitter *e, const struct data *d,
                               const struct translation *lang, int number, enum kind kind)
{
    const struct table *t = schema_table(kind);
    const struct rows *rows = &lang->kinds[kind];
    int column = 0;

    if (rows->count == 0)
        return;
    fprintf(e->out, "static const uint32_t language%d_%s_cells[] = {\n", number, t->name);
    for (int i = 0; i < d->kinds[kind].count; i++) {
        const char *key = d->kinds[kind].row[i].key;
        int at = data_find(rows, key, strlen(key));
        for (int c = 0; c < t->column_count; c++)
            if (column_is_translated(&t->columns[c]))
                print_number(e->out,
                             at < 0 ? 0 : cell_number(e, &t->columns[c], &rows->row[at].cells[c]),
                             &column);
    }
    fprintf(e->out, "\n};\n\n");
}

static void emit_languages(struct emitter *e, const struct data *d)
{
    for (int l = 0; l < d->language_count; l++) {
        char name[32];

        start_lists(e);
        for (int k = 0; k < KIND_COUNT; k++)
            emit_language_kind(e, d, &d->languages[l], l, (enum kind)k);
        snprintf(name, sizeof name, "language%d", l);
        emit_lists(e, name);
    }
    fprintf(e->out, "const struct tables_language tables_languages[] = {\n");
    for (int l = 0; l < d->language_count; l++) {
        fprintf(e->out, "    {\"%s\", {", d->languages[l].tag);
        for (int k = 0; k < KIND_COUNT; k++)
            if (d->languages[l].kinds[k].count)
                fprintf(e->out, "[%d] = language%d_%s_cells, ", k, l,
                        schema_table((enum kind)k)->name);
        fprintf(e->out, "}, language%d_lists},\n", l);
    }
    fprintf(e->out, "    {\"\", {0}, NULL},\n};\n\nconst int tables_language_count = %d;\n\n",
            d->language_count);
}

static void emit_page(FILE *out, const char *page, size_t n)
{
    size_t column = 0;

    fputs("    \"", out);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)page[i];

        if (column > 90) {
            fputs("\"\n    \"", out);
            column = 0;
        }
        if (c == '"' || c == '\\')
            column += (size_t)fprintf(out, "\\%c", c);
        else if (c >= 0x20 && c < 0x7f && c != '?')
            column += (size_t)fprintf(out, "%c", c);
        else
            column += (size_t)fprintf(out, "\\%03o", c);
    }
    fputs("\",\n", out);
}

static void emit_pool(struct emitter *e)
{
    const struct pool *p = &e->pool;

    fprintf(e->out, "const char tables_pool[][TABLES_PAGE] = {\n");
    for (size_t at = 0; at < p->used; at += TABLES_PAGE) {
        size_t n = p->used - at < TABLES_PAGE ? p->used - at : TABLES_PAGE;
        while (n > 0 && p->bytes[at + n - 1] == '\0')
            n--;
        emit_page(e->out, p->bytes + at, n);
    }
    fprintf(e->out, "};\n\n");
}

static void emit_trie(FILE *out, const struct matcher *m)
{
    int column = 0;

    fprintf(out, "static const struct matcher_node matcher_nodes[] = {\n");
    for (uint32_t i = 0; i < m->nodes; i++) {
        const struct matcher_node *n = &m->node[i];
        fprintf(out, "    {%u, %u, %u, %u, %u, %u},\n", (unsigned)n->text, (unsigned)n->last,
                n->child, n->piece, n->length, n->label);
    }
    fprintf(out, "};\n\nstatic const struct matcher_head matcher_heads[] = {\n");
    for (uint32_t i = 0; i < m->heads; i++)
        fprintf(out, "    {0x%x, %u},\n", m->head[i].bytes, m->head[i].node);
    fprintf(out, "%s};\n\nstatic const unsigned char matcher_text[] = {\n",
            m->heads ? "" : "    {0, 0},\n");
    for (uint32_t i = 0; i <= m->text_size; i++)
        print_number(out, m->text[i], &column);
    fprintf(out, "\n};\n\n");
}

/* The trie of the rules' phrases (matcher.h). */
void emit_matcher(FILE *out, const struct matcher *m)
{
    size_t uses = m->first_use[m->pieces];

    emit_trie(out, m);
    emit_numbers(out, "static const uint16_t matcher_buckets", m->bucket, MATCHER_BUCKETS + 1);
    emit_numbers(out, "static const uint16_t matcher_length", m->length, m->pieces);
    emit_numbers(out, "static const uint16_t matcher_begins", m->begins, m->pieces);
    emit_numbers(out, "static const uint16_t matcher_first_use", m->first_use, m->pieces + 1);
    fprintf(out, "static const struct matcher_use matcher_uses[] = {\n");
    for (size_t i = 0; i < uses; i++)
        fprintf(out, "    {%u, %u},\n", m->uses[i].phrase, m->uses[i].index);
    fprintf(out, "%s};\n\n", uses ? "" : "    {0, 0},\n");
    fprintf(out, "static const struct matcher_phrase matcher_phrases[] = {\n");
    for (size_t i = 0; i < m->phrases; i++)
        fprintf(out, "    {%u, %u, %u, %u, %u},\n", m->phrase[i].rule, m->phrase[i].pieces,
                m->phrase[i].score, m->phrase[i].rank, m->phrase[i].first);
    fprintf(out, "%s};\n\n", m->phrases ? "" : "    {0, 0, 0, 0, 0},\n");
    fprintf(out,
            "const struct matcher tables_matcher = {%u, %u, %u, %u, %u, matcher_nodes,\n"
            "    matcher_heads, matcher_buckets, matcher_text, matcher_length, matcher_begins,\n"
            "    matcher_first_use, matcher_uses, matcher_phrases};\n",
            m->phrases, m->pieces, m->nodes, m->heads, m->text_size);
}

static void gather_column(struct emitter *e, const struct data *d, enum kind kind, enum field field)
{
    const struct rows *rows = &d->kinds[kind];
    int column = schema_column(kind, field);

    for (int i = 0; i < rows->count; i++)
        if (rows->row[i].cells[column].count > 0)
            pool_add(&e->pool, rows->row[i].cells[column].values[0]);
}

static void gather_keys(struct emitter *e, const struct data *d, enum kind kind)
{
    gather_column(e, d, kind, schema_table(kind)->columns[0].field);
}

/*
 * The pages that a run touches are most of what a short one costs.  So what
 * the explanation of a reply code needs stands together, at the beginning.
 */
static void gather_labels(struct emitter *e, const struct data *d)
{
    gather_column(e, d, KIND_UI, FIELD_TEXT);
    gather_column(e, d, KIND_CAUSE, FIELD_NAME);
    gather_column(e, d, KIND_CATEGORY, FIELD_NAME);
    gather_keys(e, d, KIND_CATEGORY);
}

/* Then what is looked through to find anything else, and what a stream asks of each rule it meets.
 */
static void gather_rest(struct emitter *e, const struct data *d)
{
    for (int k = 0; k < KIND_COUNT; k++)
        gather_keys(e, d, (enum kind)k);
    gather_column(e, d, KIND_RULE, FIELD_CODES);
    gather_column(e, d, KIND_RULE, FIELD_ENHANCED_CODES);
    gather_column(e, d, KIND_RULE, FIELD_PROVIDER);
}

static void emit_kinds(struct emitter *e, const struct data *d)
{
    emit_kind(e, d, KIND_REPLY);
    gather_rest(e, d);
    for (int k = 0; k < KIND_COUNT; k++)
        if (k != KIND_REPLY)
            emit_kind(e, d, (enum kind)k);
    fprintf(e->out, "const struct tables_kind tables_kinds[KIND_COUNT] = {\n");
    for (int k = 0; k < KIND_COUNT; k++) {
        const struct table *t = schema_table((enum kind)k);

        fprintf(e->out, "    {%s_cells, %s_lists, %d, %d},\n", t->name, t->name, d->kinds[k].count,
                t->column_count);
    }
    fprintf(e->out, "};\n\n");
}

static void emit_columns(FILE *out)
{
    fprintf(out, "const int16_t tables_columns[KIND_COUNT][FIELD_COUNT] = {\n");
    for (int k = 0; k < KIND_COUNT; k++) {
        fputs("    {", out);
        for (int f = 0; f < FIELD_COUNT; f++)
            fprintf(out, "%d,", schema_column((enum kind)k, (enum field)f));
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

static void emit_replies(FILE *out, const struct data *d)
{
    uint16_t replies[TABLES_CODES] = {0};

    for (int i = 0; i < d->kinds[KIND_REPLY].count; i++)
        replies[strtol(d->kinds[KIND_REPLY].row[i].key, NULL, 10)] = (uint16_t)(i + 1);
    emit_numbers(out, "const uint16_t tables_replies", replies, TABLES_CODES);
}

/* The row of ui.rec called prefix-name. */
static uint16_t label_row(const struct data *d, const char *prefix, const char *name)
{
    char key[128];
    int row, n = snprintf(key, sizeof key, "%s-%s", prefix, name);

    row = data_find(&d->kinds[KIND_UI], key, (size_t)n);
    return row < 0 ? TABLES_NONE : (uint16_t)row;
}

static void emit_labels(FILE *out, const struct data *d)
{
    enum { MOST = 256 }; /* words of a list */
    uint16_t fields[FIELD_COUNT], words[MOST];
    char declaration[64];

    for (int f = 0; f < FIELD_COUNT; f++)
        fields[f] = label_row(d, "field", field_name((enum field)f));
    emit_numbers(out, "const uint16_t tables_field_labels", fields, FIELD_COUNT);
    for (int l = 0; l < LIST_COUNT; l++) {
        const char *list = word_list_name((enum list)l);
        int count = word_count((enum list)l);

        assert(count <= MOST);
        for (int w = 0; w < count; w++)
            words[w] = label_row(d, list, word_name((enum list)l, w));
        snprintf(declaration, sizeof declaration, "static const uint16_t %s_labels", list);
        emit_numbers(out, declaration, words, (size_t)count);
    }
    fprintf(out, "const uint16_t *const tables_word_labels[LIST_COUNT] = {\n");
    for (int l = 0; l < LIST_COUNT; l++)
        fprintf(out, "    %s_labels,\n", word_list_name((enum list)l));
    fprintf(out, "};\n\n");
}

void emit_tables(FILE *out, const struct data *d)
{
    struct emitter e = {.out = out};

    fprintf(out, "/* Printed by src/gen from data/; edit the data, not this file. */\n"
                 "#include \"tables.h\"\n\n");
    pool_add(&e.pool, "");
    gather_labels(&e, d);
    emit_kinds(&e, d);
    emit_languages(&e, d);
    emit_columns(out);
    emit_replies(out, d);
    emit_labels(out, d);
    emit_pool(&e);
}

/* Whether a field of a record is one to translate, and whether that was done. */
static bool wants_translation(const struct column *column, const struct row *row, int c)
{
    return column_is_translated(column) && row->cells[c].count > 0;
}

static bool is_translated(const struct rows *kind, const struct row *row, int c)
{
    int at = data_find(kind, row->key, strlen(row->key));

    return at >= 0 && kind->row[at].cells[c].count > 0;
}

/* Fields translated and fields there are, of one kind in one language. */
static void count_kind(const struct data *d, const struct translation *lang, enum kind kind,
                       int *have, int *want)
{
    const struct table *t = schema_table(kind);

    for (int i = 0; i < d->kinds[kind].count; i++) {
        const struct row *row = &d->kinds[kind].row[i];

        for (int c = 1; c < t->column_count; c++)
            if (wants_translation(&t->columns[c], row, c)) {
                ++*want;
                *have += is_translated(&lang->kinds[kind], row, c);
            }
    }
}

/* Each text that a language has not: "reply 252 description". */
static void list_missing(FILE *out, const struct data *d, const struct translation *lang,
                         enum kind kind)
{
    const struct table *t = schema_table(kind);

    for (int i = 0; i < d->kinds[kind].count; i++) {
        const struct row *row = &d->kinds[kind].row[i];

        for (int c = 1; c < t->column_count; c++)
            if (wants_translation(&t->columns[c], row, c) &&
                !is_translated(&lang->kinds[kind], row, c))
                fprintf(out, "%s %s %s\n", t->name, row->key, field_name(t->columns[c].field));
    }
}

bool emit_missing(FILE *out, const struct data *d, const char *tag)
{
    for (int l = 0; l < d->language_count; l++) {
        if (strcmp(d->languages[l].tag, tag) != 0)
            continue;
        for (int k = 0; k < KIND_COUNT; k++)
            list_missing(out, d, &d->languages[l], (enum kind)k);
        return true;
    }
    return false;
}

void emit_coverage(FILE *out, const struct data *d)
{
    for (int l = 0; l < d->language_count; l++) {
        int all_have = 0, all_want = 0;
        fprintf(out, "%-8s", d->languages[l].tag);
        for (int k = 0; k < KIND_COUNT; k++) {
            int have = 0, want = 0;
            count_kind(d, &d->languages[l], (enum kind)k, &have, &want);
            if (want > 0)
                fprintf(out, " %s %d/%d", schema_table((enum kind)k)->name, have, want);
            all_have += have;
            all_want += want;
        }
        fprintf(out, "  total %.1f %%\n", all_want ? 100.0 * all_have / all_want : 100.0);
    }
}
