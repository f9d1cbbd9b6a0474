#include "stream.h"
#include "suites.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct stream_buffer buffer;

static int file_of(const char *text, size_t n)
{
    char name[] = "/tmp/stream.XXXXXX";
    int fd = mkstemp(name);

    ck_assert_int_ge(fd, 0);
    unlink(name);
    ck_assert_int_eq(write(fd, text, n), (ssize_t)n);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

START_TEST(lines_are_numbered)
{
    struct stream s;
    struct block b;
    struct line_piece p = {0};
    int fd = file_of("one\n\nthree", 10);
    size_t at;

    stream_start(&s, fd, &buffer, 5);
    ck_assert(stream_block(&s, &b, NULL, NULL));
    at = b.start;
    ck_assert(block_line(&b, &at, &p));
    ck_assert_uint_eq(p.number, 6);
    ck_assert_uint_eq(p.length, 3);
    ck_assert(p.first && p.last && p.newline);
    ck_assert(block_line(&b, &at, &p));
    ck_assert_uint_eq(p.length, 0);
    ck_assert_uint_eq(p.number, 7);
    ck_assert(!block_line(&b, &at, &p));
    ck_assert(stream_block(&s, &b, NULL, NULL));
    at = b.start;
    ck_assert(block_line(&b, &at, &p));
    ck_assert_uint_eq(p.number, 8);
    ck_assert_uint_eq(b.offset, 5);
    ck_assert(p.last && !p.newline);
    ck_assert(!stream_block(&s, &b, NULL, NULL));
    ck_assert_uint_eq(s.lines, 8);
    close(fd);
}
END_TEST

START_TEST(the_masks_belong_to_the_last_line_too)
{
    struct stream s;
    struct block b;
    int fd = file_of("no reply in this\n550 x", 22);

    stream_start(&s, fd, &buffer, 0);
    ck_assert(stream_block(&s, &b, NULL, NULL));
    ck_assert_uint_eq(kernel_next(b.candidates, b.start, b.end), b.end);
    ck_assert(stream_block(&s, &b, NULL, NULL));
    ck_assert_uint_eq(b.end - b.start, 5);
    ck_assert_uint_eq(kernel_next(b.candidates, b.start, b.end), b.start);
    close(fd);
}
END_TEST

/* Blocks that begin and end anywhere, through a pipe that gives a few bytes at a time. */
START_TEST(blocks_are_whole_lines)
{
    struct stream s;
    struct block b;
    unsigned long long offset = 0, lines = 0;
    int fds[2];

    ck_assert_int_eq(pipe(fds), 0);
    if (fork() == 0) {
        char text[1000];

        close(fds[0]);
        for (int i = 0; i < 3000; i++) {
            size_t n = (size_t)(i * 7919 % 997);

            memset(text, i % 3 ? 'x' : '5', n);
            text[n] = '\n';
            if (write(fds[1], text, n + 1) < 0)
                break;
        }
        _exit(0);
    }
    close(fds[1]);
    stream_start(&s, fds[0], &buffer, 0);
    while (stream_block(&s, &b, NULL, NULL)) {
        ck_assert_uint_eq(b.offset, offset);
        ck_assert_uint_eq(b.line, lines + 1);
        ck_assert(!b.inside && !b.cut && b.text[b.end - 1] == '\n');
        offset += b.end - b.start;
        for (size_t at = b.start; at < b.end; at++) {
            bool marked = b.newlines[at / 64] >> at % 64 & 1;
            lines += b.text[at] == '\n';
            if (marked != (b.text[at] == '\n')) /* an assertion for each byte takes seconds */
                ck_abort_msg("byte %zu of the block", at);
        }
        ck_assert_uint_eq(s.lines, lines);
    }
    ck_assert_uint_eq(lines, 3000);
    close(fds[0]);
    wait(NULL);
}
END_TEST

START_TEST(long_lines_come_in_pieces)
{
    size_t n = STREAM_SIZE * 2 + 100, pieces = 0, bytes = 0, at = 0;
    char *text = malloc(n + 5);
    struct line_piece p = {0};
    struct block b = {0};
    struct stream s;
    int fd;

    memset(text, 'x', n);
    memcpy(text + n, "\nend\n", 5);
    fd = file_of(text, n + 5);
    stream_start(&s, fd, &buffer, 0);
    while (bytes < n) {
        ck_assert(stream_block(&s, &b, NULL, NULL));
        at = b.start;
        ck_assert(block_line(&b, &at, &p));
        ck_assert_int_eq(p.first, pieces == 0);
        ck_assert_int_eq(p.last, bytes + p.length == n);
        ck_assert_int_eq(b.inside, pieces > 0);
        ck_assert_uint_eq(p.number, 1);
        pieces++;
        bytes += p.length;
    }
    ck_assert_uint_ge(pieces, 3);
    ck_assert_uint_eq(bytes, n);
    ck_assert(block_line(&b, &at, &p));
    ck_assert_uint_eq(p.number, 2);
    ck_assert_uint_eq(p.length, 3);
    ck_assert_uint_eq(s.lines, 2);
    close(fd);
    free(text);
}
END_TEST

/* The masks of a block are those that its bytes have when they stand alone. */
static void check_masks(const struct block *b)
{
    static char memory[KERNEL_BEFORE + STREAM_SIZE + KERNEL_BEHIND];
    static uint64_t newlines[STREAM_SIZE / 64], candidates[STREAM_SIZE / 64];
    size_t n = b->end - b->start;

    memset(memory, '\n', sizeof memory);
    memcpy(memory + KERNEL_BEFORE, b->text + b->start, n);
    kernel_at(0)->mark(memory + KERNEL_BEFORE, n, newlines, candidates);
    for (size_t i = 0; i < n; i++) {
        size_t at = b->start + i;

        if ((newlines[i / 64] >> i % 64 & 1) != (b->newlines[at / 64] >> at % 64 & 1) ||
            (candidates[i / 64] >> i % 64 & 1) != (b->candidates[at / 64] >> at % 64 & 1))
            ck_abort_msg("byte %zu of %zu", i, n);
    }
}

/* However much is read at once, into whatever memory. */
static void check_pieces(const char *text, size_t n, size_t piece)
{
    static struct stream_buffer memories[3];
    unsigned long long offset = 0, lines = 0;
    struct stream s;
    struct block b;
    int fd = file_of(text, n);

    stream_start(&s, fd, &memories[0], 0);
    s.piece = piece;
    for (int turn = 0; stream_block(&s, &b, NULL, NULL); turn++) {
        ck_assert_uint_eq(b.offset, offset);
        ck_assert_uint_eq(b.line, lines + !b.inside);
        ck_assert_int_eq(b.inside, offset > 0 && text[offset - 1] != '\n');
        ck_assert_int_eq(memcmp(b.text + b.start, text + offset, b.end - b.start), 0);
        if (!b.inside && !b.cut)
            check_masks(&b);
        lines += !b.inside;
        for (size_t i = b.start; i + 1 < b.end; i++)
            lines += b.text[i] == '\n';
        offset += b.end - b.start;
        ck_assert_int_eq(b.cut, offset < n && text[offset - 1] != '\n');
        stream_move(&s, &memories[turn * 7 % 3]);
    }
    ck_assert_uint_eq(offset, n);
    ck_assert_uint_eq(s.lines, lines);
    close(fd);
}

START_TEST(a_stream_moves_from_memory_to_memory)
{
    static const char alphabet[] = "250 5.1.1-x\n";
    static char text[STREAM_SIZE * 4];
    size_t long_line = STREAM_SIZE * 2;

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i > long_line && i < long_line + STREAM_SIZE + 99
                      ? '4'
                      : alphabet[(i * 2654435761u >> 7) % (sizeof alphabet - 1)];
    for (size_t piece = 1000; piece <= STREAM_SIZE * 2; piece += piece / 3 + 17)
        check_pieces(text, sizeof text - piece % 7, piece);
    check_pieces(text, 3000, 1);
    check_pieces(text, sizeof text, 0);
}
END_TEST

START_TEST(errors_are_kept)
{
    struct stream s;
    struct block b;

    stream_start(&s, -1, &buffer, 0);
    ck_assert(!stream_block(&s, &b, NULL, NULL));
    ck_assert_int_ne(s.error, 0);
}
END_TEST

TCase *stream_tests(void)
{
    TCase *t = tcase_create("stream");

    tcase_add_test(t, lines_are_numbered);
    tcase_add_test(t, the_masks_belong_to_the_last_line_too);
    tcase_add_test(t, blocks_are_whole_lines);
    tcase_add_test(t, long_lines_come_in_pieces);
    tcase_add_test(t, a_stream_moves_from_memory_to_memory);
    tcase_add_test(t, errors_are_kept);
    return t;
}
