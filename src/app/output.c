/* SPDX-License-Identifier: MIT */
/*
 * Output by way of a temporary file and rename(2).
 * Links are followed first, so that a link stays one.
 */
#include "app/output.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
	FILE *to;
	struct str path; /* where it is to be; "" : written in place */
	struct str temp;
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

/* Opens a file beside its place; old: what is there now, or NULL. */
static bool open_beside(struct output *o, const char *path,
			const struct stat *old)
{
	char *real = realpath(path, NULL);
	int fd;

	str_add(&o->path, real ? real : path);
	free(real);
	str_add(&o->temp, str_text(&o->path));
	str_add(&o->temp, ".XXXXXX");
	fd = mkstemp(o->temp.at);
	if (fd < 0)
		return false;
	if (fchmod(fd, mode_of(old)) == 0)
		o->to = fdopen(fd, "wb");
	if (o->to == NULL) {
		int saved = errno;

		close(fd);
		unlink(o->temp.at);
		errno = saved;
	}
	return o->to != NULL;
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
	int error = finish(o->to);

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
