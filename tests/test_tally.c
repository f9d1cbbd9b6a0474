#include "suites.h"
#include "tally.h"

#include <string.h>

static struct tally_memory memory;

static const struct tally_row nothing = {.count = 1,
                                         .rule = -1,
                                         .code = -1,
                                         .status = {-1, -1, -1},
                                         .class = -1,
                                         .cause = -1,
                                         .fixer = -1,
                                         .retry = -1,
                                         .proof = -1};

START_TEST(equal_rows_are_one)
{
    struct tally t;
    struct tally_row row = nothing;
    int first;

    tally_start(&t, &memory);
    row.code = 550;
    row.count = 3;
    first = tally_add(&t, &row);
    ck_assert_int_eq(first, 1);
    row.count = 4;
    ck_assert_int_eq(tally_add(&t, &row), first);
    ck_assert_uint_eq(t.rows[0].count, 7);
    tally_again(&t, first);
    ck_assert_uint_eq(t.rows[0].count, 8);
    ck_assert_uint_eq(t.replies, 1);
    ck_assert_int_eq(t.used, 1);
    ck_assert(memory.dirty);
    tally_start(&t, &memory);
    ck_assert_int_eq(t.used, 0);
    ck_assert(!memory.dirty);
    row.count = 1;
    ck_assert_int_eq(tally_add(&t, &row), 1);
    ck_assert_uint_eq(t.rows[0].count, 1);
}
END_TEST

/* Each field alone tells rows apart, and sorts them. */
START_TEST(every_field_tells_rows_apart)
{
    struct tally t;
    static struct tally_row rows[10];

    for (int i = 0; i < 10; i++)
        memcpy(&rows[i], &nothing, sizeof nothing); /* with what is between the fields */
    rows[0].class = 4;
    rows[1].code = 250;
    rows[2].status.class = 4;
    rows[3].status.subject = 4;
    rows[4].status.detail = 4;
    rows[5].cause = 4;
    rows[6].fixer = 4;
    rows[7].retry = 4;
    rows[8].proof = 4;
    rows[9].rule = 4;
    tally_start(&t, &memory);
    ck_assert_int_eq(tally_add(&t, &nothing), 1);
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(tally_add(&t, &rows[i]), i + 2);
    tally_sort(&t);
    /* All counts are equal: by class, then code, and so on, the smallest first. */
    ck_assert(memcmp(&t.rows[0], &nothing, sizeof nothing) == 0);
    for (int i = 0; i < 10; i++)
        ck_assert_msg(memcmp(&t.rows[1 + i], &rows[9 - i], sizeof *rows) == 0, "row %d", i);
}
END_TEST

START_TEST(the_biggest_count_is_first)
{
    struct tally t;

    tally_start(&t, &memory);
    for (int i = 0; i < 9; i++) {
        struct tally_row row = nothing;

        row.code = (int16_t)(500 + i);
        row.count = (uint64_t)(i * 4 % 9 + 1);
        tally_add(&t, &row);
    }
    tally_sort(&t);
    for (int i = 0; i < 9; i++)
        ck_assert_uint_eq(t.rows[i].count, (uint64_t)(9 - i));
}
END_TEST

static struct tally_row numbered(int i)
{
    struct tally_row row = nothing;

    row.code = (int16_t)(400 + i % 3);
    row.status = (struct status){5, (short)(i / 1000), (short)(i % 1000)};
    return row;
}

START_TEST(codes_without_end_lose_their_enhanced_code)
{
    enum { LIMIT = TALLY_ROWS / 4 * 3 };
    struct tally t;
    uint64_t sum = 0;

    tally_start(&t, &memory);
    for (int i = 0; i < LIMIT; i++) {
        struct tally_row row = numbered(i);
        ck_assert_int_eq(tally_add(&t, &row), i + 1);
    }
    ck_assert(!t.full);
    for (int i = LIMIT; i < LIMIT + 3000; i++) {
        struct tally_row row = numbered(i);
        ck_assert_int_eq(tally_add(&t, &row), 0);
        ck_assert(t.full);
    }
    ck_assert_int_eq(t.used, LIMIT + 3); /* one for each reply code */
    for (int i = 0; i < LIMIT; i++) {
        struct tally_row row = numbered(i);
        ck_assert_int_eq(tally_add(&t, &row), i + 1);
    }
    for (int i = 0; i < t.used; i++)
        sum += t.rows[i].count;
    ck_assert_uint_eq(sum, LIMIT * 2 + 3000);
    ck_assert_uint_eq(t.rows[LIMIT].count, 1000);
    ck_assert_int_eq(t.rows[LIMIT].status.class, -1);
}
END_TEST

START_TEST(when_all_rows_are_taken_what_is_known_is_still_counted)
{
    struct tally t;

    tally_start(&t, &memory);
    for (int i = 0; i < TALLY_ROWS + 10; i++) {
        struct tally_row row = nothing;

        row.rule = i;
        ck_assert_int_eq(tally_add(&t, &row), i < TALLY_ROWS - 1 ? i + 1 : 0);
    }
    ck_assert_int_eq(t.used, TALLY_ROWS - 1);
    for (int i = 0; i < TALLY_ROWS - 1; i++) {
        struct tally_row row = nothing;

        row.rule = i;
        ck_assert_int_eq(tally_add(&t, &row), i + 1);
    }
}
END_TEST

START_TEST(a_projection_keeps_its_keys_alone)
{
    static const struct tally_row full = {.count = 9,
                                          .rule = 1,
                                          .code = 550,
                                          .status = {5, 1, 2},
                                          .class = 5,
                                          .cause = 3,
                                          .fixer = 4,
                                          .retry = 5,
                                          .proof = 2};

    for (unsigned keys = 0; keys < 1u << TALLY_KEYS; keys++) {
        struct tally_row p = tally_project(&full, keys);

        ck_assert_uint_eq(p.count, 9);
        ck_assert_int_eq(p.class, keys >> TALLY_CLASS & 1 ? 5 : -1);
        ck_assert_int_eq(p.code, keys >> TALLY_CODE & 1 ? 550 : -1);
        ck_assert_int_eq(p.status.class, keys >> TALLY_ENHANCED & 1 ? 5 : -1);
        ck_assert_int_eq(p.status.detail, keys >> TALLY_ENHANCED & 1 ? 2 : -1);
        ck_assert_int_eq(p.cause, keys >> TALLY_CAUSE & 1 ? 3 : -1);
        ck_assert_int_eq(p.fixer, keys >> TALLY_FIXER & 1 ? 4 : -1);
        ck_assert_int_eq(p.retry, keys >> TALLY_RETRY & 1 ? 5 : -1);
        ck_assert_int_eq(p.proof, keys >> TALLY_PROOF & 1 ? 2 : -1);
        ck_assert_int_eq(p.rule, keys >> TALLY_RULE & 3 ? 1 : -1);
    }
}
END_TEST

START_TEST(keys_have_names)
{
    for (int i = 0; i < TALLY_KEYS; i++) {
        const char *name = tally_key_name((enum tally_key)i);
        ck_assert_int_eq(tally_key_find(name, strlen(name)), i);
    }
    ck_assert_int_eq(tally_key_find("cause2", 6), -1);
    ck_assert_int_eq(tally_key_find("", 0), -1);
}
END_TEST

TCase *tally_tests(void)
{
    TCase *t = tcase_create("tally");

    tcase_add_test(t, equal_rows_are_one);
    tcase_add_test(t, every_field_tells_rows_apart);
    tcase_add_test(t, the_biggest_count_is_first);
    tcase_add_test(t, codes_without_end_lose_their_enhanced_code);
    tcase_add_test(t, when_all_rows_are_taken_what_is_known_is_still_counted);
    tcase_add_test(t, a_projection_keeps_its_keys_alone);
    tcase_add_test(t, keys_have_names);
    return t;
}
