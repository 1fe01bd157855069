/* SPDX-License-Identifier: MIT */
/* The editor through the shell: what the reader set may have arguments. */
#include "term/edit.h"

#include "app/load.h"
#include "scenario/scenario.h"

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

/* --- a copy --- */

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

/* Makes a file for the text; its name is in PATH. */
static bool write_copy(struct str *path, const struct str *text)
{
	const char *folder = getenv("TMPDIR");
	int fd;
	bool ok;

	str_addf(path, "%s/turntable-XXXXXX.tt",
		 folder && *folder ? folder : "/tmp");
	fd = mkstemps(path->at, (int)sizeof ".tt" - 1);
	if (fd < 0)
		return false;
	ok = write_all(fd, str_text(text), text->len);
	return close(fd) == 0 && ok;
}

bool edit_text(struct str *text)
{
	struct str path = {0}, edited = {0};
	bool ok = write_copy(&path, text);

	ok = ok && edit_file(str_text(&path)) &&
	     load_file(str_text(&path), SCENARIO_TEXT_MAX, &edited) == LOAD_OK;
	if (ok) {
		str_clear(text);
		str_addn(text, str_text(&edited), edited.len);
	}
	unlink(str_text(&path));
	str_fini(&path);
	str_fini(&edited);
	return ok;
}
