/* Runs all suites; the last line is Check's own count. */
#include "suites.h"

#include <stdlib.h>

#define ADD_SUITE(name)                                                                            \
    {                                                                                              \
        Suite *s = suite_create(#name);                                                            \
        suite_add_tcase(s, name##_tests());                                                        \
        srunner_add_suite(runner, s);                                                              \
    }

int main(void)
{
    SRunner *runner = srunner_create(NULL);
    int failed;

    SUITES(ADD_SUITE)
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
