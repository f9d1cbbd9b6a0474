#include "command.h"
#include "suites.h"

#include <string.h>

static struct options options;
static char message[OPTIONS_MESSAGE];

static int parse(const char *const *args)
{
    static char *argv[16]; /* the operands lie in it */
    int argc = 0;

    for (; args[argc]; argc++)
        argv[argc] = (char *)(size_t)args[argc];
    return options_parse(&options, argc, argv, message);
}

#define PARSE(...) parse((const char *const[]){__VA_ARGS__, NULL})

START_TEST(options_stand_anywhere)
{
    ck_assert_int_eq(PARSE("550", "-f", "json", "--width=40", "421", "-e"), 0);
    ck_assert_int_eq(options.operand_count, 2);
    ck_assert_str_eq(options.operands[1], "421");
    ck_assert_str_eq(options.format->name, "json");
    ck_assert_int_eq(options.width, 40);
    ck_assert(options.exit_status);
    ck_assert_int_eq(PARSE("-efjson", "--", "-f"), 0);
    ck_assert_str_eq(options.operands[0], "-f");
    ck_assert_int_eq(PARSE("-"), 0);
    ck_assert_int_eq(options.operand_count, 1);
}
END_TEST

START_TEST(mistakes_are_named)
{
    static const struct {
        const char *args[4];
        const char *words;
    } wrong[] = {
        {{"--formt", "json", NULL}, "unknown option '--formt'; did you mean '--format'?"},
        {{"-f", "jsn", NULL}, "unknown format 'jsn'; did you mean 'json'?"},
        {{"-f", NULL}, "option '--format' needs a value"},
        {{"--help=x", NULL}, "option '--help' takes no value"},
        {{"--width", "1", NULL}, "--width takes a number from 20 to 1000, not '1'"},
        {{"--width", "99999999999999999999", NULL}, "--width takes a number"},
        {{"--class", "x", NULL}, "--class takes a number from 1 to 5, not 'x'"},
        {{"--field", "causes", NULL}, "unknown field 'causes'; did you mean 'cause'?"},
        {{"--cause", "greylist", NULL}, "unknown cause 'greylist'; did you mean 'greylisted'?"},
        {{"-l", "tlh", NULL}, "unknown language 'tlh'"},
        {{"-x", NULL}, "unknown option '-x'"},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(parse(wrong[i].args), -1);
        ck_assert_msg(strstr(message, wrong[i].words) != NULL, "'%s'", message);
    }
}
END_TEST

START_TEST(options_belong_to_commands)
{
    ck_assert_int_eq(PARSE("--class", "4", "list"), 0);
    ck_assert_int_eq(options_check(&options, command_find("list"), message), 0);
    ck_assert_int_eq(options_check(&options, command_find("compare"), message), -1);
    ck_assert_ptr_nonnull(strstr(message, "'--class' does not go with 'compare'"));
    ck_assert_str_eq(command_nearest("compair"), "compare");
    ck_assert_ptr_null(command_find("compair"));
}
END_TEST

START_TEST(letters_and_names_are_unique)
{
    for (int i = 0; options_table(i); i++)
        for (int k = 0; k < i; k++) {
            ck_assert_str_ne(options_table(i)->name, options_table(k)->name);
            if (options_table(i)->letter)
                ck_assert_int_ne(options_table(i)->letter, options_table(k)->letter);
        }
}
END_TEST

START_TEST(every_option_and_command_has_its_help)
{
    struct catalog english = {-1};
    char id[64];

    for (int i = 0; options_table(i); i++) {
        strcpy(id, "option-");
        strcat(id, options_table(i)->name);
        ck_assert_msg(catalog_ui(&english, id) != id, "no help for %s", id);
    }
    for (int i = 0; command_table(i); i++) {
        strcpy(id, "command-");
        strcat(id, *command_table(i)->name ? command_table(i)->name : "explain");
        ck_assert_msg(catalog_ui(&english, id) != id, "no help for %s", id);
    }
}
END_TEST

TCase *options_tests(void)
{
    TCase *t = tcase_create("options");

    tcase_add_test(t, options_stand_anywhere);
    tcase_add_test(t, mistakes_are_named);
    tcase_add_test(t, options_belong_to_commands);
    tcase_add_test(t, letters_and_names_are_unique);
    tcase_add_test(t, every_option_and_command_has_its_help);
    return t;
}
