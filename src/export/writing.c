/* SPDX-License-Identifier: MIT */
/* From a session to a report, to a file that appears whole or not at all. */
#include "export/writing.h"

#include "app/output.h"
#include "app/save.h"
#include "app/session_look.h"
#include "base/i18n.h"
#include "base/str.h"
#include "export/export.h"

#include <errno.h>
#include <string.h>

enum { PAGE = 80 };

const char *const writing_endings[] = {".svg",   ".html", ".txt",
				       ".cast",  ".py",   ".json",
				       ".jsonl", ".csv",  NULL};

static const char *const names[] = {"svg",    "html",   "text",  "cast",
				    "python", "chrome", "jsonl", "csv"};

/* NULL if the name has none of the endings. */
static const struct format *format_of(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; writing_endings[i]; i++) {
		size_t n = strlen(writing_endings[i]);

		if (len > n && strcmp(path + len - n, writing_endings[i]) == 0)
			return format_find(names[i]);
	}
	return NULL;
}

/* --- what is written --- */

/* The runs that are shown; of a program in Python the one that is looked at.
 * False if one of them is still being computed. */
static bool fill_runs(const struct session *s, bool one, struct report *r,
		      struct report_run *runs)
{
	size_t focus = session_focus(s);

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct session_run *run = &s->runs[i];

		if (run->hidden || (one && i != focus))
			continue;
		if (r->program && run->program != r->program)
			continue; /* a lesson may show several scenarios */
		r->program = run->program;
		if (run->metrics == NULL || run->status == RUN_MORE)
			return false;
		runs[r->n_runs++] = (struct report_run){
			.name = str_text(&run->name),
			.setup = &run->setup,
			.trace = session_trace(s, i),
			.metrics = run->metrics,
		};
	}
	return r->n_runs > 0;
}

static void say_failed(struct session *s, const char *path, int error)
{
	session_say(s, _("cannot write %s: %s"), path, strerror(error));
}

static void deliver(struct session *s, const struct format *format,
		    struct report *r, const char *path)
{
	struct output *out = output_open(path);
	struct sink sink = {.write = output_write, .to = out};
	int error;

	if (out == NULL) {
		say_failed(s, path, errno);
		return;
	}
	format->write(r, &sink);
	if (sink.error || r->refused->len > 0) {
		output_drop(out);
		if (sink.error)
			say_failed(s, path, sink.error);
		else
			session_say(s, "%s", str_text(r->refused));
		return;
	}
	error = output_close(out);
	if (error)
		say_failed(s, path, error);
	else
		session_say(s, _("written: %s"), path);
}

static void write_runs(struct session *s, const struct format *format,
		       const char *path)
{
	struct report_run runs[SESSION_RUNS];
	struct str refused = {0};
	struct report r = {
		.runs = runs,
		.width = PAGE,
		.steps = s->steps,
		.machine = s->lanes,
		.ascii = s->ascii,
		.cast_version = 2,
		.refused = &refused,
	};

	if (fill_runs(s, strcmp(format->name, "python") == 0, &r, runs))
		deliver(s, format, &r, path);
	else
		session_say(s, "%s", _("still being computed"));
	str_fini(&refused);
}

void writing_do(struct session *s)
{
	const char *path = str_text(&s->to_write);
	const struct format *format = format_of(path);

	s->errand = ERRAND_NONE;
	if (s->program == NULL)
		return;
	if (format == NULL)
		session_say(s,
			    _("%s: no form has this ending; up and down offer "
			      "them"),
			    path);
	else if (save_confirms(s, output_is_there(path)))
		write_runs(s, format, path);
}
