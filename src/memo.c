#include "memo.h"

#include "ascii.h"
#include "bytes16.h"
#include "rules.h"

#include <string.h>

/* Stands for a name; a text that has this byte itself is not remembered. */
enum { NAME = 1 };

/* ---- names ------------------------------------------------------------------------ */

/* The bytes that names are made of, folded; 0 for others. */
static const char part[256] = {
    ['+'] = '+', ['-'] = '-', ['.'] = '.', ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3',
    ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['@'] = '@',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g',
    ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n',
    ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u',
    ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b',
    ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i',
    ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p',
    ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w',
    ['x'] = 'x', ['y'] = 'y', ['z'] = 'z'};

static char part_at(const char *s, size_t i)
{
    return part[(unsigned char)s[i]];
}

/* A digit, an @, or a small letter with a capital behind it. */
static bool is_mark(const char *s, size_t at, size_t n)
{
    char c = s[at];

    return ascii_is_digit(c) || c == '@' || c == NAME ||
           (c >= 'a' && c <= 'z' && at + 1 < n && s[at + 1] >= 'A' && s[at + 1] <= 'Z');
}

/* The next byte from at on that only a name has; n when there is none. */
static size_t next_mark(const char *s, size_t at, size_t n)
{
    for (; at + sizeof(bytes16) < n; at += sizeof(bytes16)) {
        bytes16 here = bytes16_load(s + at), next = bytes16_load(s + at + 1);
        bytes16 hits = (bytes16)((bytes16)(here - '0') < 10) | (bytes16)(here == '@') |
                       (bytes16)(here == NAME) |
                       (bytes16)(((bytes16)(here - 'a') < 26) & ((bytes16)(next - 'A') < 26));

        if (bytes16_any(hits))
            return at + bytes16_next(&hits, 0);
    }
    while (at < n && !is_mark(s, at, n))
        at++;
    return at;
}

/* Whether a run of name bytes is folded byte by byte, whatever they are. */
static bool stands_alone(const char *s, size_t start, size_t n)
{
    unsigned char before = start > 0 ? (unsigned char)s[start - 1] : ' ';

    if (before == '=' || before == '%' || before == '\\')
        return false; /* an escape goes on */
    /* Three digits behind a blank may be the code of a further line; and phrases name codes. */
    return (s[start] != '4' && s[start] != '5') || n - start < 3 || ascii_is_alpha(s[start + 1]) ||
           ascii_is_alpha(s[start + 2]) || (before > ' ' && before != '_' && before < 0x7f);
}

/* Whether a phrase may begin at a byte of a run that goes on until stop. */
static bool has_phrase(const struct memo *m, const char *s, size_t at, size_t stop, size_t n)
{
    if (at + 1 < stop && !matcher_pair_in(m->pairs, part_at(s, at), part_at(s, at + 1)))
        return false;
    if (at + MATCHER_HEAD <= stop) {
        const char head[] = {part_at(s, at), part_at(s, at + 1), part_at(s, at + 2)};

        if (!rules_have_head(matcher_bytes(head)))
            return false;
    }
    return rules_go_on(s, n, at, at);
}

/* The end of the word, or of the byte that is in none, at at. */
static size_t word_end(const char *s, size_t at, size_t stop)
{
    if (!ascii_is_alnum((unsigned char)s[at++]))
        return at;
    while (at < stop && ascii_is_alnum((unsigned char)s[at]))
        at++;
    return at;
}

/* Whether a phrase may begin anywhere in a run. */
static bool has_phrases(const struct memo *m, const char *s, size_t start, size_t stop, size_t n)
{
    while (start < stop && !has_phrase(m, s, start, stop, n))
        start = word_end(s, start, stop);
    return start < stop;
}

/* Whether it is one for its digits or its @; else it may be a word of a program. */
static bool is_number(const char *s, size_t start, size_t stop)
{
    while (start < stop && !ascii_is_digit((unsigned char)s[start]) && s[start] != '@')
        start++;
    return start < stop;
}

static void copy(struct memo_key *k, const char *s, size_t n)
{
    memcpy(k->text + k->length, s, n);
    k->length = (uint16_t)(k->length + n);
}

/*
 * Takes names out of a run of name bytes; from is what is copied already, and
 * the result, too.
 */
static size_t take_run(const struct memo *m, struct memo_key *k, const char *s, size_t from,
                       size_t start, size_t stop, size_t n)
{
    while (start < stop && k->names < MEMO_NAMES) {
        size_t end = start;

        while (end < stop && !has_phrase(m, s, end, stop, n))
            end = word_end(s, end, stop);
        if (end > start) {
            copy(k, s + from, start - from);
            k->place[k->names] = k->length;
            k->removed[k->names++] = (uint16_t)(end - start - 1);
            k->text[k->length++] = NAME;
            from = end;
        }
        start = end < stop ? word_end(s, end, stop) : stop;
    }
    return from;
}

static uint32_t hash_key(struct memo_key *k)
{
    const struct found *f = k->found;
    uint64_t h = (uint64_t)f->code << 32 ^ (uint64_t)(unsigned short)f->status.subject << 16 ^
                 (unsigned short)f->status.detail;

    memset(k->text + k->length, 0, 8);
    for (size_t i = 0; i < k->length; i += 8) {
        uint64_t bytes;

        memcpy(&bytes, k->text + i, 8);
        h = (h ^ bytes) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 29;
    }
    return (uint32_t)(h >> 16) | 1;
}

bool memo_key(struct memo *m, struct memo_key *k, const struct found *f)
{
    const char *s = f->line + f->text;
    size_t n = f->end - f->text, from = 0;

    if (n > MEMO_TEXT)
        return false;
    if (!m->ready)
        rules_pairs(m->pairs);
    m->ready = true;
    k->found = f;
    k->names = k->length = 0;
    for (size_t at = 0; (at = next_mark(s, at, n)) < n;) {
        size_t start = at, stop = at + 1;

        if (s[at] == NAME)
            return false;
        while (start > from && part_at(s, start - 1))
            start--;
        while (stop < n && part_at(s, stop))
            stop++;
        at = stop;
        if (stands_alone(s, start, n) &&
            (is_number(s, start, stop) || !has_phrases(m, s, start, stop, n)))
            from = take_run(m, k, s, from, start, stop, n);
    }
    copy(k, s + from, n - from);
    k->hash = hash_key(k);
    return true;
}

/* ---- the memo ---------------------------------------------------------------------- */

/* A place in the text without names, in the text with them; and the other way round. */
static size_t with_names(const struct memo_key *k, size_t place)
{
    size_t removed = 0;

    for (unsigned i = 0; i < k->names && k->place[i] < place; i++)
        removed += k->removed[i];
    return place + removed;
}

static size_t without_names(const struct memo_key *k, size_t place)
{
    size_t removed = 0;

    for (unsigned i = 0; i < k->names && k->place[i] + removed < place; i++)
        removed += k->removed[i];
    return place - removed;
}

static bool is_same(const struct memo_entry *e, const struct memo_key *k)
{
    const struct found *f = k->found;

    return e->length == k->length && e->code == f->code && e->status.class == f->status.class &&
           e->status.subject == f->status.subject && e->status.detail == f->status.detail &&
           memcmp(e->text, k->text, k->length) == 0;
}

/* Whether no phrase goes on from what is left standing into a name. */
static bool are_closed(const struct memo_entry *e, const struct memo_key *k)
{
    const struct found *f = k->found;

    for (int i = 0; i < e->doors; i++)
        if (rules_go_on(f->line + f->text, f->end - f->text, with_names(k, e->door[i]),
                        with_names(k, e->inner[i])))
            return false;
    return true;
}

bool memo_find(const struct memo *m, const struct memo_key *k, struct judgement *j)
{
    unsigned set = k->hash / 2 % MEMO_SETS;

    for (int way = 0; way < MEMO_WAYS; way++) {
        const struct memo_entry *e = &m->entries[set][way];

        if (m->hash[set][way] != k->hash || !is_same(e, k))
            continue;
        if (!are_closed(e, k))
            return false;
        *j = e->judgement;
        if (j->rule >= 0) {
            size_t end = with_names(k, j->match + j->match_len);

            j->match = with_names(k, j->match);
            j->match_len = end - j->match;
        }
        return true;
    }
    return false;
}

/* Finds the doors of a text without names; false when there are too many. */
static bool find_doors(struct memo_entry *e, const struct memo_key *k)
{
    char folded[MEMO_TEXT];
    uint32_t offsets[MEMO_TEXT];
    size_t n = matcher_fold(k->text, k->length, folded, offsets, MEMO_TEXT);

    e->doors = 0;
    for (size_t i = 0; i < n; i++) {
        const char *name = memchr(folded + i, NAME, n - i);

        if (!name)
            break;
        if (folded[i] == ' ' || folded[i] == NAME ||
            (i > 0 && ascii_is_alnum((unsigned char)folded[i]) &&
             ascii_is_alnum((unsigned char)folded[i - 1])) ||
            !rules_stop_at(folded + i, n - i, NAME))
            continue;
        if (e->doors == MEMO_DOORS)
            return false;
        e->door[e->doors] = (uint16_t)offsets[i];
        e->inner[e->doors++] = (uint16_t)offsets[name - folded];
    }
    return true;
}

bool memo_wants(struct memo *m, const struct memo_key *k)
{
    uint32_t *missed = &m->missed[k->hash / 2 % MEMO_MISSED];

    if (*missed == k->hash)
        return true;
    *missed = k->hash;
    return false;
}

void memo_add(struct memo *m, const struct memo_key *k, const struct judgement *j)
{
    unsigned set = k->hash / 2 % MEMO_SETS;
    unsigned way = m->next[set];
    struct memo_entry *e = &m->entries[set][way];
    size_t end = without_names(k, j->match + j->match_len);

    m->hash[set][way] = 0;
    if (!find_doors(e, k) || !are_closed(e, k))
        return;
    m->next[set] = (unsigned char)((way + 1) % MEMO_WAYS);
    m->hash[set][way] = k->hash;
    e->length = k->length;
    e->code = (int16_t)k->found->code;
    e->status = k->found->status;
    memcpy(e->text, k->text, k->length);
    e->judgement = *j;
    e->judgement.match = without_names(k, j->match);
    e->judgement.match_len = end - e->judgement.match;
}
