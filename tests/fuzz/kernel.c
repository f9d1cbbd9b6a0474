/* Each vector kernel against the portable one, bit by bit, at any alignment. */
#include "world.h"

#include "kernel.h"

enum { MOST = 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char memory[KERNEL_BEFORE + MOST + KERNEL_BEHIND + 64];
    static uint64_t newlines[2][MOST / 64 + 1], candidates[2][MOST / 64 + 1];
    struct bytes b = {data, size};
    char *text = memory + KERNEL_BEFORE + take_byte(&b) % 64;
    size_t words;

    if (b.left > MOST)
        b.left = MOST;
    words = (b.left + 63) / 64;
    memset(text - KERNEL_BEFORE, '\n', KERNEL_BEFORE);
    if (b.left > 0)
        memcpy(text, b.at, b.left);
    memset(text + b.left, '\n', KERNEL_BEHIND);
    kernel_at(0)->mark(text, b.left, newlines[0], candidates[0]);
    for (int i = 1; kernel_at(i); i++) {
        kernel_at(i)->mark(text, b.left, newlines[1], candidates[1]);
        HOLDS(memcmp(newlines[0], newlines[1], words * sizeof **newlines) == 0);
        HOLDS(memcmp(candidates[0], candidates[1], words * sizeof **candidates) == 0);
    }
    for (size_t i = 0; i < b.left; i++)
        HOLDS((newlines[0][i / 64] >> i % 64 & 1) == (text[i] == '\n'));
    return 0;
}
