#include "out.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void out_init(struct out *out, int fd, char *buffer, size_t size)
{
    *out = (struct out){.fd = fd, .buffer = buffer, .size = size};
}

static void write_all(struct out *out, const char *s, size_t n)
{
    if (out->before && n > 0 && out->error == 0)
        out->before(out->context);
    while (n > 0 && out->error == 0) {
        ssize_t done = write(out->fd, s, n);

        if (done > 0) {
            s += done;
            n -= (size_t)done;
        } else if (done < 0 && errno != EINTR) {
            out->error = errno;
        }
    }
}

int out_flush(struct out *out)
{
    write_all(out, out->buffer, out->used);
    out->used = 0;
    return out->error ? -1 : 0;
}

void out_bytes(struct out *out, const char *s, size_t n)
{
    if (n > out->size - out->used)
        out_flush(out);
    if (n > out->size) {
        write_all(out, s, n);
        return;
    }
    memcpy(out->buffer + out->used, s, n);
    out->used += n;
}

void out_char(struct out *out, char c)
{
    if (out->used == out->size)
        out_flush(out);
    out->buffer[out->used++] = c;
}

void out_blanks(struct out *out, size_t n)
{
    while (n > 0) {
        size_t room = out->size - out->used, part = n < room ? n : room;

        if (part == 0)
            out_flush(out);
        memset(out->buffer + out->used, ' ', part);
        out->used += part;
        n -= part;
    }
}

void out_number(struct out *out, unsigned long long n)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    char digits[24];
    size_t at = sizeof digits;

    for (; n >= 10; n /= 100)
        memcpy(digits + (at -= 2), pairs + n % 100 * 2, 2);
    if (n > 0 || at == sizeof digits)
        digits[--at] = (char)('0' + n);
    out_bytes(out, digits + at, sizeof digits - at);
}

void out_tenths(struct out *out, unsigned long long n)
{
    out_number(out, n / 10);
    out_char(out, '.');
    out_number(out, n % 10);
}
