/* SPDX-License-Identifier: MIT */
/*
 * Lessons found in folders. What cannot be read is passed over here: whoever
 * opens it is told.
 */
#include "app/shelf.h"

#include "app/beside.h"
#include "base/text.h"
#include "lesson/node.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENGLISH "en"
#define SUFFIX  ".md"

enum { TITLE_WITHIN = 4096, SHELF_MAX = 1000, NUMBER_MOST = 4 };

/* --- reading --- */

static enum shelf_status read_open(int fd, size_t most, struct str *text)
{
	struct stat st;
	char piece[4096];
	size_t left = most;
	ssize_t n = 0;

	if (fstat(fd, &st) != 0)
		return SHELF_FAILED;
	if (!S_ISREG(st.st_mode))
		return SHELF_NO_FILE;
	while (left > 0) {
		n = read(fd, piece, left < sizeof piece ? left : sizeof piece);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		str_addn(text, piece, (size_t)n);
		left -= (size_t)n;
	}
	if (n < 0)
		return SHELF_FAILED;
	return left == 0 ? SHELF_TOO_LARGE : SHELF_OK;
}

/* Without waiting: a pipe has no writer to wait for. */
static enum shelf_status read_some(const char *path, size_t most,
				   struct str *text)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	enum shelf_status status;
	int saved;

	if (fd < 0)
		return SHELF_FAILED;
	status = read_open(fd, most, text);
	saved = errno;
	close(fd);
	errno = saved;
	return status;
}

enum shelf_status shelf_read(const char *path, struct str *text)
{
	return read_some(path, MARKDOWN_MAX + 1, text);
}

struct lesson *shelf_lesson(const char *path)
{
	struct str text = {0};
	struct diags diags = {0};
	struct lesson *lesson = NULL;

	if (shelf_read(path, &text) == SHELF_OK)
		lesson = lesson_read(path, str_text(&text), text.len, &diags);
	diags_fini(&diags);
	str_fini(&text);
	return lesson;
}

/* --- names --- */

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Length of the id in a file's name; 0: it is no lesson. */
static size_t id_len(const char *name)
{
	size_t len = strlen(name), suffix = strlen(SUFFIX);

	if (len <= suffix || name[0] == '.' ||
	    strcmp(name + len - suffix, SUFFIX) != 0)
		return 0;
	return len - suffix;
}

bool shelf_is_path(const char *name)
{
	return strchr(name, '/') || id_len(name) > 0;
}

void shelf_id(struct str *out, const char *path)
{
	const char *name = base_of(path);
	size_t len = id_len(name);

	str_addn(out, name, len ? len : strlen(name));
}

static bool is_language(const char *at, size_t len)
{
	return len == 2 && at[0] >= 'a' && at[0] <= 'z' && at[1] >= 'a' &&
	       at[1] <= 'z';
}

bool shelf_original(struct str *out, const char *path)
{
	const char *name = base_of(path), *folder = name;

	if (name == path)
		return false;
	for (folder--; folder > path && folder[-1] != '/';)
		folder--;
	if (!is_language(folder, (size_t)(name - folder) - 1) ||
	    strncmp(folder, ENGLISH, 2) == 0)
		return false;
	str_addn(out, path, (size_t)(folder - path));
	str_addf(out, "%s/%s", ENGLISH, name);
	return true;
}

/* --- the list --- */

/* A line of the first paragraph, the signs of emphasis left out; false: it has
 * come to its end. */
static bool add_about(struct shelf_item *item, const char *line, size_t len)
{
	struct str plain = {0};

	if (len > 0 && strchr("#<`|>-", *line))
		len = 0;
	for (size_t i = 0; i < len; i++)
		if (!strchr("*`\r", line[i]))
			str_addc(&plain, line[i]);
	if (plain.len > 0 && item->about.len > 0)
		str_addc(&item->about, ' ');
	text_safe(&item->about, str_text(&plain), plain.len);
	str_fini(&plain);
	return len > 0 || item->about.len == 0;
}

/* What stands behind the first `# `, and the paragraph after it. */
static void read_title(struct shelf_item *item)
{
	struct str text = {0};
	const char *line, *end;
	bool goes_on = true;

	read_some(str_text(&item->path), TITLE_WITHIN, &text);
	for (line = str_text(&text); *line && goes_on; line = end + 1) {
		end = line + strcspn(line, "\n");
		if (item->title.len > 0 && strncmp(line, "## ", 3) == 0)
			break;
		if (item->title.len > 0)
			goes_on = add_about(item, line, (size_t)(end - line));
		else if (strncmp(line, "# ", 2) == 0)
			text_safe(&item->title, line + 2,
				  strcspn(line + 2, "\r\n"));
		if (!*end)
			break;
	}
	str_fini(&text);
}

static bool has_id(const struct shelf *shelf, const char *id, size_t len)
{
	for (size_t i = 0; i < shelf->items.len; i++) {
		const struct str *other = &shelf->items.at[i].id;

		if (other->len == len && memcmp(str_text(other), id, len) == 0)
			return true;
	}
	return false;
}

static void add_file(struct shelf *shelf, const char *folder, const char *name)
{
	size_t len = id_len(name);
	struct shelf_item *item;

	if (len == 0 || shelf->items.len == SHELF_MAX ||
	    has_id(shelf, name, len))
		return;
	item = vec_add(&shelf->items);
	str_addn(&item->id, name, len);
	str_addf(&item->path, "%s/%s", folder, name);
	read_title(item);
}

static void add_folder(struct shelf *shelf, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (!dir)
		return;
	while ((entry = readdir(dir)))
		add_file(shelf, folder, entry->d_name);
	closedir(dir);
}

/* A folder's lessons, the reader's language before English before none. */
static void add_place(struct shelf *shelf, const char *place, size_t len,
		      const char *language)
{
	const char *const below[] = {language, ENGLISH, NULL};
	struct str folder = {0};

	if (len == 0)
		return;
	for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
		str_clear(&folder);
		str_addn(&folder, place, len);
		if (below[i])
			str_addf(&folder, "/%s", below[i]);
		add_folder(shelf, str_text(&folder));
	}
	str_fini(&folder);
}

static void add_path(struct shelf *shelf, const char *path,
		     const char *language)
{
	while (path && *path) {
		size_t len = strcspn(path, ":");

		add_place(shelf, path, len, language);
		path += len + (path[len] == ':');
	}
}

/* Those of whoever sits here. */
static void add_reader_s(struct shelf *shelf, const char *language)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct str place = {0};

	if (data && *data)
		str_addf(&place, "%s/turntable/lessons", data);
	else if (home && *home)
		str_addf(&place, "%s/.local/share/turntable/lessons", home);
	add_place(shelf, str_text(&place), place.len, language);
	str_fini(&place);
}

/* Where they lie when the program stands in the folder it was built in. */
static void add_beside(struct shelf *shelf, const char *language)
{
	static const char *const names[] = {"lessons", "../lessons"};
	struct str place = {0};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (beside_program(&place, names[i]))
			add_place(shelf, str_text(&place), place.len, language);
	}
	str_fini(&place);
}

/* Those that came with the program. */
static void add_own(struct shelf *shelf, const char *language)
{
	const char *given = getenv("TURNTABLE_LESSONSDIR");
	size_t before = shelf->items.len;

	if (given && *given) {
		add_place(shelf, given, strlen(given), language);
		return;
	}
	add_place(shelf, LESSONSDIR, strlen(LESSONSDIR), language);
	if (shelf->items.len == before)
		add_beside(shelf, language);
}

static int by_id(const void *a, const void *b)
{
	const struct shelf_item *x = a, *y = b;

	return strcmp(str_text(&x->id), str_text(&y->id));
}

void shelf_init(struct shelf *shelf, const char *language)
{
	*shelf = (struct shelf){0};
	add_path(shelf, getenv("TURNTABLE_PATH"), language);
	add_reader_s(shelf, language);
	add_own(shelf, language);
	if (shelf->items.len > 0)
		qsort(shelf->items.at, shelf->items.len,
		      sizeof *shelf->items.at, by_id);
}

void shelf_fini(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->items.len; i++) {
		str_fini(&shelf->items.at[i].id);
		str_fini(&shelf->items.at[i].path);
		str_fini(&shelf->items.at[i].title);
		str_fini(&shelf->items.at[i].about);
	}
	vec_fini(&shelf->items);
}

/* "4" and "04" are the number of "04-party". */
static bool is_number_of(const char *number, const char *id)
{
	char *end, *id_end;
	long n = strtol(number, &end, 10), m = strtol(id, &id_end, 10);

	return end > number && *end == '\0' && id_end > id && n == m &&
	       (*id_end == '-' || *id_end == '\0');
}

const struct shelf_item *shelf_find(const struct shelf *shelf, const char *name)
{
	for (size_t i = 0; i < shelf->items.len; i++) {
		if (strcmp(str_text(&shelf->items.at[i].id), name) == 0)
			return shelf->items.at + i;
	}
	for (size_t i = 0; i < shelf->items.len; i++) {
		if (is_number_of(name, str_text(&shelf->items.at[i].id)))
			return shelf->items.at + i;
	}
	return NULL;
}

void shelf_number(struct str *out, const struct shelf_item *item)
{
	const char *id = str_text(&item->id);
	size_t n = strspn(id, "0123456789");

	text_cut(out, id, n > 0 ? n : item->id.len, NUMBER_MOST, "");
}
