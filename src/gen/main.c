/*
 * generator [--coverage | --missing TAG] FILE... > tables.c
 *
 * Reads the data files in the order given, checks them and prints the tables,
 * or how much of them each language has, or what one of them has not.
 * A path with /lang/TAG/ in it is a translation.  Exit 1 when anything is
 * wrong with the data, 2 when a file cannot be read or written.
 */
#include "data.h"
#include "emit.h"

#include <stdio.h>
#include <string.h>

static struct translation *language_of(struct data *d, const char *path)
{
    const char *lang = strstr(path, "/lang/"), *end;
    char tag[32];

    if (!lang)
        return NULL;
    lang += strlen("/lang/");
    end = strchr(lang, '/');
    if (!end || (size_t)(end - lang) >= sizeof tag)
        return NULL;
    memcpy(tag, lang, (size_t)(end - lang));
    tag[end - lang] = '\0';
    return data_language(d, tag);
}

int main(int argc, char **argv)
{
    struct data data = {0};
    struct automaton *automaton = automaton_new();
    struct matcher matcher;
    bool coverage = argc > 1 && strcmp(argv[1], "--coverage") == 0;
    bool missing = argc > 2 && strcmp(argv[1], "--missing") == 0;

    if (!automaton) {
        fputs("generator: out of memory\n", stderr);
        return 2;
    }
    for (int i = 1 + coverage + 2 * missing; i < argc; i++)
        if (!data_read(&data, language_of(&data, argv[i]), argv[i]))
            return 2;
    data_check(&data);
    data_build_rules(&data, automaton, &matcher);
    if (data.errors > 0)
        return 1;
    if (coverage) {
        emit_coverage(stdout, &data);
    } else if (missing) {
        if (!emit_missing(stdout, &data, argv[2])) {
            fprintf(stderr, "generator: no language '%s'\n", argv[2]);
            return 1;
        }
    } else {
        emit_tables(stdout, &data);
        emit_matcher(stdout, &matcher);
    }
    automaton_free(automaton);
    if (fflush(stdout) || ferror(stdout)) {
        perror("generator");
        return 2;
    }
    return 0;
}
