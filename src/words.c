#include "words.h"

#include "ascii.h"

#include <string.h>

#define WORD_STRING(id, word) word,

static const char *const causes[] = {CAUSE_WORDS(WORD_STRING)};
static const char *const fixers[] = {FIXER_WORDS(WORD_STRING)};
static const char *const retries[] = {RETRY_WORDS(WORD_STRING)};
static const char *const statuses[] = {STATUS_WORDS(WORD_STRING)};
static const char *const confidences[] = {CONFIDENCE_WORDS(WORD_STRING)};
static const char *const closings[] = {CLOSES_WORDS(WORD_STRING)};
static const char *const outcomes[] = {OUTCOME_WORDS(WORD_STRING)};
static const char *const digits[] = {DIGIT_WORDS(WORD_STRING)};
static const char *const proofs[] = {PROOF_WORDS(WORD_STRING)};
static const char *const warnings[] = {WARNING_WORDS(WORD_STRING)};
static const char *const verbs[] = {VERB_WORDS(WORD_STRING)};

static const struct {
    const char *name;
    const char *const *words;
    int count;
} lists[LIST_COUNT] = {
    [LIST_CAUSE] = {"cause", causes, CAUSE_COUNT},
    [LIST_FIXER] = {"fixer", fixers, FIXER_COUNT},
    [LIST_RETRY] = {"retry", retries, RETRY_COUNT},
    [LIST_STATUS] = {"status", statuses, STATUS_COUNT},
    [LIST_CONFIDENCE] = {"confidence", confidences, CONFIDENCE_COUNT},
    [LIST_CLOSES] = {"closes", closings, CLOSES_COUNT},
    [LIST_OUTCOME] = {"outcome", outcomes, OUTCOME_COUNT},
    [LIST_DIGIT] = {"digit", digits, DIGIT_COUNT},
    [LIST_PROOF] = {"proof", proofs, PROOF_COUNT},
    [LIST_WARNING] = {"warning", warnings, WARNING_COUNT},
    [LIST_VERB] = {"command", verbs, VERB_COUNT},
};

int word_count(enum list list)
{
    return lists[list].count;
}

const char *word_name(enum list list, int index)
{
    return index >= 0 && index < lists[list].count ? lists[list].words[index] : NULL;
}

int word_find(enum list list, const char *word, size_t n)
{
    for (int i = 0; i < lists[list].count; i++)
        if (ascii_equal(word, n, lists[list].words[i], strlen(lists[list].words[i])))
            return i;
    return -1;
}

const char *word_list_name(enum list list)
{
    return lists[list].name;
}
