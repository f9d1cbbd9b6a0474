#include "automaton.h"

#include "ascii.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 65535, STATES_MAX = 1 << 20 };

/* A state while phrases are added: children in a list, sorted by label. */
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
    unsigned char *label;
    uint32_t root[256];
    uint32_t *child, *fail, *link;
    uint16_t *output, *first_use;
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
    free(a->label);
    free(a->child);
    free(a->fail);
    free(a->output);
    free(a->link);
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
    size_t states = a->nodes;

    a->label = calloc(states, sizeof *a->label);
    a->child = calloc(states + 1, sizeof *a->child);
    a->fail = calloc(states, sizeof *a->fail);
    a->output = calloc(states, sizeof *a->output);
    a->link = calloc(states, sizeof *a->link);
    a->first_use = calloc(a->pieces + 1, sizeof *a->first_use);
    a->place = calloc(a->uses ? a->uses : 1, sizeof *a->place);
    return a->label && a->child && a->fail && a->output && a->link && a->first_use && a->place;
}

static unsigned find_child(const struct automaton *a, unsigned state, unsigned char c)
{
    for (unsigned i = a->child[state]; i < a->child[state + 1]; i++)
        if (a->label[i] == c)
            return i;
    return 0;
}

/* Numbers the nodes breadth first; order[state] is the node. */
static void number_states(struct automaton *a, uint32_t *order)
{
    unsigned next = 1;

    order[0] = 0;
    for (unsigned state = 0; state < a->nodes; state++) {
        a->child[state] = next;
        a->label[state] = a->node[order[state]].label;
        a->output[state] = (uint16_t)a->node[order[state]].piece;
        for (uint32_t c = a->node[order[state]].child; c; c = a->node[c].sibling)
            order[next++] = c;
    }
    a->child[a->nodes] = next;
}

/* Breadth first, so that the shorter suffix of a state is done before it. */
static void link_states(struct automaton *a)
{
    for (unsigned state = 0; state < a->nodes; state++)
        for (unsigned c = a->child[state]; c < a->child[state + 1]; c++) {
            unsigned fail = state ? a->fail[state] : 0, to = 0;

            while (state && (to = find_child(a, fail, a->label[c])) == 0 && fail)
                fail = a->fail[fail];
            a->fail[c] = to;
            a->link[c] = a->output[to] ? to : a->link[to];
        }
}

/*
 * A match may not begin in the middle of a word, so a suffix that does leads
 * nowhere: the links go on to the next one that begins a word.
 */
static bool prune_links(struct automaton *a)
{
    uint32_t *parent = calloc(a->nodes, sizeof *parent), *depth = calloc(a->nodes, sizeof *depth);
    bool done;

    for (unsigned state = 0; parent && depth && state < a->nodes; state++) {
        unsigned fail = a->fail[state], first = state;

        for (unsigned c = a->child[state]; c < a->child[state + 1]; c++) {
            parent[c] = state;
            depth[c] = depth[state] + 1;
        }
        for (unsigned back = depth[fail]; back > 1; back--)
            first = parent[first];
        if (fail && ascii_is_alnum(a->label[first]) && ascii_is_alnum(a->label[parent[first]]))
            a->fail[state] = a->fail[fail];
        fail = a->fail[state];
        a->link[state] = a->output[fail] ? fail : a->link[fail];
    }
    done = parent && depth;
    free(parent);
    free(depth);
    return done;
}

static void index_root(struct automaton *a)
{
    for (unsigned c = a->child[0]; c < a->child[1]; c++)
        a->root[a->label[c]] = c;
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
    uint32_t *order = calloc(a->nodes, sizeof *order);

    if (!order || !allocate(a)) {
        free(order);
        return "out of memory";
    }
    number_states(a, order);
    free(order);
    link_states(a);
    if (!prune_links(a))
        return "out of memory";
    index_root(a);
    sort_uses(a);
    *m = (struct matcher){(uint32_t)a->nodes, (uint32_t)a->phrases,
                          a->label,           a->root,
                          a->child,           a->fail,
                          a->output,          a->link,
                          a->length,          a->begins,
                          a->first_use,       a->place,
                          a->phrase};
    return NULL;
}
