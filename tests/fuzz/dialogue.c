/* A session, line by line: the queue of commands stays in bounds, whatever is pasted. */
#include "world.h"

#include "ascii.h"
#include "dialogue.h"
#include "status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    struct dialogue d = {0};

    while (size > 0) {
        const char *nl = memchr(s, '\n', size);
        size_t n = nl ? (size_t)(nl - s) : size;
        int code = code_parse(s, n), before = d.count;

        if (code >= 0) {
            int verb = dialogue_reply(&d, code);

            HOLDS(verb >= -1 && verb < VERB_COUNT);
            if (verb >= 0)
                dialogue_is_legal(verb, code);
        } else {
            bool command = dialogue_line(&d, s, n);

            HOLDS(command || d.count == before);
        }
        HOLDS(d.count >= 0 && d.count <= DIALOGUE_PENDING);
        for (int i = 0; i < d.count; i++)
            HOLDS(d.pending[i] < VERB_COUNT);
        s += n + (nl != NULL);
        size -= n + (nl != NULL);
    }
    return 0;
}
