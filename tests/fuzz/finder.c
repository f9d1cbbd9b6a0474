/*
 * The finder and the verdict: places lie within the line, and the finder says
 * the same with the help of each kernel as without.
 */
#include "world.h"

#include "cause.h"
#include "finder.h"
#include "kernel.h"
#include "memo.h"

enum { LINE = 4096 };

static void check_place(const struct found *f, size_t size)
{
    HOLDS(f->start <= f->text && f->text <= f->end && f->end <= size && f->length == size);
    HOLDS(f->code >= -1 && f->code <= 999 && (f->code >= 0 || status_is_set(&f->status)));
}

static void check_verdict(const struct found *f)
{
    static struct memo memo; /* from one input to the next */
    struct judgement j, bare, known;

    cause_judge(f, NULL, &j);
    cause_judge_only(f, NULL, &bare);
    HOLDS(j.verdict.cause < CAUSE_COUNT && j.verdict.fixer < FIXER_COUNT &&
          j.verdict.retry < RETRY_COUNT && j.proof < PROOF_COUNT);
    HOLDS(j.warnings >> WARNING_COUNT == 0);
    HOLDS(j.rule < 0 || j.match + j.match_len <= f->end - f->text);
    HOLDS(j.verdict.cause == bare.verdict.cause && j.verdict.fixer == bare.verdict.fixer &&
          j.verdict.retry == bare.verdict.retry && j.rule == bare.rule);
    cause_judge(f, &memo, &known);
    HOLDS(j.verdict.cause == known.verdict.cause && j.verdict.fixer == known.verdict.fixer &&
          j.verdict.retry == known.verdict.retry && j.rule == known.rule &&
          j.proof == known.proof && j.warnings == known.warnings && j.match == known.match &&
          j.match_len == known.match_len);
}

/* Who only counts is told the same, be it by the codes alone. */
static void check_brief(const char *line, size_t n, const uint64_t *candidates, bool any,
                        const struct found *found)
{
    struct judgement j, full;
    struct found brief;
    size_t code = kernel_next(candidates, 0, n);

    if (code == n) {
        HOLDS(!any);
        return;
    }
    code = finder_first_code(line, candidates, code, n);
    HOLDS(finder_find_brief(line, n, candidates, 0, code, &brief) == any);
    if (!any)
        return;
    HOLDS(brief.code == found->code && status_equal(&brief.status, &found->status));
    HOLDS(brief.end == 0 || (brief.text == found->text && brief.end == found->end));
    cause_judge_only(&brief, NULL, &j);
    cause_judge_only(found, NULL, &full);
    HOLDS(j.verdict.cause == full.verdict.cause && j.proof == full.proof && j.rule == full.rule);
}

static void check_marked(const char *text, size_t n, bool any, const struct found *found)
{
    static char memory[KERNEL_BEFORE + LINE + KERNEL_BEHIND];
    static uint64_t newlines[LINE / 64 + 1], candidates[LINE / 64 + 1];

    memset(memory, '\n', KERNEL_BEFORE);
    memcpy(memory + KERNEL_BEFORE, text, n);
    memset(memory + KERNEL_BEFORE + n, '\n', KERNEL_BEHIND);
    for (int i = 0; kernel_at(i); i++) {
        struct found marked;

        kernel_at(i)->mark(memory + KERNEL_BEFORE, n, newlines, candidates);
        HOLDS(finder_find_marked(memory + KERNEL_BEFORE, n, candidates, 0, &marked) == any);
        check_brief(memory + KERNEL_BEFORE, n, candidates, any, found);
        if (any)
            HOLDS(marked.code == found->code && marked.start == found->start &&
                  marked.end == found->end && marked.text == found->text &&
                  marked.continues == found->continues && marked.changes == found->changes &&
                  status_equal(&marked.status, &found->status));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct found found, loose;
    bool any = finder_find(text, size, &found);

    if (any) {
        check_place(&found, size);
        check_verdict(&found);
    }
    if (finder_find_loose(text, size, &loose)) {
        check_place(&loose, size);
        check_verdict(&loose);
    }
    if (size <= LINE && !memchr(text, '\n', size))
        check_marked(text, size, any, &found);
    return 0;
}
