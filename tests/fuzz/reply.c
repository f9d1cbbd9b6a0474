/*
 * Fuzzing of everything that strangers' text goes through: finder, rules,
 * records, every renderer, redaction, and what words on the command line are.
 */
#include "cause.h"
#include "dialogue.h"
#include "explain.h"
#include "kernel.h"
#include "redact.h"
#include "render.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void render(const struct found *found, const struct judgement *judgement, bool hide)
{
    static const struct catalog english = {-1};
    static char buffer[4096];
    struct record record;

    for (int i = 0; render_name(i); i++) {
        struct out out;
        struct term term = {.width = 60, .ascii = i & 1};
        struct page page = {.out = &out, .term = &term, .catalog = &english, .redact = hide};
        struct scanned scanned = {NULL, 1, found, judgement};

        /* Nothing is written: the descriptor is bad and the error is kept. */
        out_init(&out, -1, buffer, sizeof buffer);
        page.format = render_find(render_name(i), strlen(render_name(i)));
        explain_reply(&record, &english, found, judgement, VERB_RCPT);
        render_record(&page, &record);
        page.format->scan(&page, &scanned);
        render_end(&page);
    }
}

/* With the kernel's help the finder says the same as without. */
static void check_marked(const char *text, size_t n, bool any, const struct found *found)
{
    static char memory[KERNEL_BEFORE + 4096 + KERNEL_BEHIND];
    static uint64_t newlines[65], candidates[65];
    struct found marked;

    if (n > 4096)
        return;
    memset(memory, '\n', KERNEL_BEFORE);
    memcpy(memory + KERNEL_BEFORE, text, n);
    memset(memory + KERNEL_BEFORE + n, '\n', KERNEL_BEHIND);
    kernel_choose()->mark(memory + KERNEL_BEFORE, n, newlines, candidates);
    if (finder_find_marked(memory + KERNEL_BEFORE, n, candidates, 0, &marked) != any)
        abort();
    if (any && (marked.code != found->code || marked.start != found->start ||
                marked.end != found->end || marked.text != found->text))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct judgement judgement;
    struct found found;
    struct thing thing;
    struct dialogue dialogue = {0};
    char near[256], hidden[512];
    bool any = finder_find(text, size, &found);

    if (any && (found.start > found.text || found.text > found.end || found.end > size))
        abort();
    if (!memchr(text, '\n', size))
        check_marked(text, size, any, &found);
    if (any) {
        cause_judge(&found, &judgement);
        if (judgement.rule >= 0 && judgement.match + judgement.match_len > found.end - found.text)
            abort();
        render(&found, &judgement, size & 1);
    }
    if (redact(text, size, hidden, sizeof hidden) > sizeof hidden)
        abort();
    dialogue_line(&dialogue, text, size);
    dialogue_reply(&dialogue, any && found.code >= 0 ? found.code : 250);
    if (size < 300) {
        thing_parse(text, size, &thing);
        explain_near(&thing, near, sizeof near);
    }
    return 0;
}
