/* SPDX-License-Identifier: MIT */
/*
 * What every test program's main ends with: runs a suite and prints TAP.
 * Returns 0 always, since the results are in the TAP: any other exit of a
 * test program is a crash or a leak, and automake's driver reports it.
 */
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

#include <check.h>

static inline int unit_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);

	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	srunner_free(runner);
	return 0;
}

#endif
