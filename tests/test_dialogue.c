#include "dialogue.h"
#include "edge.h"
#include "suites.h"

#include <string.h>

static bool line(struct dialogue *d, const char *text)
{
    return dialogue_line(d, at_edge(text, strlen(text)), strlen(text));
}

START_TEST(commands_are_told_from_prose)
{
    static const char *const commands[] = {"EHLO mx.example.com",
                                           "HELO x",
                                           "MAIL FROM:<a@example.net>",
                                           "RCPT TO:<b@example.com>",
                                           "DATA",
                                           "RSET",
                                           "QUIT\r",

                                           "LHLO x",
                                           "NOOP\n",
                                           "VRFY joe",
                                           "STARTTLS",
                                           "C: quit",
                                           "-> help",
                                           "~> ehlo x",
                                           ">>> MAIL FROM:<>",
                                           "> rset",
                                           "  C: data",
                                           "SMTP>> QUIT",
                                           "-> XCLIENT NAME=x",
                                           "C: foo"};
    static const char *const prose[] = {
        "",
        " ",
        "help wanted",
        "data from the sensor",

        "Mail From:<a@example.net>",
        "Help me",
        "mail from:<a@example.net>",
        "MAIL TO:<a@example.net>",
        "RCPT FROM:<a@example.net>",
        "MAILFROM:<a@example.net>",
        "connect to mx",
        "CONNECT mx",
        "ANY x",
        "QUITE",
        "QUIT.",
        "EHLO:x",
        "-> 550 x",
        "-> ",
        "C: .",
        "foo",
        "end-of-DATA",
        "123",
    };

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct dialogue d = {0};

        ck_assert_msg(line(&d, commands[i]), "no command: %s", commands[i]);
        ck_assert(d.client);
        ck_assert_int_eq(d.count, 1);
    }
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++) {
        struct dialogue d = {0};

        ck_assert_msg(!line(&d, prose[i]), "a command: %s", prose[i]);
        ck_assert(!d.client);
        ck_assert_int_eq(d.count, 0);
    }
}
END_TEST

START_TEST(an_unknown_command_counts_when_none_is_open)
{
    struct dialogue d = {0};

    ck_assert(line(&d, "-> XCLIENT NAME=x"));
    ck_assert_int_eq(dialogue_reply(&d, 220), VERB_ANY);
    ck_assert(line(&d, "-> DATA"));
    ck_assert(!line(&d, "-> Subject: hello")); /* part of the message */
    ck_assert_int_eq(d.count, 1);
}
END_TEST

START_TEST(replies_answer_commands_in_order)
{
    struct dialogue d = {0};

    ck_assert_int_eq(dialogue_reply(&d, 220), VERB_CONNECT);
    ck_assert_int_eq(dialogue_reply(&d, 250), -1);
    ck_assert(line(&d, "EHLO x"));
    ck_assert(line(&d, "MAIL FROM:<>"));
    ck_assert(line(&d, "RCPT TO:<b@example.com>"));
    ck_assert(line(&d, "DATA"));
    ck_assert(line(&d, "QUIT"));
    ck_assert_int_eq(dialogue_reply(&d, 250), VERB_EHLO);
    ck_assert_int_eq(dialogue_reply(&d, 250), VERB_MAIL);
    ck_assert_int_eq(dialogue_reply(&d, 550), VERB_RCPT);
    ck_assert_int_eq(dialogue_reply(&d, 354), VERB_DATA);
    ck_assert_int_eq(dialogue_reply(&d, 250), VERB_END_OF_DATA);
    ck_assert_int_eq(dialogue_reply(&d, 221), VERB_QUIT);
    ck_assert_int_eq(dialogue_reply(&d, 221), -1);
}
END_TEST

START_TEST(the_first_reply_greets_only_without_a_command_before_it)
{
    struct dialogue d = {0}, e = {0};

    ck_assert_int_eq(dialogue_reply(&d, 554), -1);
    ck_assert(line(&e, "EHLO x"));
    ck_assert_int_eq(dialogue_reply(&e, 220), VERB_EHLO);
}
END_TEST

START_TEST(data_that_is_refused_has_no_end)
{
    struct dialogue d = {0};

    ck_assert(line(&d, "DATA"));
    ck_assert_int_eq(dialogue_reply(&d, 503), VERB_DATA);
    ck_assert_int_eq(dialogue_reply(&d, 250), -1);
}
END_TEST

START_TEST(a_login_stays_open_while_it_is_challenged)
{
    struct dialogue d = {0};

    ck_assert(line(&d, "AUTH LOGIN"));
    ck_assert_int_eq(dialogue_reply(&d, 334), VERB_AUTH);
    ck_assert_int_eq(dialogue_reply(&d, 334), VERB_AUTH);
    ck_assert_int_eq(dialogue_reply(&d, 235), VERB_AUTH);
    ck_assert_int_eq(dialogue_reply(&d, 250), -1);
    ck_assert(line(&d, "MAIL FROM:<>"));
    ck_assert_int_eq(dialogue_reply(&d, 334), VERB_MAIL);
    ck_assert_int_eq(dialogue_reply(&d, 334), -1);
}
END_TEST

START_TEST(no_more_commands_wait_than_there_is_room)
{
    struct dialogue d = {0};

    ck_assert(line(&d, "DATA"));
    for (int i = 1; i < DIALOGUE_PENDING + 10; i++)
        ck_assert(line(&d, i % 2 ? "NOOP" : "RSET"));
    ck_assert_int_eq(d.count, DIALOGUE_PENDING);
    ck_assert_int_eq(dialogue_reply(&d, 354), VERB_DATA);
    ck_assert_int_eq(d.count, DIALOGUE_PENDING);
    ck_assert_int_eq(dialogue_reply(&d, 250), VERB_END_OF_DATA);
    for (int i = 1; i < DIALOGUE_PENDING; i++)
        ck_assert_int_eq(dialogue_reply(&d, 250), i % 2 ? VERB_NOOP : VERB_RSET);
    ck_assert_int_eq(dialogue_reply(&d, 250), -1);
}
END_TEST

START_TEST(answers_are_legal_by_either_table)
{
    ck_assert(dialogue_is_legal(VERB_CONNECT, 220));
    ck_assert(dialogue_is_legal(VERB_RCPT, 550));
    ck_assert(dialogue_is_legal(VERB_VRFY, 252));
    ck_assert(dialogue_is_legal(VERB_QUIT, 421)); /* any command */
    ck_assert(dialogue_is_legal(VERB_RCPT, 521)); /* any, by the table of codes alone */
    ck_assert(dialogue_is_legal(VERB_EXPN, 252));
    ck_assert(!dialogue_is_legal(VERB_MAIL, 354));
    ck_assert(!dialogue_is_legal(VERB_VRFY, 334));
    ck_assert(!dialogue_is_legal(VERB_RCPT, 220));
    ck_assert(!dialogue_is_legal(VERB_RCPT, 599));
}
END_TEST

TCase *dialogue_tests(void)
{
    TCase *t = tcase_create("dialogue");

    tcase_add_test(t, commands_are_told_from_prose);
    tcase_add_test(t, an_unknown_command_counts_when_none_is_open);
    tcase_add_test(t, replies_answer_commands_in_order);
    tcase_add_test(t, the_first_reply_greets_only_without_a_command_before_it);
    tcase_add_test(t, data_that_is_refused_has_no_end);
    tcase_add_test(t, a_login_stays_open_while_it_is_challenged);
    tcase_add_test(t, no_more_commands_wait_than_there_is_room);
    tcase_add_test(t, answers_are_legal_by_either_table);
    return t;
}
