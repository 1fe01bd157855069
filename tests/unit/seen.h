/* SPDX-License-Identifier: MIT */
/*
 * A session for tests: a scenario compiled, run to its end.
 */
#ifndef UNIT_SEEN_H
#define UNIT_SEEN_H

#include "app/session.h"
#include "unit/compiled.h"

#include <string.h>

#define SEEN_MIN INT64_C(60000000000)

static const char seen_kitchen[] = "unit min\n"
				   "task kettle:\n"
				   "    work 1\n"
				   "    wait 5\n"
				   "    work 1\n"
				   "task omelette:\n"
				   "    work 2\n"
				   "    wait 4\n"
				   "    work 1\n"
				   "task guest times 50:\n"
				   "    sleep 3\n";

static inline void settle(struct session *s)
{
	while (session_work(s, 1000))
		;
}

/* Under the first N models. */
static inline void seen_init(struct session *s, const char *text, size_t n)
{
	struct program *program = compiled(text);
	struct setup setups[SESSION_RUNS];
	struct str kept = {0};

	for (size_t i = 0; i < n; i++)
		setup_init(&setups[i], (enum setup_model)i, program->unit,
			   program->seed);
	str_add(&kept, text);
	session_init(s, program, "test.tt", &kept, setups, n, 1000000);
	str_fini(&kept);
	settle(s);
}

#endif
