#include "edge.h"
#include "suites.h"
#include "thing.h"

#include <string.h>

static enum thing_kind kind_of(const char *text)
{
    struct thing t;

    thing_parse(at_edge(text, strlen(text)), strlen(text), &t);
    return t.kind;
}

START_TEST(every_kind_is_told_apart)
{
    static const struct {
        const char *text;
        enum thing_kind kind;
    } things[] = {
        {"252", THING_CODE},           {"  252 ", THING_CODE},
        {"999", THING_CODE},           {"5.7.26", THING_ENHANCED},
        {"x.7.26", THING_ENHANCED},    {"#5.1.1", THING_ENHANCED},
        {"4xx", THING_SERIES},         {"25X", THING_SERIES},
        {"5yz", THING_SERIES},         {"x5z", THING_SERIES},
        {"5.7", THING_SERIES},         {"X.7", THING_SERIES},
        {"5.7.x", THING_SERIES},       {"4.X.X", THING_SERIES},
        {"VRFY", THING_COMMAND},       {"vrfy", THING_COMMAND},
        {"connect", THING_COMMAND},    {"PIPELINING", THING_KEYWORD},
        {"greylisted", THING_CAUSE},   {"550 User unknown", THING_REPLY},
        {"550-5.7.26 x", THING_REPLY}, {"550 5.1.1", THING_REPLY},
        {"nonsense", THING_UNKNOWN},   {"", THING_UNKNOWN},
        {" ", THING_UNKNOWN},          {" \n\t ", THING_UNKNOWN},
        {"252\n", THING_CODE},         {"xxx", THING_UNKNOWN},
        {"25", THING_UNKNOWN},         {"3.7", THING_UNKNOWN},
        {"2525", THING_UNKNOWN},       {"5.7.1.1", THING_UNKNOWN},
    };

    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        ck_assert_msg(kind_of(things[i].text) == things[i].kind, "'%s' is taken for kind %d",
                      things[i].text, (int)kind_of(things[i].text));
}
END_TEST

START_TEST(parts_are_kept)
{
    struct thing t;

    thing_parse("25x", 3, &t);
    ck_assert_int_eq(t.digits[0], 2);
    ck_assert_int_eq(t.digits[1], 5);
    ck_assert_int_eq(t.digits[2], -1);
    thing_parse("5.7", 3, &t);
    ck_assert_int_eq(t.status.class, 5);
    ck_assert_int_eq(t.status.subject, 7);
    ck_assert_int_eq(t.status.detail, -1);
    thing_parse("999", 3, &t);
    ck_assert_int_eq(t.code, 999);
    ck_assert_int_eq(t.row, -1);
}
END_TEST

TCase *thing_tests(void)
{
    TCase *t = tcase_create("thing");

    tcase_add_test(t, every_kind_is_told_apart);
    tcase_add_test(t, parts_are_kept);
    return t;
}
