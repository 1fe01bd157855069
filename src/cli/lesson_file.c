/* SPDX-License-Identifier: MIT */
/*
 * Opening a lesson: load, read, tell what is wrong.
 */
#include "cli/lesson_file.h"

#include "app/shelf.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/locale.h"
#include "lesson/node.h"
#include "lesson/prove.h"

#include <string.h>
#include <unistd.h>

static int load(const char *path, struct str *text)
{
	switch (shelf_read(path, text)) {
	case SHELF_OK:
		return EXIT_DONE;
	case SHELF_FAILED:
		return input_failed(path);
	case SHELF_NO_FILE:
		complain(_("cannot read %s: it is no plain file"), path);
		return EXIT_ENVIRONMENT;
	case SHELF_TOO_LARGE:
		return input_too_large(path, MARKDOWN_MAX, EXIT_WRONG);
	}
	return EXIT_ENVIRONMENT;
}

int lesson_open(const char *path, struct lesson **lesson)
{
	struct diags diags = {0};
	struct str text = {0};
	struct source source;
	int code = load(path, &text);

	*lesson = NULL;
	if (code == EXIT_DONE) {
		source = (struct source){path, str_text(&text), text.len};
		*lesson = lesson_read(path, str_text(&text), text.len, &diags);
		input_tell(&diags, &source);
		code = *lesson ? EXIT_DONE : EXIT_WRONG;
	}
	str_fini(&text);
	return code;
}

/* The original, if this is a translation that has one. */
static int open_original(const char *path, struct lesson **original)
{
	struct str other = {0};
	int code = EXIT_DONE;

	*original = NULL;
	if (shelf_original(&other, path) && access(str_text(&other), F_OK) == 0)
		code = lesson_open(str_text(&other), original);
	str_fini(&other);
	return code;
}

/* --- what to look at again --- */

/* The file of a lesson that is named: beside this one, or one that is found. */
static void look_path(struct str *out, const char *path, const char *id)
{
	const char *slash = strrchr(path, '/');
	const struct shelf_item *item;
	struct shelf shelf;

	str_addn(out, path, slash ? (size_t)(slash - path) + 1 : 0);
	str_addf(out, "%s.md", id);
	if (access(str_text(out), R_OK) == 0)
		return;
	str_clear(out);
	shelf_init(&shelf, language_now());
	item = shelf_find(&shelf, id);
	if (item)
		str_add(out, str_text(&item->path));
	shelf_fini(&shelf);
}

static void check_look(const char *path, const struct look *look,
		       struct diags *diags)
{
	struct str other = {0};
	struct lesson *there = NULL;

	look_path(&other, path, look->lesson);
	if (other.len > 0)
		there = shelf_lesson(str_text(&other));
	if (!there)
		diag_add(diags, DIAG_ERROR, look->begin, look->end,
			 _("there is no such lesson that can be read: %s"),
			 look->lesson);
	else if (look->step >= there->steps.len) {
		diag_add(diags, DIAG_ERROR, look->begin, look->end, "%s",
			 _("that lesson has no such step"));
		diag_hint(diags, _("the steps of this lesson: 0 to %zu"),
			  there->steps.len - 1);
	}
	lesson_free(there);
	str_fini(&other);
}

static void check_looks(const struct lesson *l, const char *path,
			struct diags *diags)
{
	for (size_t i = 0; i < l->parts.len; i++) {
		const struct asked *a = l->parts.at[i].asked;

		for (size_t k = 0; a && k < a->n_see; k++)
			check_look(path, a->see + k, diags);
	}
}

int lesson_check_file(const char *path)
{
	struct lesson *lesson, *original = NULL;
	struct diags diags = {0};
	struct proved proved;
	int code = lesson_open(path, &lesson);

	if (code == EXIT_DONE)
		code = open_original(path, &original);
	if (lesson && code == EXIT_DONE) {
		lesson_prove(lesson, &proved, &diags);
		lesson_fits(lesson, &diags);
		lesson_caution(lesson, &diags);
		check_looks(lesson, path, &diags);
		if (original)
			lesson_compare(lesson, original, &diags);
		code = diags_has_errors(&diags) ? EXIT_WRONG : EXIT_DONE;
		input_tell(&diags, &lesson->source);
	}
	lesson_free(original);
	lesson_free(lesson);
	return code;
}
