#include "schema.h"
#include "suites.h"

#include <string.h>

START_TEST(tables_are_found_by_name)
{
    for (int k = 0; k < KIND_COUNT; k++) {
        const struct table *t = schema_table((enum kind)k);

        ck_assert_int_eq(schema_kind(t->name, strlen(t->name)), k);
        ck_assert_int_eq(t->columns[0].type, TYPE_KEY);
        for (int c = 0; c < t->column_count; c++)
            ck_assert_int_eq(schema_column((enum kind)k, t->columns[c].field), c);
    }
    ck_assert_int_eq(schema_kind("replies", 7), -1);
}
END_TEST

START_TEST(fields_are_found_by_name)
{
    for (int f = 0; f < FIELD_COUNT; f++)
        ck_assert_int_eq(field_find(field_name((enum field)f), strlen(field_name((enum field)f))),
                         f);
    ck_assert_int_eq(field_find("nonsense", 8), -1);
}
END_TEST

TCase *schema_tests(void)
{
    TCase *t = tcase_create("schema");

    tcase_add_test(t, tables_are_found_by_name);
    tcase_add_test(t, fields_are_found_by_name);
    return t;
}
