#include "stream.h"
#include "suites.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
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
    struct line_piece p;
    int fd = file_of("one\n\nthree", 10);

    stream_start(&s, fd, &buffer, 5);
    ck_assert(stream_next(&s, &p, NULL, NULL));
    ck_assert_uint_eq(p.number, 6);
    ck_assert_uint_eq(p.length, 3);
    ck_assert(p.first && p.last && p.newline);
    ck_assert(stream_next(&s, &p, NULL, NULL));
    ck_assert_uint_eq(p.length, 0);
    ck_assert(stream_next(&s, &p, NULL, NULL));
    ck_assert_uint_eq(p.number, 8);
    ck_assert(!p.newline);
    ck_assert(!stream_next(&s, &p, NULL, NULL));
    close(fd);
}
END_TEST

START_TEST(the_masks_belong_to_the_last_line_too)
{
    struct stream s;
    struct line_piece p;
    int fd = file_of("no reply in this\n550 x", 22);

    stream_start(&s, fd, &buffer, 0);
    ck_assert(stream_next(&s, &p, NULL, NULL));
    ck_assert_uint_eq(kernel_next(p.candidates, p.base, p.base + p.length), p.base + p.length);
    ck_assert(stream_next(&s, &p, NULL, NULL));
    ck_assert_uint_eq(p.length, 5);
    ck_assert_uint_eq(kernel_next(p.candidates, p.base, p.base + p.length), p.base);
    close(fd);
}
END_TEST

START_TEST(long_lines_come_in_pieces)
{
    size_t n = STREAM_SIZE * 2 + 100, pieces = 0, bytes = 0;
    char *text = malloc(n + 5);
    struct stream s;
    struct line_piece p;
    int fd;

    memset(text, 'x', n);
    memcpy(text + n, "\nend\n", 5);
    fd = file_of(text, n + 5);
    stream_start(&s, fd, &buffer, 0);
    while (stream_next(&s, &p, NULL, NULL) && p.number == 1) {
        ck_assert_int_eq(p.first, pieces == 0);
        pieces++;
        bytes += p.length;
        if (p.last)
            break;
    }
    ck_assert_uint_ge(pieces, 3);
    ck_assert_uint_eq(bytes, n);
    ck_assert(stream_next(&s, &p, NULL, NULL));
    ck_assert_uint_eq(p.number, 2);
    ck_assert_uint_eq(p.length, 3);
    close(fd);
    free(text);
}
END_TEST

START_TEST(errors_are_kept)
{
    struct stream s;
    struct line_piece p;

    stream_start(&s, -1, &buffer, 0);
    ck_assert(!stream_next(&s, &p, NULL, NULL));
    ck_assert_int_ne(s.error, 0);
}
END_TEST

TCase *stream_tests(void)
{
    TCase *t = tcase_create("stream");

    tcase_add_test(t, lines_are_numbered);
    tcase_add_test(t, the_masks_belong_to_the_last_line_too);
    tcase_add_test(t, long_lines_come_in_pieces);
    tcase_add_test(t, errors_are_kept);
    return t;
}
