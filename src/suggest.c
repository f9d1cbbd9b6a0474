#include "suggest.h"

#include "ascii.h"

#include <string.h>

enum { WORD_MAX_BYTES = 40 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

int suggest_distance(const char *a, size_t an, const char *b, size_t bn)
{
    int d[3][WORD_MAX_BYTES + 1];

    if (an > WORD_MAX_BYTES || bn > WORD_MAX_BYTES)
        return WORD_MAX_BYTES;
    for (size_t j = 0; j <= bn; j++)
        d[0][j] = (int)j;
    for (size_t i = 1; i <= an; i++) {
        int *row = d[i % 3], *above = d[(i - 1) % 3], *twice = d[(i + 1) % 3];

        row[0] = (int)i;
        for (size_t j = 1; j <= bn; j++) {
            int ca = ascii_lower((unsigned char)a[i - 1]),
                cb = ascii_lower((unsigned char)b[j - 1]);

            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + (ca != cb));
            if (i > 1 && j > 1 && ca == ascii_lower((unsigned char)b[j - 2]) &&
                cb == ascii_lower((unsigned char)a[i - 2]))
                row[j] = least(row[j], twice[j - 2] + 1);
        }
    }
    return d[an % 3][bn];
}

struct suggestion suggest_init(const char *given, size_t n)
{
    int limit = n <= 3 ? 1 : n <= 5 ? 2 : 3;

    return (struct suggestion){given, n, NULL, limit + 1};
}

void suggest_try(struct suggestion *s, const char *word)
{
    int distance = suggest_distance(s->given, s->length, word, strlen(word));

    if (distance < s->distance && (size_t)distance < s->length) {
        s->word = word;
        s->distance = distance;
    }
}
