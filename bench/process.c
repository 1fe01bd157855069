/* SPDX-License-Identifier: MIT */
/*
 * Whole processes: starting, running and printing the kitchen beside /bin/true,
 * in turn, so that a slow moment of the machine hits both.
 *
 * Use: process TURNTABLE ARGUMENT...
 */
#include "measure.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TIMES 101

static double wall_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double run(char *const argv[], double *peak)
{
	double begun = wall_ns();
	struct rusage use;
	int status;
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execv(argv[0], argv);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &use) < 0 || status != 0) {
		fprintf(stderr, "%s did not end well\n", argv[0]);
		exit(1);
	}
	*peak = (double)use.ru_maxrss * 1024;
	return wall_ns() - begun;
}

int main(int argc, char **argv)
{
	char name[] = "/bin/true", *nothing[] = {name, NULL};
	double ours[TIMES], least[TIMES], ratio[TIMES], peak, other;

	if (argc < 2)
		return 2;
	for (int i = 0; i < TIMES; i++) {
		least[i] = run(nothing, &other);
		ours[i] = run(argv + 1, &peak);
		ratio[i] = ours[i] / least[i];
	}
	heading("the kitchen, as a whole process");
	row("/bin/true", median_of(least, TIMES) / 1e6, "ms", 0, 0);
	row("turntable", median_of(ours, TIMES) / 1e6, "ms", 0, 0);
	row("turntable / true", median_of(ratio, TIMES), "times", 2.5, 2);
	row("memory", peak / 1e6, "MB", 6, 5);
	return 0;
}
