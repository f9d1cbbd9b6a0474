/* The generator's reader: data files of all kinds, and a translation behind a line of its own. */
#include "world.h"

#include "data.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char mark[] = "\n#zh\n";
    const char *text = (const char *)bytes, *second = NULL;
    struct data data = {0};

    quieten();
    world_start("", 0, 0);
    for (size_t i = 0; !second && i + 5 <= size; i++)
        if (memcmp(text + i, mark, 5) == 0)
            second = text + i;
    data_parse(&data, NULL, "data.rec", text, second ? (size_t)(second - text) : size);
    if (second)
        data_parse(&data, data_language(&data, "zh"), "lang.rec", second + 5,
                   size - (size_t)(second + 5 - text));
    data_check(&data);
    world_end();
    return 0;
}
