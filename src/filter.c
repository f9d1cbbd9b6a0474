#include "filter.h"

#include "ascii.h"
#include "rules.h"
#include "suggest.h"

#include <string.h>

static bool is_key(const char *s, size_t n, const char *key)
{
    return ascii_equal(s, n, key, strlen(key));
}

static bool add_word(enum list list, const char *s, size_t n, uint64_t *set,
                     struct filter_mistake *mistake)
{
    int word = word_find(list, s, n);
    struct suggestion best = suggest_init(s, n);

    if (word >= 0) {
        *set |= UINT64_C(1) << word;
        return true;
    }
    for (int i = 0; i < word_count(list); i++)
        suggest_try(&best, word_name(list, i));
    *mistake = (struct filter_mistake){word_list_name(list), s, n, best.word};
    return false;
}

static bool add_text(const char **texts, size_t *lengths, int *count, const char *s, size_t n,
                     struct filter_mistake *mistake)
{
    if (*count == FILTER_TEXTS || n == 0) {
        *mistake = (struct filter_mistake){n ? "value (16 at most)" : "value", s, n, NULL};
        return false;
    }
    texts[*count] = s;
    lengths[(*count)++] = n;
    return true;
}

static bool add_digits(struct filter *f, const char *s, size_t n, struct filter_mistake *mistake)
{
    if (n == 1 && *s >= '2' && *s <= '5') {
        f->classes |= UINT64_C(1) << (*s - '0');
        return true;
    }
    *mistake = (struct filter_mistake){"class", s, n, NULL};
    return false;
}

static bool add_code(struct filter *f, const char *s, size_t n, struct filter_mistake *mistake)
{
    if (n == 3 && code_parse(s, n) >= 0 && f->code_count < FILTER_TEXTS) {
        f->codes[f->code_count++] = (short)code_parse(s, n);
        return true;
    }
    *mistake = (struct filter_mistake){"code", s, n, NULL};
    return false;
}

static bool add_pair(struct filter *f, const char *key, size_t k, const char *value, size_t n,
                     struct filter_mistake *mistake)
{
    static const char *const keys[] = {"cause", "fixer", "retry",    "proof", "warning",
                                       "class", "code",  "provider", "rule"};
    struct suggestion best = suggest_init(key, k);

    if (is_key(key, k, "cause"))
        return add_word(LIST_CAUSE, value, n, &f->causes, mistake);
    if (is_key(key, k, "fixer"))
        return add_word(LIST_FIXER, value, n, &f->fixers, mistake);
    if (is_key(key, k, "retry"))
        return add_word(LIST_RETRY, value, n, &f->retries, mistake);
    if (is_key(key, k, "proof"))
        return add_word(LIST_PROOF, value, n, &f->proofs, mistake);
    if (is_key(key, k, "warning"))
        return add_word(LIST_WARNING, value, n, &f->warnings, mistake);
    if (is_key(key, k, "class"))
        return add_digits(f, value, n, mistake);
    if (is_key(key, k, "code"))
        return add_code(f, value, n, mistake);
    if (is_key(key, k, "provider"))
        return add_text(f->providers, f->provider_length, &f->provider_count, value, n, mistake);
    if (is_key(key, k, "rule"))
        return add_text(f->rules, f->rule_length, &f->rule_count, value, n, mistake);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        suggest_try(&best, keys[i]);
    *mistake = (struct filter_mistake){"key", key, k, best.word};
    return false;
}

bool filter_add(struct filter *f, const char *s, struct filter_mistake *mistake)
{
    f->given = true;
    for (;;) {
        size_t n = strcspn(s, ","), k = strcspn(s, "=,");

        if (k == n) {
            *mistake = (struct filter_mistake){"expression", s, n, NULL};
            return false;
        }
        if (!add_pair(f, s, k, s + k + 1, n - k - 1, mistake))
            return false;
        if (!s[n])
            return true;
        s += n + 1;
    }
}

static bool has(uint64_t set, int bit)
{
    return !set || (bit >= 0 && set >> bit & 1);
}

static bool has_text(const char *const *texts, const size_t *lengths, int count, const char *text)
{
    for (int i = 0; i < count; i++)
        if (text && ascii_equal(texts[i], lengths[i], text, strlen(text)))
            return true;
    return count == 0;
}

static bool has_code(const struct filter *f, int code)
{
    for (int i = 0; i < f->code_count; i++)
        if (f->codes[i] == code)
            return true;
    return f->code_count == 0;
}

bool filter_takes(const struct filter *f, const struct found *found, const struct judgement *j)
{
    int class = found_class(found);

    return has(f->causes, j->verdict.cause) && has(f->fixers, j->verdict.fixer) &&
           has(f->retries, j->verdict.retry) && has(f->proofs, j->proof) &&
           has(f->classes, class) && (!f->warnings || (f->warnings & j->warnings)) &&
           has_code(f, found->code) &&
           has_text(f->rules, f->rule_length, f->rule_count,
                    j->rule >= 0 ? rules_id(j->rule) : NULL) &&
           has_text(f->providers, f->provider_length, f->provider_count,
                    j->rule >= 0 ? rules_text(NULL, j->rule, FIELD_PROVIDER) : NULL);
}
