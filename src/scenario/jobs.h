/* SPDX-License-Identifier: MIT */
/*
 * Lists of jobs as the simulators of OSTEP take them, made into a scenario.
 *
 *	5,10,2.5               lengths (scheduler.py)
 *	0,180,0:100,20,5       start, run time, I/O every so much CPU (mlfq.py);
 *	                       a single one of three lengths above 0 needs a
 *	                       colon behind it
 *	10:100,10:50           run time and tickets (lottery.py)
 *	c7,i,c1:c5,i           programs of CPU and I/O; an I/O takes the CPU for
 *	                       1 before and for 1 after it (process-run.py -P)
 *	a:30:200,b:20:50       name, run time, working set (multi.py)
 *
 * Source: the simulators' options -l, -P and -L.
 */
#ifndef TT_SCENARIO_JOBS_H
#define TT_SCENARIO_JOBS_H

#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>

/* Appends the scenario, in units of 1 ms; IO is how long an I/O takes, in
 * units, as text.  False: DIAGS, whose places are in LIST, tell why. */
bool jobs_write(const struct source *list, const char *io, struct str *out,
		struct diags *diags);

#endif
