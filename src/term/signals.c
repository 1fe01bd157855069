/* SPDX-License-Identifier: MIT */
/* Handlers that set a flag, and handlers of what cannot be answered. */
#include "term/signals.h"

#include "base/mem.h"
#include "base/must.h"
#include "term/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const int answered[] = {SIGWINCH, SIGTSTP, SIGTERM,
			       SIGHUP,   SIGINT,  SIGQUIT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

enum {
	ANSWERED = sizeof answered / sizeof *answered,
	CRASHES = sizeof crashes / sizeof *crashes
};

static volatile sig_atomic_t resized, stopped, deadly;
static struct sigaction before[ANSWERED], before_crash[CRASHES];
static sigset_t mask_before;

static void answer(int number)
{
	if (number == SIGWINCH)
		resized = 1;
	else if (number == SIGTSTP)
		stopped = 1;
	else
		deadly = number;
}

/* The old action gets the signal once this handler has returned. */
static void crash(int number)
{
	term_abandon();
	for (size_t i = 0; i < CRASHES; i++)
		if (crashes[i] == number)
			sigaction(number, &before_crash[i], NULL);
	raise(number);
}

static _Noreturn void out_of_memory(size_t n)
{
	static const char said[] = "turntable: out of memory\n";
	ssize_t written;

	(void)n;
	term_abandon();
	written = write(STDERR_FILENO, said, sizeof said - 1);
	(void)written;
	_exit(3);
}

static _Noreturn void broken(const char *file, int line, const char *expr,
			     int64_t now)
{
	term_abandon();
	must_set_hook(NULL);
	must_fail(file, line, expr, now);
}

void signals_begin(sigset_t *mask)
{
	struct sigaction action = {.sa_handler = answer};
	sigset_t blocked;

	sigemptyset(&blocked);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ANSWERED; i++) {
		sigaddset(&blocked, answered[i]);
		sigaction(answered[i], &action, &before[i]);
	}
	action.sa_handler = crash;
	for (size_t i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &action, &before_crash[i]);
	sigprocmask(SIG_BLOCK, &blocked, &mask_before);
	*mask = mask_before;
	must_set_hook(broken);
	mem_set_hook(out_of_memory);
}

void signals_end(void)
{
	for (size_t i = 0; i < ANSWERED; i++)
		sigaction(answered[i], &before[i], NULL);
	for (size_t i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &before_crash[i], NULL);
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
	must_set_hook(NULL);
}

static bool has_come(volatile sig_atomic_t *flag)
{
	bool came = *flag != 0;

	*flag = 0;
	return came;
}

bool signals_resized(void)
{
	return has_come(&resized);
}

bool signals_stopped(void)
{
	return has_come(&stopped);
}

int signals_deadly(void)
{
	return deadly;
}

void signals_default(int number)
{
	struct sigaction now, old;
	sigset_t only, mask;

	now = (struct sigaction){.sa_handler = SIG_DFL};
	sigemptyset(&now.sa_mask);
	sigaction(number, &now, &old);
	raise(number);
	sigemptyset(&only);
	sigaddset(&only, number);
	sigprocmask(SIG_UNBLOCK, &only, &mask);
	/* here the process stops, and goes on again */
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(number, &old, NULL);
}
