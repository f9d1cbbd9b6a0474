#include "compare.h"

#include "explain.h"

#include <string.h>

/* What two codes can differ in, besides their texts. */
static const enum field attributes[] = {
    FIELD_NAME,     FIELD_STATUS, FIELD_SEVERITY,       FIELD_CATEGORY, FIELD_CLASS,
    FIELD_SUBJECT,  FIELD_CAUSE,  FIELD_FIXER,          FIELD_RETRY,    FIELD_CLOSES,
    FIELD_COMMANDS, FIELD_CODES,  FIELD_ENHANCED_CODES,
};

bool compare_attribute(int i, enum field *field)
{
    if (i < 0 || (size_t)i >= sizeof attributes / sizeof *attributes)
        return false;
    *field = attributes[i];
    return true;
}

const struct item *compare_item(const struct comparison *c, int thing, enum field field)
{
    const struct item *item = record_item(&c->things[thing], field);

    /* The class of a reply is a number for machines; its name is the severity. */
    return item && item->shape == SHAPE_NUMBER ? NULL : item;
}

static bool same_item(const struct item *a, const struct item *b)
{
    bool no_a = !a || a->shape == SHAPE_NULL, no_b = !b || b->shape == SHAPE_NULL;

    if (no_a || no_b)
        return no_a && no_b;
    if (a->shape != b->shape)
        return false;
    switch (a->shape) {
    case SHAPE_WORD:
    case SHAPE_WORDS:
    case SHAPE_NUMBER:
    case SHAPE_ANSWERS:
        return a->number == b->number;
    case SHAPE_LIST:
    case SHAPE_LINES:
        return a->list.at == b->list.at && a->list.strings == b->list.strings;
    default:
        return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
    }
}

bool compare_is_same(const struct comparison *c, enum field field)
{
    for (int i = 1; i < c->count; i++)
        if (!same_item(compare_item(c, 0, field), compare_item(c, i, field)))
            return false;
    return true;
}

/* A small writer into the comparison's scratch; text that does not fit is cut. */
struct writer {
    struct comparison *c;
    char *start;
};

static struct writer writer_start(struct comparison *c)
{
    c->scratch[c->scratch_used] = '\0';
    return (struct writer){c, c->scratch + c->scratch_used};
}

static void write_bytes(struct writer *w, const char *s, size_t n)
{
    size_t room = COMPARE_SCRATCH - w->c->scratch_used - 1;

    if (n > room)
        n = room;
    memcpy(w->c->scratch + w->c->scratch_used, s, n);
    w->c->scratch_used += n;
    w->c->scratch[w->c->scratch_used] = '\0';
}

static void write_text(struct writer *w, const char *s)
{
    write_bytes(w, s, strlen(s));
}

static const char *writer_end(struct writer *w)
{
    if (w->c->scratch_used < COMPARE_SCRATCH - 1)
        w->c->scratch_used++;
    return w->start;
}

static bool has_value(const struct item *item)
{
    return item && item->shape != SHAPE_NULL &&
           (item->shape == SHAPE_WORD || (item->text && item->length));
}

/* A value for people: what a word of a closed list means, not the word. */
static void write_item(struct writer *w, const struct item *item)
{
    if (item->shape == SHAPE_WORD)
        write_text(w, catalog_word_label(w->c->catalog, item->of, (int)item->number));
    else
        write_bytes(w, item->text, item->length);
}

static const char *name_thing(struct comparison *c, const struct thing *t)
{
    struct writer w = writer_start(c);
    char text[STATUS_TEXT];

    if (t->kind != THING_REPLY) {
        write_bytes(&w, t->text, t->length < 40 ? t->length : 40);
        return writer_end(&w);
    }
    if (t->found.code >= 0) {
        code_format(t->found.code, text);
        write_text(&w, text);
    }
    if (status_is_set(&t->found.status)) {
        status_format(&t->found.status, text);
        write_text(&w, t->found.code >= 0 ? " " : "");
        write_text(&w, text);
    }
    return writer_end(&w);
}

/* Whether two keys mean the same code: 5.1.1 and X.1.1 do. */
static bool same_code(const char *a, size_t an, const char *b)
{
    struct status s, t;
    size_t bn = strlen(b);

    if (status_parse(a, an, &s) == an && status_parse(b, bn, &t) == bn)
        return s.subject == t.subject && s.detail == t.detail &&
               (s.class == t.class || s.class == 0 || t.class == 0);
    return an == bn && memcmp(a, b, an) == 0;
}

static int index_in(const struct comparison *c, const char *key, size_t n)
{
    for (int i = 0; i < c->count; i++)
        if (same_code(key, n, c->names[i]))
            return i;
    return -1;
}

/* Number of codes in a pair's key, or 0 when one of them is not compared here. */
static int pair_covers(const struct comparison *c, const char *key)
{
    int n = 0;

    for (const char *p = key; *p; n++) {
        size_t len = strcspn(p, " ");
        if (index_in(c, p, len) < 0)
            return 0;
        p += len + (p[len] == ' ');
    }
    return n;
}

static void add_difference(struct comparison *c, const char *text)
{
    if (c->difference_count < COMPARE_LINES)
        c->differences[c->difference_count++] = (struct sentence){NULL, text};
}

static void add_choice(struct comparison *c, const char *thing, const char *text)
{
    if (c->choice_count < COMPARE_LINES)
        c->choices[c->choice_count++] = (struct sentence){thing, text};
}

static bool has_choice(const struct comparison *c, const char *thing)
{
    for (int i = 0; i < c->choice_count; i++)
        if (c->choices[i].thing == thing)
            return true;
    return false;
}

/* `choose: 214: when ...`: the thing and the words behind the colon. */
static void add_choose(struct comparison *c, const char *choose)
{
    size_t n = strcspn(choose, ":");
    int i = index_in(c, choose, n);

    if (i < 0 || choose[n] == '\0' || has_choice(c, c->names[i]))
        return;
    choose += n + 1;
    while (*choose == ' ')
        choose++;
    add_choice(c, c->names[i], choose);
}

static void add_pair(struct comparison *c, int row)
{
    struct texts list = catalog_list(c->catalog, KIND_PAIR, row, FIELD_DIFFERENCE);
    const char *text;

    for (int i = 0; (text = catalog_item(list, i)) != NULL; i++)
        add_difference(c, text);
    list = catalog_list(c->catalog, KIND_PAIR, row, FIELD_CHOOSE);
    for (int i = 0; (text = catalog_item(list, i)) != NULL; i++)
        add_choose(c, text);
}

/* The entry for exactly these things; else every entry about some of them. */
static void add_pairs(struct comparison *c)
{
    for (int row = 0; row < catalog_count(KIND_PAIR); row++)
        if (pair_covers(c, catalog_key(KIND_PAIR, row)) == c->distinct) {
            c->introduction = catalog_text(c->catalog, KIND_PAIR, row, FIELD_INTRODUCTION);
            add_pair(c, row);
            return;
        }
    for (int row = 0; row < catalog_count(KIND_PAIR); row++)
        if (pair_covers(c, catalog_key(KIND_PAIR, row)) == 2)
            add_pair(c, row);
}

/* How many of the things have a value of the field; *same tells whether it is one value. */
static int values_of(const struct comparison *c, enum field field, bool *same)
{
    const struct item *first = NULL;
    int count = 0;

    *same = true;
    for (int i = 0; i < c->count; i++) {
        const struct item *item = compare_item(c, i, field);

        if (!has_value(item))
            continue;
        if (!first)
            first = item;
        *same &= same_item(first, item);
        count++;
    }
    return count;
}

/* `214 - Information; 252 - Mail system`: the values of those that have one. */
static void write_values(struct writer *w, enum field field)
{
    const char *separator = "";

    for (int i = 0; i < w->c->count; i++) {
        const struct item *item = compare_item(w->c, i, field);

        if (!has_value(item))
            continue;
        write_text(w, separator);
        write_text(w, w->c->names[i]);
        write_text(w, " - ");
        write_item(w, item);
        separator = "; ";
    }
}

/* A message of ui.rec up to its {}; returns what stands behind. */
static const char *write_message(struct writer *w, const char *id)
{
    const char *text = catalog_ui(w->c->catalog, id), *gap = strstr(text, "{}");

    write_bytes(w, text, gap ? (size_t)(gap - text) : strlen(text));
    return gap ? gap + 2 : "";
}

static bool add_attribute(struct comparison *c, enum field field)
{
    struct writer w;
    bool same;

    if (values_of(c, field, &same) < 2 || same)
        return false;
    w = writer_start(c);
    write_text(&w, catalog_label(c->catalog, field));
    write_text(&w, ": ");
    write_values(&w, field);
    add_difference(c, writer_end(&w));
    return true;
}

static bool is_twin(const char *a, const char *b)
{
    struct status s, t;

    return status_parse(a, strlen(a), &s) && status_parse(b, strlen(b), &t) &&
           s.subject == t.subject && s.detail == t.detail && s.class != t.class &&
           s.class * t.class == 20;
}

/* `One reply can carry both: 503 5.5.1.` where the tables know them together. */
static void add_together(struct comparison *c, int code, int status)
{
    const struct item *item = compare_item(c, code, FIELD_ENHANCED_CODES);
    struct writer w;
    const char *rest;

    if (!item || item->shape != SHAPE_REFS)
        return;
    for (const char *p = item->text, *end = p + item->length; p < end;) {
        const char *blank = memchr(p, ' ', (size_t)(end - p));
        size_t n = blank ? (size_t)(blank - p) : (size_t)(end - p);

        if (same_code(p, n, c->names[status])) {
            w = writer_start(c);
            rest = write_message(&w, "compare-together");
            write_text(&w, c->names[code]);
            write_text(&w, " ");
            write_bytes(&w, p, n);
            write_text(&w, rest);
            add_difference(c, writer_end(&w));
            return;
        }
        p += n + 1;
    }
}

/* What the tables tell: kinds, twins, then each attribute that has different values. */
static void add_computed(struct comparison *c)
{
    static const enum field telling[] = {FIELD_SEVERITY, FIELD_CLASS,  FIELD_CATEGORY,
                                         FIELD_SUBJECT,  FIELD_CAUSE,  FIELD_FIXER,
                                         FIELD_RETRY,    FIELD_CLOSES, FIELD_COMMANDS};

    if (c->count == 2 && is_twin(c->names[0], c->names[1]))
        add_difference(c, catalog_ui(c->catalog, "compare-twins"));
    for (int i = 0; i < c->count; i++)
        for (int k = 0; k < c->count; k++)
            if (i != k)
                add_together(c, i, k);
    for (size_t a = 0; a < sizeof telling / sizeof *telling; a++)
        add_attribute(c, telling[a]);
    if (c->difference_count == 0)
        add_attribute(c, FIELD_NAME);
}

/* The use of each code for a server author, where no pair says when to choose it. */
static void add_uses(struct comparison *c)
{
    if (compare_is_same(c, FIELD_USE))
        return;
    for (int i = 0; i < c->count; i++) {
        const struct item *use = compare_item(c, i, FIELD_USE);

        if (use && use->shape == SHAPE_TEXT && !has_choice(c, c->names[i]))
            add_choice(c, c->names[i], use->text);
    }
}

/* `4.2.2, 5.2.2`: the names of all. */
static void write_names(struct writer *w)
{
    for (int i = 0; i < w->c->count; i++) {
        write_text(w, i ? ", " : "");
        write_text(w, w->c->names[i]);
    }
}

/* One use for all of them is said once. */
static void add_common_use(struct comparison *c)
{
    const struct item *use = compare_item(c, 0, FIELD_USE);
    struct writer w;

    if (!use || use->shape != SHAPE_TEXT || !compare_is_same(c, FIELD_USE) || c->choice_count > 0)
        return;
    w = writer_start(c);
    if (c->distinct == 1)
        write_text(&w, c->names[0]);
    else
        write_names(&w);
    add_choice(c, writer_end(&w), use->text);
}

/* Choices come in the order of the things, whatever order the pairs had. */
static void order_choices(struct comparison *c)
{
    int at = 0;

    for (int thing = 0; thing < c->count; thing++)
        for (int i = at; i < c->choice_count; i++)
            if (c->choices[i].thing == c->names[thing]) {
                struct sentence found = c->choices[i];

                memmove(&c->choices[at + 1], &c->choices[at], sizeof found * (size_t)(i - at));
                c->choices[at++] = found;
                break;
            }
}

/* `They differ in severity: 421 - Temporary failure; ...`, or the one that all have. */
static void write_digit(struct writer *w, enum field field, const char *all, const char *differ)
{
    bool same;
    int count = values_of(w->c, field, &same);
    const char *rest;

    if (count < w->c->count)
        return;
    if (w->start != w->c->scratch + w->c->scratch_used)
        write_text(w, " ");
    rest = write_message(w, same ? all : differ);
    if (same)
        write_item(w, compare_item(w->c, 0, field));
    else
        write_values(w, field);
    write_text(w, rest);
}

/* Names severity and category, or class and subject; says so where there is nothing to set apart.
 */
static const char *introduce(struct comparison *c)
{
    struct writer w;
    bool same;

    if (c->distinct == 1)
        return catalog_ui(c->catalog, "compare-self");
    if (values_of(c, FIELD_SUBJECT, &same) > 0 && values_of(c, FIELD_CATEGORY, &same) > 0)
        return catalog_ui(c->catalog, "compare-mixed");
    if (!c->all_known)
        return catalog_ui(c->catalog, "compare-unknown");
    w = writer_start(c);
    write_digit(&w, FIELD_SEVERITY, "compare-severity", "compare-severities");
    write_digit(&w, FIELD_CLASS, "compare-severity", "compare-severities");
    write_digit(&w, FIELD_CATEGORY, "compare-category", "compare-categories");
    write_digit(&w, FIELD_SUBJECT, "compare-category", "compare-categories");
    return *w.start ? writer_end(&w) : catalog_ui(c->catalog, "compare-reply");
}

void compare_things(struct comparison *c, const struct catalog *catalog, const struct thing *things,
                    int count)
{
    c->catalog = catalog;
    c->count = count;
    c->introduction = NULL;
    c->difference_count = c->choice_count = 0;
    c->all_known = true;
    c->scratch_used = 0;
    for (int i = 0; i < count; i++) {
        explain_thing(&c->things[i], catalog, &things[i]);
        c->names[i] = name_thing(c, &things[i]);
        c->all_known &= c->things[i].known;
    }
    c->distinct = 0;
    for (int i = 0; i < count; i++)
        c->distinct += index_in(c, c->names[i], strlen(c->names[i])) == i;
    add_pairs(c);
    if (c->difference_count == 0 && c->distinct > 1)
        add_computed(c);
    add_uses(c);
    order_choices(c);
    add_common_use(c);
    if (!c->introduction)
        c->introduction = introduce(c);
}
