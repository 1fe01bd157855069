/* SPDX-License-Identifier: MIT */
/* The editor through the shell: what the reader set may have arguments. */
#include "term/edit.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char script[] = "exec ${VISUAL:-${EDITOR:-vi}} \"$1\"";

static _Noreturn void become(const char *path, const sigset_t *mask)
{
	static const int numbers[] = {SIGINT,  SIGQUIT, SIGTSTP,
				      SIGTERM, SIGHUP,  SIGWINCH};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		signal(numbers[i], SIG_DFL);
	sigprocmask(SIG_SETMASK, mask, NULL);
	execl("/bin/sh", "sh", "-c", script, "edit", path, (char *)NULL);
	_exit(127);
}

bool edit_file(const char *path)
{
	sigset_t none;
	int status = 0;
	pid_t child;

	sigemptyset(&none);
	child = fork();
	if (child < 0)
		return false;
	if (child == 0)
		become(path, &none);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
