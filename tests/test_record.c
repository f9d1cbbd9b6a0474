#include "record.h"
#include "suites.h"

#include <string.h>

static struct record record;

START_TEST(fields_come_back_as_they_were_added)
{
    record_init(&record, NULL, "code");
    record_text(&record, FIELD_NAME, "Done");
    record_span(&record, FIELD_TEXT, "a\0b", 3);
    record_word(&record, FIELD_CAUSE, LIST_CAUSE, CAUSE_ACCEPTED);
    record_word(&record, FIELD_FIXER, LIST_FIXER, -1);
    record_number(&record, FIELD_CODE, 250);
    record_refs(&record, FIELD_RELATED, "");
    record_refs(&record, FIELD_ENHANCED_CODES, "2.1.5 2.1.0");
    ck_assert_str_eq(record_item(&record, FIELD_NAME)->text, "Done");
    ck_assert_uint_eq(record_item(&record, FIELD_TEXT)->length, 3);
    ck_assert_int_eq(record_item(&record, FIELD_TEXT)->shape, SHAPE_SPAN);
    ck_assert_int_eq(record_item(&record, FIELD_CAUSE)->shape, SHAPE_WORD);
    ck_assert_int_eq(record_item(&record, FIELD_CAUSE)->number, CAUSE_ACCEPTED);
    ck_assert_int_eq(record_item(&record, FIELD_FIXER)->shape, SHAPE_NULL);
    ck_assert_int_eq(record_item(&record, FIELD_CODE)->number, 250);
    ck_assert_int_eq(record_item(&record, FIELD_RELATED)->shape, SHAPE_REFS);
    ck_assert_uint_eq(record_item(&record, FIELD_RELATED)->length, 0);
    ck_assert_uint_eq(record_item(&record, FIELD_ENHANCED_CODES)->length, 11);
    ck_assert_ptr_null(record_item(&record, FIELD_USE));
}
END_TEST

START_TEST(no_text_is_null)
{
    record_init(&record, NULL, "code");
    record_text(&record, FIELD_NAME, "");
    record_plain(&record, FIELD_USE, NULL);
    record_span(&record, FIELD_TEXT, NULL, 0);
    record_refs(&record, FIELD_RELATED, NULL);
    ck_assert_int_eq(record_item(&record, FIELD_NAME)->shape, SHAPE_NULL);
    ck_assert_int_eq(record_item(&record, FIELD_USE)->shape, SHAPE_NULL);
    ck_assert_int_eq(record_item(&record, FIELD_TEXT)->shape, SHAPE_NULL);
    ck_assert_int_eq(record_item(&record, FIELD_RELATED)->shape, SHAPE_REFS);
}
END_TEST

START_TEST(there_is_room_for_so_many_fields_and_no_more)
{
    record_init(&record, NULL, "code");
    for (int i = 0; i < RECORD_ITEMS; i++)
        record_number(&record, FIELD_CODE, i);
    record_number(&record, FIELD_NAME, 1);
    ck_assert_int_eq(record.count, RECORD_ITEMS);
    ck_assert_int_eq(record.items[RECORD_ITEMS - 1].number, RECORD_ITEMS - 1);
    ck_assert_ptr_null(record_item(&record, FIELD_NAME));
}
END_TEST

START_TEST(kept_texts_are_copies_and_cut_where_the_room_ends)
{
    char text[RECORD_SCRATCH + 10];
    const char *first, *second, *long_one, *last;

    memset(text, 'x', sizeof text);
    record_init(&record, NULL, "code");
    first = record_keep(&record, text, 3);
    second = record_keep(&record, text, 0);
    ck_assert_str_eq(first, "xxx");
    ck_assert_str_eq(second, "");
    ck_assert_ptr_ne(first, second);
    long_one = record_keep(&record, text, RECORD_SCRATCH - 10);
    ck_assert_uint_eq(strlen(long_one), RECORD_SCRATCH - 10);
    ck_assert_str_eq(first, "xxx");
    last = record_keep(&record, text, sizeof text);
    ck_assert_uint_eq(strlen(last), RECORD_SCRATCH - 5 - (RECORD_SCRATCH - 10 + 1) - 1);
    ck_assert_uint_eq(strlen(record_keep(&record, text, 100)), strlen(last));
    ck_assert_uint_eq(strlen(long_one), RECORD_SCRATCH - 10);

    record_init(&record, NULL, "code");
    ck_assert_uint_eq(strlen(record_keep(&record, text, RECORD_SCRATCH)), RECORD_SCRATCH - 1);
    record_init(&record, NULL, "code");
    ck_assert_uint_eq(strlen(record_keep(&record, text, RECORD_SCRATCH - 1)), RECORD_SCRATCH - 1);
}
END_TEST

TCase *record_tests(void)
{
    TCase *t = tcase_create("record");

    tcase_add_test(t, fields_come_back_as_they_were_added);
    tcase_add_test(t, no_text_is_null);
    tcase_add_test(t, there_is_room_for_so_many_fields_and_no_more);
    tcase_add_test(t, kept_texts_are_copies_and_cut_where_the_room_ends);
    return t;
}
