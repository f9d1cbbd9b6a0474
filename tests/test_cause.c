#include "cause.h"
#include "edge.h"
#include "suites.h"

#include <stdio.h>
#include <string.h>

static struct judgement judge(const char *line)
{
    struct found f;
    struct judgement j;

    ck_assert_msg(finder_find_loose(at_edge(line, strlen(line)), strlen(line), &f),
                  "no reply in: %s", line);
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
    ck_assert_int_eq(judge("250-STARTTLS").verdict.cause, CAUSE_INFO);
    ck_assert_int_eq(judge("250-AUTH=LOGIN PLAIN").verdict.cause, CAUSE_INFO);
    ck_assert_int_eq(judge("250-8BITMIME").verdict.cause, CAUSE_INFO);
    ck_assert_int_eq(judge("251-PIPELINING").verdict.cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(judge("250 2.0.0 PIPELINING").verdict.cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(judge("250 mx.example.com Hello client").verdict.cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(judge("250 Size 1000").verdict.cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(judge("250 size 1000").verdict.cause, CAUSE_ACCEPTED);
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

static bool is_one_of(int code, const short *codes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* RFC 3463 codes that could be anything, and reply codes that could not. */
START_TEST(a_vague_enhanced_code_gives_way_to_a_telling_reply_code)
{
    static const short vague[] = {0, 100, 200, 500, 501, 504, 700, 701, 703, 704, 714};
    static const short telling[] = {421, 432, 454, 500, 502, 503, 504, 521, 523,
                                    524, 525, 530, 534, 535, 538, 552, 555, 556};
    int by_code = 0;

    for (short class = 4; class <= 5; class ++)
        for (short subject = 0; subject < 8; subject++)
            for (short detail = 0; detail < 33; detail++) {
                const struct status s = {class, subject, detail};
                struct verdict v = cause_of_status(&s, -1);

                for (int code = 390; code < 610; code++) {
                    struct verdict c = cause_of_code(code), got = cause_of_status(&s, code);
                    bool by = code >= 400 && c.cause != CAUSE_UNKNOWN &&
                              (v.cause == CAUSE_UNKNOWN ||
                               (is_one_of(subject * 100 + detail, vague, 11) &&
                                is_one_of(code, telling, 18)));

                    by_code += by;
                    if (!by)
                        c = v;
                    ck_assert_msg(got.cause == c.cause && got.fixer == c.fixer &&
                                      got.retry == c.retry,
                                  "%d %d.%d.%d", code, class, subject, detail);
                }
            }
    ck_assert_int_gt(by_code, 1000);
}
END_TEST

START_TEST(what_is_transient_is_tried_again)
{
    int softened = 0;

    for (int row = 0; row < catalog_count(KIND_ENHANCED); row++) {
        struct status s;
        struct verdict four, five;

        ck_assert(status_parse(catalog_key(KIND_ENHANCED, row), 9, &s) > 0);
        s.class = 4;
        four = cause_of_status(&s, -1);
        s.class = 5;
        five = cause_of_status(&s, -1);
        if (catalog_word(KIND_ENHANCED, row, FIELD_CAUSE) == CAUSE_ACCEPTED) {
            ck_assert_int_eq(four.cause, CAUSE_UNKNOWN);
            ck_assert_int_eq(five.cause, CAUSE_UNKNOWN);
            continue;
        }
        ck_assert_int_eq(five.cause, catalog_word(KIND_ENHANCED, row, FIELD_CAUSE));
        ck_assert_int_eq(five.fixer, catalog_word(KIND_ENHANCED, row, FIELD_FIXER));
        ck_assert_int_eq(five.retry, catalog_word(KIND_ENHANCED, row, FIELD_RETRY));
        if (catalog_word(KIND_ENHANCED, row, FIELD_CAUSE_4) >= 0) {
            ck_assert_int_eq(four.cause, catalog_word(KIND_ENHANCED, row, FIELD_CAUSE_4));
            ck_assert_int_eq(four.fixer, catalog_word(KIND_ENHANCED, row, FIELD_FIXER_4));
            ck_assert_int_eq(four.retry, catalog_word(KIND_ENHANCED, row, FIELD_RETRY_4));
            continue;
        }
        ck_assert_int_eq(four.cause, five.cause);
        ck_assert_int_eq(four.retry, five.retry == RETRY_NEVER ? RETRY_LATER : five.retry);
        softened += five.retry == RETRY_NEVER;
    }
    ck_assert_int_gt(softened, 0);
}
END_TEST

START_TEST(success_is_success_whatever_its_details)
{
    struct status s = {2, 7, 99};

    ck_assert_int_eq(cause_of_status(&s, -1).cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(cause_of_status(&s, 399).cause, CAUSE_ACCEPTED);
    ck_assert_int_eq(cause_of_status(&s, 452).cause, cause_of_code(452).cause);
    s = (struct status){0, 1, 1}; /* X.1.1 */
    ck_assert_int_eq(cause_of_status(&s, -1).cause, CAUSE_USER_UNKNOWN);
    s = (struct status){0, 9, 9};
    ck_assert_int_eq(cause_of_status(&s, -1).retry, cause_of_code(599).retry);
    s = (struct status){4, 9, 9};
    ck_assert_int_eq(cause_of_status(&s, -1).retry, cause_of_code(499).retry);
}
END_TEST

START_TEST(each_wording_against_its_code_is_told)
{
    static const char *const for_good[] = {"permanently deferred", "will not succeed",
                                           "Permanently Rejected", "permanent failure",
                                           "do not retry"};
    static const char *const come_back[] = {
        "try again later", "Try Later",       "temporarily deferred", "try again in 5 minutes",
        "greylisting",     "come back later", "Temporary failure"};
    char line[100];

    for (size_t i = 0; i < sizeof for_good / sizeof *for_good; i++) {
        snprintf(line, sizeof line, "450 4.0.0 xyz %s", for_good[i]);
        ck_assert_msg(warns(line, WARNING_TEXT_CONTRADICTS), "%s", line);
        line[0] = line[4] = '5';
        ck_assert_msg(!warns(line, WARNING_TEXT_CONTRADICTS), "%s", line);
    }
    for (size_t i = 0; i < sizeof come_back / sizeof *come_back; i++) {
        snprintf(line, sizeof line, "550 5.0.0 xyz %s", come_back[i]);
        ck_assert_msg(warns(line, WARNING_TEXT_CONTRADICTS), "%s", line);
        line[0] = line[4] = '4';
        ck_assert_msg(!warns(line, WARNING_TEXT_CONTRADICTS), "%s", line);
        line[0] = line[4] = '2';
        ck_assert_msg(!warns(line, WARNING_TEXT_CONTRADICTS), "%s", line);
    }
    ck_assert(!warns("550 5.0.0 try again late", WARNING_TEXT_CONTRADICTS));
    ck_assert(!warns("550 5.0.0 t", WARNING_TEXT_CONTRADICTS));
}
END_TEST

START_TEST(warnings_have_their_bounds)
{
    ck_assert(warns("199 x", WARNING_NOT_A_REPLY));
    ck_assert(!warns("200 x", WARNING_NOT_A_REPLY));
    ck_assert(!warns("599 x", WARNING_NOT_A_REPLY));
    ck_assert(!warns("199 x", WARNING_UNOFFICIAL_CODE));
    ck_assert(warns("599 x", WARNING_UNOFFICIAL_CODE));
    ck_assert(warns("200 x", WARNING_UNOFFICIAL_CODE));
    ck_assert(!warns("5.1.1 x", WARNING_NOT_A_REPLY));
    ck_assert(!warns("5.1.1 x", WARNING_UNOFFICIAL_CODE));
    ck_assert(!warns("5.1.1 x", WARNING_CLASS_MISMATCH));
    ck_assert(warns("250 5.1.1 x", WARNING_CLASS_MISMATCH));
    ck_assert(!warns("447 4.4.7 x", WARNING_SQUASHED_ENHANCED));
    ck_assert(warns("5.7.515 x", WARNING_UNREGISTERED_ENHANCED));
    ck_assert(!warns("550 x", WARNING_UNREGISTERED_ENHANCED));
    ck_assert_uint_eq(judge("550 5.1.1 x").warnings, 0);
    ck_assert_uint_eq(judge("250 2.0.0 x").warnings, 0);
}
END_TEST

START_TEST(the_proof_is_the_best_there_is)
{
    static const struct {
        const char *line;
        enum proof proof;
    } cases[] = {
        {"550 5.1.1 x", PROOF_ENHANCED}, {"5.1.1 x", PROOF_ENHANCED},
        {"550 x", PROOF_CODE},           {"250 2.1.5 x", PROOF_CODE},
        {"354 2.0.0 x", PROOF_CODE},     {"530 5.7.0 x", PROOF_CODE},
        {"550 5.9.9 x", PROOF_CODE},     {"599 5.1.1 x", PROOF_ENHANCED},
        {"599 5.9.9 x", PROOF_CLASS},    {"599 x", PROOF_CLASS},
        {"5.9.9 x", PROOF_CLASS},        {"550 5.1.1 User unknown", PROOF_RULE},
        {"299 2.1.5 x", PROOF_CLASS},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(judge(cases[i].line).proof == cases[i].proof, "%s: %d", cases[i].line,
                      judge(cases[i].line).proof);
}
END_TEST

START_TEST(squashed_codes_have_known_dots)
{
    struct status s;
    int known = 0;

    for (int code = 100; code < 1000; code++) {
        const int row = catalog_find_reply(code);
        bool squashed = cause_unsquash(code, &s);

        known += squashed;
        if (row >= 0) {
            ck_assert_int_eq(squashed, *catalog_text(NULL, KIND_REPLY, row, FIELD_READS_LIKE) != 0);
        } else if (squashed) {
            ck_assert_int_eq(s.class * 100 + s.subject * 10 + s.detail, code);
            ck_assert(s.class == 4 || s.class == 5);
            ck_assert_int_ge(catalog_find_status(&s), 0);
        } else if (code / 100 == 4 || code / 100 == 5) {
            s = (struct status){(short)(code / 100), (short)(code / 10 % 10), (short)(code % 10)};
            ck_assert_int_lt(catalog_find_status(&s), 0);
        }
    }
    ck_assert_int_gt(known, 50);
}
END_TEST

START_TEST(words_of_a_rule_are_placed_in_the_text)
{
    static const char line[] = "550 5.1.1 <a@example.com>: User  Unknown here";
    struct judgement j = judge(line);

    ck_assert_int_ge(j.rule, 0);
    ck_assert(j.placed);
    ck_assert_uint_eq(j.match, strlen("<a@example.com>: "));
    ck_assert_uint_eq(j.match_len, strlen("User  Unknown"));
    ck_assert_int_eq(judge("450 4.1.1 User unknown").verdict.retry, RETRY_LATER);
    ck_assert_int_eq(judge("550 5.1.1 User unknown").verdict.retry, RETRY_NEVER);
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
    tcase_add_test(t, words_of_a_rule_are_placed_in_the_text);
    tcase_add_test(t, squashed_codes_have_known_dots);
    tcase_add_test(t, the_proof_is_the_best_there_is);
    tcase_add_test(t, warnings_have_their_bounds);
    tcase_add_test(t, each_wording_against_its_code_is_told);
    tcase_add_test(t, success_is_success_whatever_its_details);
    tcase_add_test(t, what_is_transient_is_tried_again);
    tcase_add_test(t, a_vague_enhanced_code_gives_way_to_a_telling_reply_code);
    return t;
}
