/* The command line: an argument a line; a refusal is one clean line. */
#include "world.h"

#include "command.h"

enum { ARGUMENTS = 32 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[2048], *argv[ARGUMENTS], message[OPTIONS_MESSAGE] = "";
    struct options options;
    const struct command *command;
    int argc = 0, refused;

    if (size >= sizeof text)
        size = sizeof text - 1;
    memcpy(text, data, size);
    text[size] = '\0';
    for (char *p = text; argc < ARGUMENTS && *p;) {
        argv[argc++] = p;
        p += strcspn(p, "\n");
        if (*p)
            *p++ = '\0';
    }
    refused = options_parse(&options, argc, argv, message);
    if (!refused) {
        HOLDS(options.operand_count >= 0 && options.operand_count <= argc);
        HOLDS(options.format && options.width >= 0 && options.width <= TERM_WIDTH_MAX);
        command = options.operand_count > 0 ? command_find(options.operands[0]) : NULL;
        refused = options_check(&options, command ? command : command_table(0), message);
        if (options.operand_count > 0)
            command_nearest(options.operands[0]);
    }
    HOLDS(strlen(message) < sizeof message && !strchr(message, '\n'));
    HOLDS(is_clean(message, strlen(message)));
    HOLDS((refused != 0) == (message[0] != '\0'));
    return 0;
}
