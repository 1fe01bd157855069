/* SPDX-License-Identifier: MIT */
/*
 * The journal's file: a head, then a line a fact, its words with tabs between.
 * A line that is cut off is passed over; a head that is not ours means another
 * file, which is moved out of the way and kept.
 */
#include "app/journal.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "turntable-progress"

enum { WORDS = 5, ASIDE_MAX = 1000 };

static const char *const kinds[FACT_KINDS] = {
	[FACT_AT] = "at",
	[FACT_ANSWER] = "answer",
	[FACT_SOLVED] = "solved",
	[FACT_DONE] = "done",
};

static const char *const results[RESULTS] = {
	[RESULT_NONE] = "-",          [RESULT_FIRST] = "first",
	[RESULT_SECOND] = "second",   [RESULT_WRONG] = "wrong",
	[RESULT_UNKNOWN] = "unknown",
};

/* --- facts --- */

/* Cut to what fits between whole characters, and nothing that cuts words. */
static void keep(char *to, size_t room, const char *text)
{
	size_t n = 0;

	for (; text[n] && n + 1 < room; n++)
		to[n] = (unsigned char)text[n] <= ' ' ? '_' : text[n];
	while (n > 0 && text[n] && ((unsigned char)text[n] & 0xc0) == 0x80)
		n--;
	to[n] = '\0';
}

struct fact fact_of(enum fact_kind kind, const char *lesson, unsigned number)
{
	struct fact f = {.kind = kind, .number = number};

	keep(f.lesson, sizeof f.lesson, lesson);
	return f;
}

void fact_set_name(struct fact *f, const char *name)
{
	keep(f->name, sizeof f->name, name);
}

static int find(const char *const *names, int n, const char *name)
{
	int i = 0;

	while (i < n && strcmp(names[i], name) != 0)
		i++;
	return i;
}

static bool is_number(const char *word, unsigned *number)
{
	char *end;
	unsigned long n = strtoul(word, &end, 10);

	*number = (unsigned)n;
	return *word >= '0' && *word <= '9' && *end == '\0' && n < 1000000;
}

/* A line without its end; false: it is no fact. */
static bool read_fact(char *line, struct fact *f)
{
	char *words[WORDS], *tab;
	int n = 0, kind, result;

	for (; n < WORDS && line; n++) {
		words[n] = line;
		tab = strchr(line, '\t');
		if (tab)
			*tab++ = '\0';
		line = tab;
	}
	if (n < WORDS || line)
		return false;
	*f = (struct fact){0};
	kind = find(kinds, FACT_KINDS, words[0]);
	result = find(results, RESULTS, words[3]);
	keep(f->lesson, sizeof f->lesson, words[1]);
	if (kind == FACT_KINDS || result == RESULTS || !*f->lesson ||
	    !is_number(words[2], &f->number))
		return false;
	f->kind = (enum fact_kind)kind;
	f->result = (enum fact_result)result;
	if (strcmp(words[4], "-") != 0)
		keep(f->name, sizeof f->name, words[4]);
	return true;
}

static void write_fact(struct str *out, const struct fact *f)
{
	str_addf(out, "%s\t%s\t%u\t%s\t%s\n", kinds[f->kind], f->lesson,
		 f->number, results[f->result], *f->name ? f->name : "-");
}

/* --- reading --- */

enum state_of_file { FILE_OURS, FILE_DAMAGED, FILE_NEWER };

static enum state_of_file look_at_head(const struct str *text)
{
	const char *line = str_text(text);
	size_t n = strlen(HEAD);
	char *end;
	unsigned long version;

	if (text->len == 0)
		return FILE_OURS;
	if (memchr(line, '\0', text->len) || strncmp(line, HEAD, n) != 0 ||
	    line[n] != ' ')
		return FILE_DAMAGED;
	version = strtoul(line + n + 1, &end, 10);
	if (*end != '\n' || version == 0)
		return FILE_DAMAGED;
	return version > JOURNAL_VERSION ? FILE_NEWER : FILE_OURS;
}

/* Two programs may have begun the file at once: a second head is no fact. */
static void read_facts(struct journal *j, struct str *text)
{
	char *line = text->at, *end;
	struct fact f;

	j->is_empty = text->len == 0;
	j->ends_torn = text->len > 0 && line[text->len - 1] != '\n';
	for (; line && (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		if (read_fact(line, &f))
			vec_push(&j->facts, f);
	}
}

static bool read_all(int fd, struct str *text)
{
	char piece[16384];
	ssize_t n;

	for (;;) {
		n = read(fd, piece, sizeof piece);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		str_addn(text, piece, (size_t)n);
		if (text->len > JOURNAL_MAX) {
			errno = EFBIG;
			return false;
		}
	}
}

/* --- problems --- */

static void cannot_save(struct journal *j, int error)
{
	str_clear(&j->problem);
	str_addf(&j->problem, _("progress cannot be saved in %s: %s"),
		 str_text(&j->path), strerror(error));
	if (j->fd >= 0)
		close(j->fd);
	j->fd = -1;
}

/* Moves the file to a name that is free; nothing is lost. */
static bool set_aside(struct journal *j, const char *why)
{
	struct str name = {0};
	bool moved = false;

	for (int i = 1; i < ASIDE_MAX && !moved; i++) {
		str_clear(&name);
		str_addf(&name, "%s.%s-%d", str_text(&j->path), why, i);
		if (link(str_text(&j->path), str_text(&name)) == 0)
			moved = unlink(str_text(&j->path)) == 0;
		else if (errno != EEXIST)
			break;
	}
	if (moved)
		str_addf(&j->problem,
			 strcmp(why, "newer") == 0
				 ? _("the progress was written by a newer "
				     "turntable; it is kept as %s")
				 : _("the progress could not be read; it is "
				     "kept as %s"),
			 str_text(&name));
	str_fini(&name);
	return moved;
}

/* --- opening --- */

static void default_path(struct str *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state && *state == '/')
		str_addf(out, "%s/turntable/progress", state);
	else if (home && *home)
		str_addf(out, "%s/.local/state/turntable/progress", home);
}

static void make_folders(const char *path)
{
	struct str folder = {0};

	for (const char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		str_clear(&folder);
		str_addn(&folder, path, (size_t)(slash - path));
		mkdir(str_text(&folder), 0700);
	}
	str_fini(&folder);
}

static int open_file(const char *path)
{
	int flags = O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_APPEND;
	int fd = open(path, O_RDWR | O_CREAT | flags, 0600);
	struct stat st;

	if (fd < 0)
		fd = open(path, O_RDONLY | flags);
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		errno = EINVAL;
		fd = -1;
	}
	return fd;
}

static bool may_write(int fd)
{
	return (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR;
}

/* Reads it; false: it was set aside, and a new one is to be begun. */
static bool read_file(struct journal *j)
{
	struct str text = {0};
	enum state_of_file state = FILE_DAMAGED;
	int error;
	bool is_read;

	j->fd = open_file(str_text(&j->path));
	if (j->fd < 0) {
		cannot_save(j, errno);
		return true;
	}
	is_read = read_all(j->fd, &text);
	error = errno;
	if (is_read)
		state = look_at_head(&text);
	if (state == FILE_OURS)
		read_facts(j, &text);
	str_fini(&text);
	if (state == FILE_OURS && may_write(j->fd))
		return true;
	if (state == FILE_OURS) {
		cannot_save(j, EROFS);
		return true;
	}
	close(j->fd);
	j->fd = -1;
	if (set_aside(j, state == FILE_NEWER ? "newer" : "damaged"))
		return false;
	cannot_save(j, is_read ? errno : error);
	return true;
}

void journal_open(struct journal *j, const char *path)
{
	*j = (struct journal){.fd = -1};
	if (path)
		str_add(&j->path, path);
	else
		default_path(&j->path);
	if (j->path.len == 0) {
		str_add(&j->problem,
			_("progress cannot be saved: there is no HOME"));
		return;
	}
	make_folders(str_text(&j->path));
	if (!read_file(j))
		read_file(j);
}

void journal_close(struct journal *j)
{
	if (j->fd >= 0)
		close(j->fd);
	vec_fini(&j->facts);
	str_fini(&j->path);
	str_fini(&j->problem);
}

/* --- adding --- */

/* One write: with the head before the first fact, and a line's end before what
 * follows a torn one. */
static void save(struct journal *j, const struct fact *fact)
{
	struct str line = {0};
	ssize_t n;

	if (j->is_empty)
		str_addf(&line, "%s %d\n", HEAD, JOURNAL_VERSION);
	if (j->ends_torn)
		str_addc(&line, '\n');
	write_fact(&line, fact);
	do
		n = write(j->fd, str_text(&line), line.len);
	while (n < 0 && errno == EINTR);
	if (n < 0 || (size_t)n < line.len)
		cannot_save(j, n < 0 ? errno : ENOSPC);
	j->is_empty = j->ends_torn = false;
	str_fini(&line);
}

void journal_add(struct journal *j, const struct fact *fact)
{
	vec_push(&j->facts, *fact);
	if (j->fd >= 0)
		save(j, fact);
}

const struct fact *journal_last(const struct journal *j, enum fact_kind kind,
				const char *lesson)
{
	for (size_t i = j->facts.len; i-- > 0;) {
		const struct fact *f = j->facts.at + i;

		if (f->kind == kind && strcmp(f->lesson, lesson) == 0)
			return f;
	}
	return NULL;
}
