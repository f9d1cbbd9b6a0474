#include "filter.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>

/* Whether an expression takes the reply of a line. */
static bool takes(const char *expression, const char *line)
{
    struct filter filter = {0};
    struct filter_mistake mistake;
    struct found found;
    struct judgement judgement;

    ck_assert_msg(filter_add(&filter, expression, &mistake), "%s is refused", expression);
    ck_assert(filter.given);
    ck_assert(finder_find_loose(line, strlen(line), &found));
    cause_judge(&found, NULL, &judgement);
    return filter_takes(&filter, &found, &judgement);
}

static const char unknown_user[] = "550 5.1.1 The email account that you tried to reach does not "
                                   "exist. Please try double-checking";

START_TEST(each_key_tells_replies_apart)
{
    static const struct {
        const char *expression;
        const char *line;
        bool taken;
    } cases[] = {
        {"cause=user-unknown", unknown_user, true},
        {"cause=greylisted", unknown_user, false},
        {"cause=accepted", "250 ok", true},
        {"fixer=sender", unknown_user, true},
        {"fixer=nobody", unknown_user, false},
        {"retry=never", unknown_user, true},
        {"retry=later", unknown_user, false},
        {"proof=rule", unknown_user, true},
        {"proof=code", unknown_user, false},
        {"proof=code", "250 ok", true},
        {"class=5", unknown_user, true},
        {"class=4", unknown_user, false},
        {"class=2", "250 ok", true},
        {"class=5", "5.1.1 who?", true},
        {"code=550", unknown_user, true},
        {"code=551", unknown_user, false},
        {"code=550", "5.1.1 who?", false},
        {"rule=gmail-no-such-user", unknown_user, true},
        {"rule=GMAIL-No-Such-User", unknown_user, true},
        {"rule=gmail-no-such-use", unknown_user, false},
        {"rule=gmail-no-such-user", "250 ok", false},
        {"provider=gmail", unknown_user, true},
        {"provider=postfix", unknown_user, false},
        {"provider=gmail", "250 ok", false},
        {"warning=class-mismatch", "550 4.4.7 Message expired", true},
        {"warning=class-mismatch", unknown_user, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(takes(cases[i].expression, cases[i].line) == cases[i].taken, "%s: %s",
                      cases[i].expression, cases[i].line);
}
END_TEST

START_TEST(values_of_a_key_are_alternatives_and_keys_must_agree)
{
    ck_assert(takes("class=4,class=5", unknown_user));
    ck_assert(takes("code=551,code=550,code=552", unknown_user));
    ck_assert(!takes("code=551,code=552", unknown_user));
    ck_assert(takes("rule=x,rule=gmail-no-such-user", unknown_user));
    ck_assert(takes("class=5,cause=user-unknown,code=550,provider=gmail,proof=rule", unknown_user));
    ck_assert(
        !takes("class=5,cause=user-unknown,code=550,provider=gmail,proof=code", unknown_user));
    ck_assert(!takes("class=4,cause=user-unknown", unknown_user));
    ck_assert(!takes("class=5,fixer=nobody", unknown_user));
    ck_assert(!takes("class=5,retry=later", unknown_user));
}
END_TEST

START_TEST(mistakes_are_named)
{
    static const struct {
        const char *expression, *what, *text, *nearest;
    } cases[] = {
        {"", "expression", "", NULL},
        {"cause", "expression", "cause", NULL},
        {"cause=greylisted,", "expression", "", NULL},
        {"class=4,fixer", "expression", "fixer", NULL},
        {"cuase=greylisted", "key", "cuase", "cause"},
        {"provder=x", "key", "provder", "provider"},
        {"rul=x", "key", "rul", "rule"},
        {"=x", "key", "", NULL},
        {"cause=greylistd", "cause", "greylistd", "greylisted"},
        {"cause=", "cause", "", NULL},
        {"fixer=sendr", "fixer", "sendr", "sender"},
        {"retry=neve", "retry", "neve", "never"},
        {"proof=rul", "proof", "rul", "rule"},
        {"warning=x", "warning", "x", NULL},
        {"class=1", "class", "1", NULL},
        {"class=6", "class", "6", NULL},
        {"class=55", "class", "55", NULL},
        {"class=", "class", "", NULL},
        {"code=55", "code", "55", NULL},
        {"code=5500", "code", "5500", NULL},
        {"code=5x0", "code", "5x0", NULL},
        {"provider=", "value", "", NULL},
        {"rule=", "value", "", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct filter filter = {0};
        struct filter_mistake mistake;
        const char *e = cases[i].expression;

        ck_assert_msg(!filter_add(&filter, e, &mistake), "%s is taken", e);
        ck_assert_msg(strcmp(mistake.what, cases[i].what) == 0, "%s: %s", e, mistake.what);
        ck_assert_msg(mistake.length == strlen(cases[i].text) &&
                          memcmp(mistake.text, cases[i].text, mistake.length) == 0,
                      "%s: %.*s", e, (int)mistake.length, mistake.text);
        if (cases[i].nearest)
            ck_assert_pstr_eq(mistake.nearest, cases[i].nearest);
        else
            ck_assert_msg(!mistake.nearest, "%s: %s", e, mistake.nearest);
    }
}
END_TEST

START_TEST(sixteen_values_are_the_limit)
{
    static const char *const keys[] = {"code=550", "provider=x", "rule=x"};
    static const char *const what[] = {"code", "value (16 at most)", "value (16 at most)"};

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        struct filter filter = {0};
        struct filter_mistake mistake;

        for (int i = 0; i < FILTER_TEXTS; i++)
            ck_assert(filter_add(&filter, keys[k], &mistake));
        ck_assert(!filter_add(&filter, keys[k], &mistake));
        ck_assert_str_eq(mistake.what, what[k]);
    }
}
END_TEST

TCase *filter_tests(void)
{
    TCase *t = tcase_create("filter");

    tcase_add_test(t, each_key_tells_replies_apart);
    tcase_add_test(t, values_of_a_key_are_alternatives_and_keys_must_agree);
    tcase_add_test(t, mistakes_are_named);
    tcase_add_test(t, sixteen_values_are_the_limit);
    return t;
}
