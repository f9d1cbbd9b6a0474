#include "automaton.h"

#include "ascii.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 65535, STATES_MAX = 1 << 20 };

/* A node of the plain trie while phrases are added: children in a list, sorted by label. */
struct node {
    uint32_t child, sibling; /* 0: none */
    uint32_t piece;          /* 1 + piece, 0: none */
    unsigned char label;
};

struct use {
    uint32_t piece;
    struct matcher_use place;
};

struct automaton {
    struct node *node;
    size_t nodes, node_room;
    uint16_t *length, *begins;
    size_t pieces, piece_room, begins_room;
    struct use *use;
    size_t uses, use_room;
    struct matcher_phrase *phrase;
    size_t phrases, phrase_room;
    /* The completed form. */
    struct matcher_node *made;
    struct matcher_head *head;
    unsigned char *text;
    uint32_t made_count, head_count, text_size;
    uint16_t bucket[MATCHER_BUCKETS + 1], *first_use;
    struct matcher_use *place;
};

static bool grow(void **array, size_t *room, size_t used, size_t size)
{
    size_t wanted = *room ? *room * 2 : 256;
    void *bigger;

    if (used < *room)
        return true;
    bigger = realloc(*array, wanted * size);
    if (!bigger)
        return false;
    *array = bigger;
    *room = wanted;
    return true;
}

static bool add_node(struct automaton *a, unsigned char label, uint32_t *number)
{
    if (!grow((void **)&a->node, &a->node_room, a->nodes, sizeof *a->node))
        return false;
    a->node[a->nodes] = (struct node){.label = label};
    *number = (uint32_t)a->nodes++;
    return true;
}

struct automaton *automaton_new(void)
{
    struct automaton *a = calloc(1, sizeof *a);
    uint32_t root;

    if (a && !add_node(a, 0, &root)) {
        free(a);
        return NULL;
    }
    return a;
}

void automaton_free(struct automaton *a)
{
    if (!a)
        return;
    free(a->node);
    free(a->length);
    free(a->begins);
    free(a->use);
    free(a->phrase);
    free(a->made);
    free(a->head);
    free(a->text);
    free(a->first_use);
    free(a->place);
    free(a);
}

/* The child of a node by label, made when it is not there; 0 without memory. */
static uint32_t child_of(struct automaton *a, uint32_t node, unsigned char label)
{
    uint32_t before = 0, at = a->node[node].child, new;

    while (at && a->node[at].label < label) {
        before = at;
        at = a->node[at].sibling;
    }
    if (at && a->node[at].label == label)
        return at;
    if (!add_node(a, label, &new))
        return 0;
    a->node[new].sibling = at;
    if (before)
        a->node[before].sibling = new;
    else
        a->node[node].child = new;
    return new;
}

/* The node of a piece, which is numbered when it is new; 0 without memory. */
static uint32_t piece_node(struct automaton *a, const char *s, size_t n)
{
    uint32_t node = 0;

    for (size_t i = 0; i < n; i++) {
        node = child_of(a, node, (unsigned char)s[i]);
        if (!node)
            return 0;
    }
    if (!a->node[node].piece) {
        if (!grow((void **)&a->length, &a->piece_room, a->pieces, sizeof *a->length) ||
            !grow((void **)&a->begins, &a->begins_room, a->pieces, sizeof *a->begins))
            return 0;
        a->begins[a->pieces] = 0;
        a->length[a->pieces++] = (uint16_t)n;
        a->node[node].piece = (uint32_t)a->pieces;
    }
    return node;
}

static const char *add_piece(struct automaton *a, const char *s, size_t n, unsigned index,
                             struct matcher_phrase *phrase)
{
    uint32_t node = piece_node(a, s, n), piece;

    if (!node)
        return "out of memory";
    piece = a->node[node].piece - 1;
    if (phrase->pieces == 2 && index == 0) {
        a->begins[piece] = 1;
        phrase->first = (uint16_t)piece;
    } else {
        if (!grow((void **)&a->use, &a->use_room, a->uses, sizeof *a->use))
            return "out of memory";
        a->use[a->uses++] = (struct use){piece, {(uint16_t)a->phrases, (uint16_t)index}};
    }
    if (a->nodes > STATES_MAX || a->uses > NUMBER_MAX || a->pieces > NUMBER_MAX)
        return "too many phrases";
    return NULL;
}

/* The next piece of a phrase, blanks at its ends cut; false after the last. */
static bool next_piece(const char **s, const char **piece, size_t *n)
{
    const char *end;

    if (!*s)
        return false;
    end = strchr(*s, '*');
    *piece = *s;
    *n = end ? (size_t)(end - *s) : strlen(*s);
    *s = end ? end + 1 : NULL;
    while (*n > 0 && ascii_is_space((unsigned char)**piece)) {
        ++*piece;
        --*n;
    }
    return true;
}

static unsigned count_pieces(const char *phrase)
{
    unsigned pieces = 1;

    while (*phrase)
        pieces += *phrase++ == '*';
    return pieces;
}

const char *automaton_add(struct automaton *a, const char *phrase, unsigned rule, unsigned rank)
{
    struct matcher_phrase p = {.rule = (uint16_t)rule, .rank = (uint16_t)rank};
    const char *s = phrase, *piece, *wrong;
    char folded[MATCHER_PIECE_MAX + 1];
    unsigned index = 0;
    size_t n;

    if (count_pieces(phrase) > MATCHER_PIECES_MAX)
        return "a phrase has more than six pieces";
    p.pieces = (uint16_t)count_pieces(phrase);
    while (next_piece(&s, &piece, &n)) {
        size_t length = matcher_fold(piece, n, folded, NULL, sizeof folded);

        if (length < 3)
            return "a piece has fewer than three letters";
        if (length > MATCHER_PIECE_MAX)
            return "a piece has more than 200 letters";
        wrong = add_piece(a, folded, length, index++, &p);
        if (wrong)
            return wrong;
        p.score = (uint16_t)(p.score + length);
    }
    if (!grow((void **)&a->phrase, &a->phrase_room, a->phrases, sizeof *a->phrase))
        return "out of memory";
    if (rule > NUMBER_MAX || a->phrases >= NUMBER_MAX)
        return "too many phrases";
    a->phrase[a->phrases++] = p;
    return NULL;
}

static bool allocate(struct automaton *a)
{
    size_t nodes = a->nodes;

    /* Each node of the plain trie makes one of these at most. */
    a->made = calloc(nodes + 1, sizeof *a->made);
    a->head = calloc(nodes, sizeof *a->head);
    a->text = calloc(nodes + 1, sizeof *a->text);
    a->first_use = calloc(a->pieces + 1, sizeof *a->first_use);
    a->place = calloc(a->uses ? a->uses : 1, sizeof *a->place);
    return a->made && a->head && a->text && a->first_use && a->place;
}

/* Makes the node for what follows from one of the plain trie: nodes without a choice are one. */
static void make_node(struct automaton *a, uint32_t made, uint32_t from)
{
    struct matcher_node *n = &a->made[made];
    uint32_t at = from, child;

    n->text = a->text_size & 0x7fffffffu;
    while (!a->node[at].piece && a->node[at].child && !a->node[a->node[at].child].sibling) {
        at = a->node[at].child;
        a->text[a->text_size++] = a->node[at].label;
        n->length++;
    }
    n->piece = (uint16_t)a->node[at].piece;
    if (!a->node[at].child)
        return;
    child = n->child = a->made_count;
    for (uint32_t c = a->node[at].child; c; c = a->node[c].sibling)
        a->made[a->made_count++].label = a->node[c].label;
    a->made[a->made_count - 1].last = 1;
    for (uint32_t c = a->node[at].child; c; c = a->node[c].sibling)
        make_node(a, child++, c);
}

/* The heads: the nodes of the plain trie that three bytes lead to. */
static void make_heads(struct automaton *a)
{
    const struct node *node = a->node;

    for (uint32_t x = node[0].child; x; x = node[x].sibling)
        for (uint32_t y = node[x].child; y; y = node[y].sibling)
            for (uint32_t z = node[y].child; z; z = node[z].sibling) {
                const char bytes[MATCHER_HEAD] = {(char)node[x].label, (char)node[y].label,
                                                  (char)node[z].label};
                a->head[a->head_count].bytes = matcher_bytes(bytes);
                a->head[a->head_count++].node = a->made_count;
                make_node(a, a->made_count++, z);
            }
}

static int compare_heads(const void *x, const void *y)
{
    uint32_t a = ((const struct matcher_head *)x)->bytes,
             b = ((const struct matcher_head *)y)->bytes;
    unsigned m = matcher_bucket(a), n = matcher_bucket(b);

    return m != n ? (m < n ? -1 : 1) : a != b ? (a < b ? -1 : 1) : 0;
}

static void sort_heads(struct automaton *a)
{
    qsort(a->head, a->head_count, sizeof *a->head, compare_heads);
    for (uint32_t i = 0; i < a->head_count; i++)
        a->bucket[matcher_bucket(a->head[i].bytes) + 1]++;
    for (unsigned b = 0; b < MATCHER_BUCKETS; b++)
        a->bucket[b + 1] = (uint16_t)(a->bucket[b + 1] + a->bucket[b]);
}

static void sort_uses(struct automaton *a)
{
    size_t at = 0;

    for (size_t piece = 0; piece < a->pieces; piece++) {
        a->first_use[piece] = (uint16_t)at;
        for (size_t u = 0; u < a->uses; u++)
            if (a->use[u].piece == piece)
                a->place[at++] = a->use[u].place;
    }
    a->first_use[a->pieces] = (uint16_t)at;
}

const char *automaton_build(struct automaton *a, struct matcher *m)
{
    if (!allocate(a))
        return "out of memory";
    a->made_count = 1; /* 0 stands for none */
    make_heads(a);
    if (a->head_count > NUMBER_MAX)
        return "too many phrases";
    sort_heads(a);
    sort_uses(a);
    *m = (struct matcher){(uint32_t)a->phrases,
                          (uint32_t)a->pieces,
                          a->made_count,
                          a->head_count,
                          a->text_size,
                          a->made,
                          a->head,
                          a->bucket,
                          a->text,
                          a->length,
                          a->begins,
                          a->first_use,
                          a->place,
                          a->phrase};
    return NULL;
}
