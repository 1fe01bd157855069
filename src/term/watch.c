/* SPDX-License-Identifier: MIT */
/* inotify on the folder, its events compared with the file's name. */
#include "term/watch.h"

#include "base/str.h"

#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { EVENTS = 4096 };

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int watch_open(const char *path)
{
	struct str folder = {0};
	size_t n = (size_t)(base_name(path) - path);
	int fd;

	if (strcmp(path, "-") == 0)
		return -1;
	fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd < 0)
		return -1;
	str_addn(&folder, path, n);
	if (n == 0)
		str_addc(&folder, '.');
	if (inotify_add_watch(fd, str_text(&folder),
			      IN_CLOSE_WRITE | IN_MOVED_TO) < 0) {
		close(fd);
		fd = -1;
	}
	str_fini(&folder);
	return fd;
}

bool watch_read(int fd, const char *path)
{
	_Alignas(struct inotify_event) char bytes[EVENTS];
	bool found = false;
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0) {
		for (ssize_t i = 0; i < n;) {
			struct inotify_event e;

			memcpy(&e, bytes + i, sizeof e);
			if (e.len > 0 &&
			    strcmp(bytes + i + sizeof e, base_name(path)) == 0)
				found = true;
			i += (ssize_t)(sizeof e + e.len);
		}
	}
	return found;
}
