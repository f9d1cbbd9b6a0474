/*
 * Runs a fuzz target where libFuzzer's main is missing: on each file named, or
 * on standard input.  Built by AFL++'s compiler it is AFL++'s harness.
 */
#include "world.h"

static uint8_t input[1 << 20];

static int run(FILE *f, const char *name)
{
    size_t n = fread(input, 1, sizeof input, f);
    uint8_t *exact;

    if (ferror(f)) {
        perror(name);
        return 2;
    }
    /* Memory of the very size, so that the sanitizer sees a byte too many. */
    exact = malloc(n ? n : 1);
    if (!exact)
        return 2;
    memcpy(exact, input, n);
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
    return 0;
}

int main(int argc, char **argv)
{
#ifdef __AFL_LOOP
    while (argc < 2 && __AFL_LOOP(10000)) {
        clearerr(stdin);
        if (run(stdin, "standard input"))
            return 2;
    }
    if (argc < 2)
        return 0;
#endif
    if (argc < 2)
        return run(stdin, "standard input");
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        int status = 2;

        if (f) {
            status = run(f, argv[i]);
            fclose(f);
        } else {
            perror(argv[i]);
        }
        if (status)
            return status;
    }
    return 0;
}
