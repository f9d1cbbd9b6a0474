/*
 * What the data files hold: kinds of record, their fields and the type of
 * each.  The generator checks data/ against it, the program reads its tables
 * by it, and user rules go through the same checks.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "words.h"

/* Every field name of the data, of JSON and of `--field`. */
#define FIELD_NAMES(X)                                                                             \
    X(SCHEMA, "schema")                                                                            \
    X(KIND, "kind")                                                                                \
    X(THING, "thing")                                                                              \
    X(FILE, "file")                                                                                \
    X(LINE, "line")                                                                                \
    X(CODE, "code")                                                                                \
    X(ENHANCED, "enhanced")                                                                        \
    X(CLASS, "class")                                                                              \
    X(CODE_NAME, "code_name")                                                                      \
    X(ENHANCED_NAME, "enhanced_name")                                                              \
    X(NAME, "name")                                                                                \
    X(STATUS, "status")                                                                            \
    X(CONFIDENCE, "confidence")                                                                    \
    X(SEVERITY, "severity")                                                                        \
    X(CATEGORY, "category")                                                                        \
    X(SUBJECT, "subject")                                                                          \
    X(CAUSE, "cause")                                                                              \
    X(FIXER, "fixer")                                                                              \
    X(RETRY, "retry")                                                                              \
    X(CAUSE_4, "cause_4")                                                                          \
    X(FIXER_4, "fixer_4")                                                                          \
    X(RETRY_4, "retry_4")                                                                          \
    X(PROOF, "proof")                                                                              \
    X(RULE, "rule")                                                                                \
    X(PROVIDER, "provider")                                                                        \
    X(PHRASE, "phrase")                                                                            \
    X(MATCH, "match")                                                                              \
    X(CLOSES, "closes")                                                                            \
    X(COMMAND, "command")                                                                          \
    X(COMMANDS, "commands")                                                                        \
    X(LEGAL, "legal")                                                                              \
    X(KEYWORD, "keyword")                                                                          \
    X(ANSWER, "answer")                                                                            \
    X(PAIR, "pair")                                                                                \
    X(ID, "id")                                                                                    \
    X(CLASSES, "classes")                                                                          \
    X(SYNTAX, "syntax")                                                                            \
    X(PARAMETERS, "parameters")                                                                    \
    X(ADDS, "adds")                                                                                \
    X(DESCRIPTION, "description")                                                                  \
    X(WHY, "why")                                                                                  \
    X(NOT, "not")                                                                                  \
    X(WHEN, "when")                                                                                \
    X(FIX, "fix")                                                                                  \
    X(USE, "use")                                                                                  \
    X(ANSWERS, "answers")                                                                          \
    X(CODES, "codes")                                                                              \
    X(ENHANCED_CODES, "enhanced_codes")                                                            \
    X(READS_LIKE, "reads_like")                                                                    \
    X(RELATED, "related")                                                                          \
    X(EXAMPLE, "example")                                                                          \
    X(INTRODUCTION, "introduction")                                                                \
    X(DIFFERENCE, "difference")                                                                    \
    X(CHOOSE, "choose")                                                                            \
    X(SOURCE, "source")                                                                            \
    X(REFERENCE, "reference")                                                                      \
    X(NOTE, "note")                                                                                \
    X(WARNINGS, "warnings")                                                                        \
    X(NEAR, "near")                                                                                \
    X(THINGS, "things")                                                                            \
    X(SAME, "same")                                                                                \
    X(DIFFERENT, "different")                                                                      \
    X(NUMBER, "count")                                                                             \
    X(TEXT, "text")

#define FIELD_ENUM(id, name) FIELD_##id,
enum field { FIELD_NAMES(FIELD_ENUM) FIELD_COUNT };

/* The kinds of record; each is one const table of the program. */
enum kind {
    KIND_REPLY,
    KIND_ENHANCED,
    KIND_CATEGORY,
    KIND_CAUSE,
    KIND_COMMAND,
    KIND_ANSWER,
    KIND_KEYWORD,
    KIND_PAIR,
    KIND_RULE,
    KIND_UI,
    KIND_COUNT
};

enum type {
    TYPE_KEY,   /* identifies the record; unique */
    TYPE_TEXT,  /* a sentence or paragraph, translated */
    TYPE_LIST,  /* several of them, translated; the field is repeated */
    TYPE_PLAIN, /* one line, the same in every language */
    TYPE_LINES, /* several of them; the field is repeated */
    TYPE_WORD,  /* a word of the closed list `of` */
    TYPE_REFS,  /* blank-separated keys of the kind `of` */
    TYPE_WORDS  /* blank-separated words of the closed list `of` */
};

struct column {
    enum field field;
    enum type type;
    int of;        /* the enum list or enum kind that values come from */
    bool required; /* the generator refuses a record without it */
};

struct table {
    const char *name; /* the word after %rec: */
    const char *file; /* under data/ */
    bool sorted;      /* keys ascend in natural order (ascii_compare_keys) */
    int column_count;
    const struct column *columns; /* the first is the key */
};

/* The description of a kind; static. */
const struct table *schema_table(enum kind kind);

/* The kind called name (n bytes), or -1. */
int schema_kind(const char *name, size_t n);

/* The name of a field; static. */
const char *field_name(enum field field);

/* The field called name (n bytes), or -1. */
int field_find(const char *name, size_t n);

/* Place of a field among the columns of a kind, or -1. */
int schema_column(enum kind kind, enum field field);

/* Whether a column has translations. */
bool column_is_translated(const struct column *column);

/* Whether a column may stand more than once in a record. */
bool column_is_repeated(const struct column *column);

#endif
