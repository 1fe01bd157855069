/* SPDX-License-Identifier: MIT */
/*
 * Measuring: medians of repeated work, a row a figure. Machines are noisy: what
 * counts is the ratio of two medians of one run.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>

/* CPU time of this process, in ns. */
double now_ns(void);

/* Median time of `times` calls, in ns. */
double median_ns(void (*work)(void *), void *arg, int times);

/* The middle one of n; sorts them. */
double median_of(double *values, int n);

/* Prints a row: what, the figure and its unit, the goal it must reach and the
 * better one hoped for (the same unit; 0: none). */
void row(const char *what, double value, const char *unit, double goal,
	 double better);

/* Prints a row of prose, of the columns row() has. */
void heading(const char *text);

/* Resident memory of this process now, in bytes. */
double resident_bytes(void);

#endif
