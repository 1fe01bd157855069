/* SPDX-License-Identifier: MIT */
/*
 * Where lessons are: found in a few folders, named by number, id or path.
 *
 * The folders, in order: those of TURNTABLE_PATH (a colon between), those in
 * XDG_DATA_HOME/turntable/lessons, and the program's own: TURNTABLE_LESSONSDIR,
 * or where they are installed, or beside the program. In a folder a lesson
 * is LANG/ID.md, or ID.md where there is one language. The first one found of
 * an id is taken; the reader's language goes before English.
 */
#ifndef APP_SHELF_H
#define APP_SHELF_H

#include "base/str.h"
#include "base/vec.h"
#include "lesson/lesson.h"

#include <stdbool.h>
#include <stddef.h>

struct shelf_item {
	struct str id; /* the file's name without .md: "04-party" */
	struct str path;
	struct str title; /* safe to show */
	struct str about; /* how its text begins; safe to show */
};

struct shelf {
	struct VEC(struct shelf_item) items; /* by id */
};

/* All lessons for a reader of this language ("en", "ru"). */
void shelf_init(struct shelf *shelf, const char *language);
void shelf_fini(struct shelf *shelf);

/* The lesson of this id, or of this number ("4", "04"); NULL: none. */
const struct shelf_item *shelf_find(const struct shelf *shelf,
				    const char *name);

/* Appends a lesson's number, "04", or else as much of its id as is short. */
void shelf_number(struct str *out, const struct shelf_item *item);

enum shelf_status {
	SHELF_OK,
	SHELF_FAILED,  /* errno says why */
	SHELF_NO_FILE, /* a folder, a device, a pipe: no plain file */
	SHELF_TOO_LARGE
};

/* Appends a lesson's text. Nothing but a plain file is read, and never more
 * than a lesson may have. */
enum shelf_status shelf_read(const char *path, struct str *text);

/* The lesson in that file; NULL if it cannot be read or is wrong. */
struct lesson *shelf_lesson(const char *path);

/* Is this a name of a file rather than of a lesson? */
bool shelf_is_path(const char *name);

/* The id of a lesson by its path, appended. */
void shelf_id(struct str *out, const char *path);

/* The path of the English original of a translation, appended: false if the
 * path is not LANG/ID.md, or if it is English itself. */
bool shelf_original(struct str *out, const char *path);

#endif
