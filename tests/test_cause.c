#include "cause.h"
#include "suites.h"

#include <stdio.h>
#include <string.h>

static struct judgement judge(const char *line)
{
    struct found f;
    struct judgement j;

    ck_assert_msg(finder_find_loose(line, strlen(line), &f), "no reply in: %s", line);
    cause_judge(&f, NULL, &j);
    return j;
}

static bool warns(const char *line, enum warning w)
{
    return judge(line).warnings >> w & 1;
}

START_TEST(the_enhanced_code_goes_before_the_reply_code)
{
    ck_assert_int_eq(judge("550 5.1.1 x").verdict.cause, CAUSE_USER_UNKNOWN);
    ck_assert_int_eq(judge("550 5.1.1 x").proof, PROOF_ENHANCED);
    ck_assert_int_eq(judge("452 4.2.2 x").verdict.cause, CAUSE_MAILBOX_FULL);
    ck_assert_int_eq(judge("550 5.7.26 x").verdict.cause, CAUSE_SENDER_AUTH_FAILED);
}
END_TEST

START_TEST(the_reply_code_speaks_where_nothing_better_does)
{
    ck_assert_int_eq(judge("503 x").verdict.cause, CAUSE_BAD_SEQUENCE);
    ck_assert_int_eq(judge("503 x").proof, PROOF_CODE);
    ck_assert_int_eq(judge("503 5.5.1 x").verdict.cause, CAUSE_BAD_SEQUENCE);
    ck_assert_int_eq(judge("550 x").verdict.cause, CAUSE_UNKNOWN);
    ck_assert_int_eq(judge("250 2.0.0 x").verdict.cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(judge("354 x").verdict.cause, CAUSE_CONTINUE);
}
END_TEST

START_TEST(a_refusal_is_never_called_accepted)
{
    ck_assert_int_eq(judge("550 5.1.5 x").verdict.cause, CAUSE_UNKNOWN);
    ck_assert_int_eq(judge("550 5.1.5 x").verdict.retry, RETRY_AFTER_FIX);
    ck_assert_int_eq(judge("451 4.3.6 x").verdict.retry, RETRY_LATER);
    ck_assert_int_eq(judge("550 2.1.5 x").verdict.cause, CAUSE_UNKNOWN);
    ck_assert_int_eq(judge("530 2.0.0 x").verdict.cause, CAUSE_AUTH_REQUIRED);
    ck_assert_int_eq(judge("250 2.1.5 x").verdict.cause, CAUSE_ACCEPTED);
}
END_TEST

START_TEST(unknown_codes_are_judged_by_their_first_digit)
{
    struct judgement j = judge("599 5.9.9 x");

    ck_assert_int_eq(j.verdict.cause, CAUSE_UNKNOWN);
    ck_assert_int_eq(j.proof, PROOF_CLASS);
    ck_assert_int_eq(judge("499 x").verdict.retry, RETRY_LATER);
}
END_TEST

START_TEST(an_answer_to_ehlo_informs)
{
    ck_assert_int_eq(judge("250-PIPELINING").verdict.cause, CAUSE_INFO);
    ck_assert_int_eq(judge("250 SIZE 36700160").verdict.cause, CAUSE_INFO);
    ck_assert_int_eq(judge("250-mx.example.com Hello client").verdict.cause, CAUSE_INFO);
    ck_assert_int_eq(judge("250-mx.example.com\n250-8BITMIME").verdict.cause, CAUSE_INFO);
    ck_assert_int_eq(judge("250 Sizes are fine").verdict.cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(judge("250 2.0.0 Ok: queued").verdict.cause, CAUSE_ACCEPTED);
}
END_TEST

START_TEST(all_seven_warnings)
{
    ck_assert(warns("550 4.4.7 x", WARNING_CLASS_MISMATCH));
    ck_assert(!warns("550 5.4.7 x", WARNING_CLASS_MISMATCH));
    ck_assert(warns("571 x", WARNING_UNOFFICIAL_CODE));
    ck_assert(!warns("550 x", WARNING_UNOFFICIAL_CODE));
    ck_assert(warns("101 x", WARNING_NOT_A_REPLY));
    ck_assert(!warns("220 x", WARNING_NOT_A_REPLY));
    ck_assert(warns("447 x", WARNING_SQUASHED_ENHANCED));
    ck_assert(!warns("450 x", WARNING_SQUASHED_ENHANCED));
    ck_assert(warns("550-5.7.1 a\\n554 5.7.1 b", WARNING_CODE_CHANGES));
    ck_assert(!warns("550-5.7.1 a\\n550 5.7.1 b", WARNING_CODE_CHANGES));
    ck_assert(warns("421 4.7.0 permanently deferred", WARNING_TEXT_CONTRADICTS));
    ck_assert(warns("554 5.7.1 Greylisted, try again later", WARNING_TEXT_CONTRADICTS));
    ck_assert(!warns("421 4.7.0 try again later", WARNING_TEXT_CONTRADICTS));
    ck_assert(warns("550 5.7.515 x", WARNING_UNREGISTERED_ENHANCED));
    ck_assert(!warns("550 5.7.26 x", WARNING_UNREGISTERED_ENHANCED));
}
END_TEST

START_TEST(dots_are_put_back)
{
    struct status s;

    ck_assert(cause_unsquash(447, &s));
    ck_assert_int_eq(s.class, 4);
    ck_assert_int_eq(s.subject, 4);
    ck_assert_int_eq(s.detail, 7);
    ck_assert(!cause_unsquash(250, &s));
}
END_TEST

START_TEST(contradictions_are_found_wherever_they_stand)
{
    static const char *const words[] = {"4permanently deferred",
                                        "4will not succeed",
                                        "4Permanently Reject",
                                        "4permanent failure",
                                        "4Do not retry",
                                        "5TRY again later",
                                        "5try later",
                                        "5temporarily deferred",
                                        "5try again in",
                                        "5Greylist",
                                        "5Come back later",
                                        "5temporary failure"};

    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        for (int before = 0; before < 70; before++)
            for (int behind = 0; behind < 40; behind++) {
                static const char other[] =
                    "per wil dogtrytemgrecom per wil dogtrytemgrecom per wil "
                    "dogtrytemgrecomper wil ";
                char line[200];
                int n = snprintf(line, sizeof line, "%.1s50 x%.*s%s%.*s", words[w], before, other,
                                 words[w] + 1, behind, other);

                ck_assert_msg(warns(line, WARNING_TEXT_CONTRADICTS), "not seen: %s", line);
                line[n - behind - 1] = '-';
                ck_assert_msg(!warns(line, WARNING_TEXT_CONTRADICTS), "wrongly seen: %s", line);
            }
}
END_TEST

TCase *cause_tests(void)
{
    TCase *t = tcase_create("cause");

    tcase_add_test(t, the_enhanced_code_goes_before_the_reply_code);
    tcase_add_test(t, the_reply_code_speaks_where_nothing_better_does);
    tcase_add_test(t, a_refusal_is_never_called_accepted);
    tcase_add_test(t, unknown_codes_are_judged_by_their_first_digit);
    tcase_add_test(t, an_answer_to_ehlo_informs);
    tcase_add_test(t, all_seven_warnings);
    tcase_add_test(t, contradictions_are_found_wherever_they_stand);
    tcase_add_test(t, dots_are_put_back);
    return t;
}
