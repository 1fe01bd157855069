/* SPDX-License-Identifier: MIT */
/*
 * Medians and rows.
 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

double now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double median_of(double *values, int n)
{
	qsort(values, (size_t)n, sizeof *values, by_size);
	return values[n / 2];
}

double median_ns(void (*work)(void *), void *arg, int times)
{
	double values[101];

	work(arg); /* warm */
	for (int i = 0; i < times; i++) {
		double begun = now_ns();

		work(arg);
		values[i] = now_ns() - begun;
	}
	return median_of(values, times);
}

static const char *verdict(double value, double goal, double better)
{
	if (goal <= 0)
		return "";
	if (value > goal)
		return "MISSED";
	return value <= better ? "better" : "reached";
}

void row(const char *what, double value, const char *unit, double goal,
	 double better)
{
	printf("  %-46s %9.2f %-8s", what, value, unit);
	if (goal > 0)
		printf(" goal %g, better %g: %s", goal, better,
		       verdict(value, goal, better));
	putchar('\n');
	fflush(stdout);
}

void heading(const char *text)
{
	printf("%s\n", text);
}

double resident_bytes(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	long total = 0, resident = 0;

	if (f) {
		if (fscanf(f, "%ld %ld", &total, &resident) != 2)
			resident = 0;
		fclose(f);
	}
	return (double)resident * (double)sysconf(_SC_PAGESIZE);
}
