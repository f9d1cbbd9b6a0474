/* The Check suites, one for each module. */
#ifndef SUITES_H
#define SUITES_H

#include <check.h>

#define SUITES(X)                                                                                  \
    X(ascii)                                                                                       \
    X(utf8)                                                                                        \
    X(status)                                                                                      \
    X(words)                                                                                       \
    X(rec)                                                                                         \
    X(schema)                                                                                      \
    X(suggest)                                                                                     \
    X(out)                                                                                         \
    X(show)                                                                                        \
    X(catalog)                                                                                     \
    X(thing)                                                                                       \
    X(finder)                                                                                      \
    X(cause)                                                                                       \
    X(explain)                                                                                     \
    X(compare)                                                                                     \
    X(options)                                                                                     \
    X(message)                                                                                     \
    X(matcher)                                                                                     \
    X(rules)                                                                                       \
    X(stock)                                                                                       \
    X(memo)                                                                                        \
    X(redact)                                                                                      \
    X(stream)                                                                                      \
    X(kernel)                                                                                      \
    X(report)                                                                                      \
    X(filter)                                                                                      \
    X(dialogue)                                                                                    \
    X(fold)                                                                                        \
    X(record)                                                                                      \
    X(tally)

#define SUITE_PROTOTYPE(name) TCase *name##_tests(void);
SUITES(SUITE_PROTOTYPE)

#endif
