#include "world.h"

#include "command.h"
#include "finder.h"
#include "utf8.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { OUTPUT_MAX = 1 << 22, ERRORS_MAX = 1 << 16, BLOCKS_MAX = 1 << 16 };

ssize_t fuzz_read(int fd, void *to, size_t n);
ssize_t fuzz_write(int fd, const void *from, size_t n);
int fuzz_poll(struct pollfd *fds, nfds_t count, int timeout);
void *fuzz_malloc(size_t n);
void *fuzz_calloc(size_t count, size_t n);
void *fuzz_realloc(void *old, size_t n);
void fuzz_free(void *p);

static struct {
    const char *input;
    size_t left, piece, turn;
    char output[OUTPUT_MAX];
    size_t output_used;
    bool cut;
    char errors[ERRORS_MAX];
    size_t errors_used;
    void *blocks[BLOCKS_MAX];
    size_t block_count;
} world;

/* ---- the system, as the sources under test see it ---------------------------- */

ssize_t fuzz_read(int fd, void *to, size_t n)
{
    size_t most = world.left;

    if (fd != STDIN_FILENO)
        return read(fd, to, n);
    if (world.piece > 0 && ++world.turn % 5 == 0) {
        errno = EINTR;
        return -1;
    }
    if (world.piece > 0 && most > 1 + world.turn * 7 % world.piece)
        most = 1 + world.turn * 7 % world.piece;
    if (n > most)
        n = most;
    if (n > 0)
        memcpy(to, world.input, n);
    world.input += n;
    world.left -= n;
    return (ssize_t)n;
}

/* Standard output takes what it is given in two parts, now and then. */
ssize_t fuzz_write(int fd, const void *from, size_t n)
{
    if (n > 8 && fd == STDOUT_FILENO && world.output_used % 3 == 0)
        n -= 5;
    if (fd == STDOUT_FILENO) {
        world.cut |= n > OUTPUT_MAX - world.output_used;
        if (!world.cut) {
            memcpy(world.output + world.output_used, from, n);
            world.output_used += n;
        }
    } else if (fd == STDERR_FILENO && n <= ERRORS_MAX - world.errors_used) {
        memcpy(world.errors + world.errors_used, from, n);
        world.errors_used += n;
    }
    return (ssize_t)n;
}

int fuzz_poll(struct pollfd *fds, nfds_t count, int timeout)
{
    (void)fds, (void)timeout;
    return world.piece > 0 && world.turn % 2 ? 0 : (int)count;
}

static void *keep(void *p)
{
    HOLDS(world.block_count < BLOCKS_MAX);
    if (p)
        world.blocks[world.block_count++] = p;
    return p;
}

static void forget(const void *p)
{
    for (size_t i = world.block_count; p && i-- > 0;)
        if (world.blocks[i] == p) {
            world.blocks[i] = world.blocks[--world.block_count];
            return;
        }
}

void *fuzz_malloc(size_t n)
{
    return keep(malloc(n));
}

void *fuzz_calloc(size_t count, size_t n)
{
    return keep(calloc(count, n));
}

void *fuzz_realloc(void *old, size_t n)
{
    forget(old);
    return keep(realloc(old, n));
}

void fuzz_free(void *p)
{
    forget(p);
    free(p);
}

/* ---- a run ---------------------------------------------------------------------- */

unsigned take_byte(struct bytes *b)
{
    if (b->left == 0)
        return 0;
    b->left--;
    return *b->at++;
}

void quieten(void)
{
    static char complaints[1 << 16];
    static bool is_quiet;

    if (!is_quiet)
        is_quiet = setvbuf(stderr, complaints, _IOFBF, sizeof complaints) == 0;
}

void world_start(const void *input, size_t n, size_t piece)
{
    world.input = input;
    world.left = n;
    world.piece = piece;
    world.turn = world.output_used = world.errors_used = 0;
    world.cut = false;
}

bool is_clean(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        struct utf8 c = utf8_decode(s + i, n - i);

        if (!c.valid || (c.codepoint != '\n' && utf8_is_unsafe(c.codepoint)))
            return false;
        i += c.length;
    }
    return true;
}

void world_end(void)
{
    HOLDS(is_clean(world.errors, world.errors_used));
    HOLDS(world.errors_used == 0 || world.errors[world.errors_used - 1] == '\n');
    while (world.block_count > 0)
        free(world.blocks[--world.block_count]);
}

const char *world_output(size_t *n, bool *whole)
{
    *n = world.output_used;
    *whole = !world.cut;
    return world.output;
}

static const struct command *choose_command(unsigned choice, const struct format *format)
{
    /* A tally's rows are the program's own words; tally.c is its target. */
    static const unsigned char commands[] = {0, 0, 0, 4, 4, 1};
    const struct command *command = command_table(commands[choice % sizeof commands]);

    return command->bit == FOR_COMPARE && !format->compare ? command_table(0) : command;
}

/* Splits text at its tabs into operands, each in memory of its own size. */
static int take_operands(const char *text, size_t n, char **operands, int most)
{
    int count = 0;

    while (count < most) {
        const char *tab = memchr(text, '\t', n);
        size_t length = tab ? (size_t)(tab - text) : n;
        char *copy = fuzz_malloc(length + 1);

        memcpy(copy, text, length);
        copy[length] = '\0';
        operands[count++] = copy;
        if (!tab)
            break;
        text += length + 1;
        n -= length + 1;
    }
    return count;
}

void world_run(const struct format *format, const uint8_t *data, size_t size)
{
    struct bytes b = {data, size};
    unsigned choice = take_byte(&b), flags = take_byte(&b);
    static char other[] = "550";
    char *operands[6];
    char buffer[4096];
    struct options options = {.catalog = {(int)(take_byte(&b) % 3) - 1},
                              .format = format,
                              .field = -1,
                              .class = -1,
                              .status = -1,
                              .command = -1,
                              .cause = -1,
                              .invert = (flags & 1) && (flags & 2),
                              .redact = flags & 4,
                              .exit_status = flags & 8,
                              .operands = operands};
    struct term term = {.width = 20 + (int)(flags >> 4) * 9, .ascii = flags & 1};
    struct out out;
    struct page page = {.out = &out,
                        .term = &term,
                        .catalog = &options.catalog,
                        .format = format,
                        .redact = options.redact};
    struct run run = {&options, &page};
    const struct command *command = choose_command(choice, format);

    world_start(b.at, b.left, choice & 0x40 ? 1 + choice % 61 : 0);
    if (command->bit == FOR_COMPARE || (choice & 0x80 && command->bit == FOR_EXPLAIN)) {
        options.operand_count = take_operands((const char *)b.at, b.left, operands, 6);
        if (command->bit == FOR_COMPARE && options.operand_count < 2)
            operands[options.operand_count++] = other;
    }
    out_init(&out, STDOUT_FILENO, buffer, sizeof buffer);
    command->run(&run);
    render_end(&page);
    HOLDS(out_flush(&out) == 0);
}
