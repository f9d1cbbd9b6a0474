/* smtpcode search WORD...: rows of the tables that hold all the words, best first. */
#include "command.h"

#include "ascii.h"
#include "explain.h"
#include "message.h"
#include "suggest.h"
#include "utf8.h"

#include <string.h>

enum { HITS_MAX = 400 };

struct hit {
    enum kind kind;
    int row;
    int score;
};

struct hits {
    struct hit hit[HITS_MAX];
    int count;
};

/* How well one word stands in a text: the whole word, the start of one, anywhere. */
enum { SCORE_WHOLE = 6, SCORE_PREFIX = 3, SCORE_INSIDE = 1 };

/* Bytes of text that the word covers at its start, without case; 0 if it does not. */
static size_t match_here(const char *text, size_t n, const char *word, size_t len)
{
    size_t t = 0, w = 0;

    while (w < len) {
        struct utf8 a, b;

        if (t >= n)
            return 0;
        a = utf8_decode(text + t, n - t);
        b = utf8_decode(word + w, len - w);
        if (utf8_fold(a.codepoint) != utf8_fold(b.codepoint))
            return 0;
        t += a.length;
        w += b.length;
    }
    return t;
}

static bool is_word_byte(const char *s, size_t n, size_t i)
{
    return i < n && (ascii_is_alnum((unsigned char)s[i]) || (unsigned char)s[i] >= 0x80);
}

/* Most places are told apart by their first byte, where that is a letter of ASCII. */
static bool may_match(unsigned char a, unsigned char b)
{
    return a >= 0x80 || b >= 0x80 || ascii_lower(a) == ascii_lower(b);
}

static int score_text(const char *text, const char *word)
{
    size_t n = strlen(text), len = strlen(word);
    int best = 0;

    for (size_t i = 0; i < n; i++) {
        size_t taken;
        int score;

        if (!may_match((unsigned char)text[i], (unsigned char)word[0]))
            continue;
        taken = match_here(text + i, n - i, word, len);
        if (taken == 0)
            continue;
        score = i && is_word_byte(text, n, i - 1)  ? SCORE_INSIDE
                : is_word_byte(text, n, i + taken) ? SCORE_PREFIX
                                                   : SCORE_WHOLE;
        if (score > best)
            best = score;
    }
    return best;
}

/* What a match in a field is worth: the key and the name say most. */
static int weight_of(const struct column *c)
{
    if (c->type == TYPE_KEY)
        return 20;
    switch (c->field) {
    case FIELD_NAME:
        return 10;
    case FIELD_CAUSE:
    case FIELD_PHRASE:
    case FIELD_PROVIDER:
        return 6;
    case FIELD_DESCRIPTION:
    case FIELD_WHY:
    case FIELD_WHEN:
        return 3;
    default:
        return 1;
    }
}

static int score_column(const struct catalog *language, enum kind kind, int row,
                        const struct column *c, const char *word)
{
    const char *text;
    int best = 0;

    if (c->type == TYPE_WORD) {
        text = word_name((enum list)c->of, catalog_word(kind, row, c->field));
        return text ? score_text(text, word) : 0;
    }
    if (!column_is_repeated(c))
        return score_text(catalog_text(language, kind, row, c->field), word);
    for (int i = 0; (text = catalog_item(catalog_list(language, kind, row, c->field), i)); i++) {
        int score = score_text(text, word);
        if (score > best)
            best = score;
    }
    return best;
}

/* 4.7.0 names the row X.7.0. */
static bool is_enhanced_of(int row, const char *word)
{
    struct status status;
    size_t n = strlen(word);

    return status_parse(word, n, &status) == n && catalog_find_status(&status) == row;
}

/* The best place of a word in a row, in any language of the tables. */
static int score_word(enum kind kind, int row, const char *word)
{
    const struct table *t = schema_table(kind);
    int best = 0;

    if (kind == KIND_ENHANCED && is_enhanced_of(row, word))
        return SCORE_WHOLE * weight_of(&t->columns[0]);
    for (int i = 0; catalog_language(i); i++) {
        struct catalog language = {i - 1};
        for (int c = 0; c < t->column_count; c++) {
            if (i > 0 && !column_is_translated(&t->columns[c]))
                continue;
            int score = weight_of(&t->columns[c]) *
                        score_column(&language, kind, row, &t->columns[c], word);
            if (score > best)
                best = score;
        }
    }
    return best;
}

static int score_row(enum kind kind, int row, char *const *words, int count)
{
    int sum = 0;

    for (int i = 0; i < count; i++) {
        int score = score_word(kind, row, words[i]);
        if (score == 0)
            return 0;
        sum += score;
    }
    if (kind == KIND_REPLY && catalog_word(kind, row, FIELD_STATUS) >= STATUS_HISTORIC)
        sum = sum * 2 / 3;
    return sum ? sum * 2 + (kind == KIND_CAUSE) : 0;
}

static void insert_hit(struct hits *hits, struct hit hit)
{
    int at = hits->count;

    while (at > 0 && hits->hit[at - 1].score < hit.score)
        at--;
    if (at == HITS_MAX)
        return;
    if (hits->count < HITS_MAX)
        hits->count++;
    memmove(&hits->hit[at + 1], &hits->hit[at], sizeof hit * (size_t)(hits->count - 1 - at));
    hits->hit[at] = hit;
}

static const enum kind searched[] = {KIND_CAUSE,   KIND_REPLY,   KIND_ENHANCED,
                                     KIND_COMMAND, KIND_KEYWORD, KIND_RULE};

static void collect(struct hits *hits, char *const *words, int count)
{
    hits->count = 0;
    for (size_t k = 0; k < sizeof searched / sizeof *searched; k++)
        for (int row = 0; row < catalog_count(searched[k]); row++) {
            int score = score_row(searched[k], row, words, count);
            if (score > 0)
                insert_hit(hits, (struct hit){searched[k], row, score});
        }
}

static void try_words(struct suggestion *best, const char *text, char *kept, size_t size)
{
    for (const char *p = text; *p;) {
        char word[40];
        size_t n = strcspn(p, " ,;:()/");

        if (n > 2 && n < sizeof word) {
            const char *before = best->word;
            memcpy(word, p, n);
            word[n] = '\0';
            suggest_try(best, word);
            if (best->word != before && n < size) {
                memcpy(kept, word, n + 1);
                best->word = kept;
            }
        }
        p += n + (p[n] != '\0');
    }
}

/* Nothing found: names the word of the tables that is nearest to one given. */
static void complain(const struct options *o)
{
    char text[OPTIONS_MESSAGE], kept[40];
    struct message m = message_say(text, sizeof text, &o->catalog, "error-nothing-found");
    const char *near = NULL;

    for (int i = 0; i < o->operand_count; i++) {
        message_add(&m, i ? " " : "");
        message_quote(&m, o->operands[i], strlen(o->operands[i]));
    }
    for (int i = 0; i < o->operand_count && !near; i++) {
        struct suggestion best = suggest_init(o->operands[i], strlen(o->operands[i]));

        for (size_t k = 0; k < sizeof searched / sizeof *searched; k++)
            for (int row = 0; row < catalog_count(searched[k]); row++) {
                try_words(&best, catalog_key(searched[k], row), kept, sizeof kept);
                try_words(&best, catalog_text(NULL, searched[k], row, FIELD_NAME), kept,
                          sizeof kept);
            }
        near = best.distance > 0 ? best.word : NULL;
    }
    message_suggest(&m, "", near);
    message_print(text);
}

static void hit_record(struct record *record, struct run *run, const struct hit *hit)
{
    const char *key = catalog_key(hit->kind, hit->row);
    const char *name = hit->kind == KIND_RULE
                           ? catalog_text(run->page->catalog, KIND_RULE, hit->row, FIELD_WHY)
                           : catalog_text(run->page->catalog, hit->kind, hit->row, FIELD_NAME);

    record_init(record, run->page->catalog,
                hit->kind == KIND_REPLY ? "code" : schema_table(hit->kind)->name);
    record->severity = hit->kind == KIND_REPLY ? key[0] - '0' : 0;
    record_plain(record, FIELD_THING, key);
    record_plain(record, FIELD_KIND, record->kind);
    record_text(record, FIELD_NAME, name);
}

int cmd_search(struct run *run)
{
    static const enum field fields[] = {FIELD_THING, FIELD_KIND, FIELD_NAME};
    const struct options *o = run->options;
    struct layout layout = {fields, 3, {10, 8, 0}};
    struct hits hits;

    if (o->operand_count == 0) {
        message_tell(run->page->catalog, "error-search-word");
        return EXIT_TROUBLE;
    }
    collect(&hits, o->operands, o->operand_count);
    if (hits.count == 0) {
        complain(o);
        return EXIT_NOT_FOUND;
    }
    for (int i = 0; i < hits.count; i++) {
        int n = (int)strlen(catalog_key(hits.hit[i].kind, hits.hit[i].row));
        if (n > layout.widths[0])
            layout.widths[0] = n;
    }
    if (o->field < 0)
        render_head(run->page, &layout);
    for (int i = 0; i < hits.count; i++) {
        struct record record;

        hit_record(&record, run, &hits.hit[i]);
        if (o->field >= 0)
            render_field(run->page, &record, (enum field)o->field);
        else
            render_row(run->page, &layout, &record);
    }
    return EXIT_FOUND;
}
