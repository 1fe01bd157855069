/* SPDX-License-Identifier: MIT */
/*
 * Output by way of a temporary file and rename(2).  It has no name before it
 * is whole, where the file system can do that, so that nothing stays of it
 * whatever ends the program.  Links are followed first: a link stays one.
 */
#include "app/output.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES = 1000 }; /* tried for what had none */

struct output {
	FILE *to;
	struct str path; /* where it is to be; "" : written in place */
	struct str temp; /* what it is called till then, if it has a name */
};

static void output_free(struct output *o)
{
	str_fini(&o->path);
	str_fini(&o->temp);
	mem_free(o);
}

bool output_is_there(const char *path)
{
	struct stat there;

	return stat(path, &there) == 0;
}

/* What the new file may be used for: as the old one, or as the umask says. */
static mode_t mode_of(const struct stat *old)
{
	mode_t mask = umask(0);

	umask(mask);
	return old ? old->st_mode & 07777 : 0666 & ~mask;
}

/* A file without a name in the folder of a path, or -1. */
static int open_nameless(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str folder = {0};
	int fd = -1;

	if (slash)
		str_addn(&folder, path, (size_t)(slash - path) + 1);
	else
		str_addc(&folder, '.');
	if (access("/proc/self/fd", X_OK) == 0) /* give_name() needs it */
		fd = open(str_text(&folder), O_TMPFILE | O_WRONLY | O_CLOEXEC,
			  0600);
	str_fini(&folder);
	return fd;
}

/* Opens a file beside its place; old: what is there now, or NULL. */
static bool open_beside(struct output *o, const char *path,
			const struct stat *old)
{
	char *real = realpath(path, NULL);
	int fd;

	str_add(&o->path, real ? real : path);
	free(real);
	fd = open_nameless(o->path.at);
	if (fd < 0) {
		str_addf(&o->temp, "%s.XXXXXX", o->path.at);
		fd = mkstemp(o->temp.at);
	}
	if (fd < 0)
		return false;
	if (fchmod(fd, mode_of(old)) == 0)
		o->to = fdopen(fd, "wb");
	if (o->to == NULL) {
		int saved = errno;

		close(fd);
		if (o->temp.len > 0)
			unlink(o->temp.at);
		errno = saved;
	}
	return o->to != NULL;
}

/* Calls the nameless file by one beside its place; 0, or an errno. */
static int give_name(struct output *o)
{
	char from[sizeof "/proc/self/fd/" + 16];
	int error = EEXIST;

	snprintf(from, sizeof from, "/proc/self/fd/%d", fileno(o->to));
	for (int i = 0; i < NAMES && error == EEXIST; i++) {
		str_clear(&o->temp);
		str_addf(&o->temp, "%s.%ld-%d", o->path.at, (long)getpid(), i);
		error = linkat(AT_FDCWD, from, AT_FDCWD, o->temp.at,
			       AT_SYMLINK_FOLLOW) == 0
				? 0
				: errno;
	}
	if (error != 0)
		str_clear(&o->temp);
	return error;
}

static bool open_any(struct output *o, const char *path)
{
	struct stat old;
	bool exists = stat(path, &old) == 0;

	if (*path == '\0')
		return false; /* ENOENT, as stat has it */
	if (exists && !S_ISREG(old.st_mode)) {
		o->to = fopen(path, "wb");
		return o->to != NULL;
	}
	if (exists && access(path, W_OK) != 0)
		return false;
	return open_beside(o, path, exists ? &old : NULL);
}

struct output *output_open(const char *path)
{
	struct output *o = mem_new(sizeof *o);

	if (path == NULL || strcmp(path, "-") == 0) {
		o->to = stdout;
	} else if (!open_any(o, path)) {
		int saved = errno;

		output_free(o);
		errno = saved;
		return NULL;
	}
	return o;
}

int output_write(void *output, const char *bytes, size_t n)
{
	struct output *o = output;

	errno = 0;
	if (fwrite(bytes, 1, n, o->to) == n)
		return 0;
	return errno ? errno : EIO;
}

/* Standard output stays open: only its bytes have to be out. */
static int finish(FILE *to)
{
	errno = 0;
	if ((to == stdout ? fflush(to) : fclose(to)) == 0)
		return 0;
	return errno ? errno : EIO;
}

int output_close(struct output *o)
{
	int error = 0, failed;

	if (o->path.len > 0 && o->temp.len == 0)
		error = fflush(o->to) == 0 ? give_name(o) : errno;
	failed = finish(o->to);
	if (error == 0)
		error = failed;
	if (error == 0 && o->temp.len > 0 &&
	    rename(o->temp.at, o->path.at) != 0)
		error = errno;
	if (error != 0 && o->temp.len > 0)
		unlink(o->temp.at);
	output_free(o);
	return error;
}

void output_drop(struct output *o)
{
	finish(o->to);
	if (o->temp.len > 0)
		unlink(o->temp.at);
	output_free(o);
}
