/* SPDX-License-Identifier: MIT */
/*
 * turntable play: a scenario on the screen, or its frames without a terminal.
 */
#include "app/load.h"
#include "app/script.h"
#include "base/diag.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/look.h"
#include "cli/plain.h"
#include "cli/plan.h"
#include "cli/source.h"
#include "term/play.h"
#include "ui/screen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SCRIPT_MAX = 1 << 20, /* bytes */
	FRAME_W = 80,
	FRAME_H = 24
};

/* --- frames --- */

struct frames {
	struct screen screen;
	struct str out;
	bool printing;
};

static void print_frame(void *to, const struct session *s)
{
	struct frames *f = to;

	if (!f->printing)
		return;
	screen_draw(&f->screen, s);
	for (int y = 0; y < f->screen.canvas.h; y++) {
		canvas_row(&f->screen.canvas, y, &f->out);
		str_addc(&f->out, '\n');
	}
}

static void set_size(void *to, struct session *s, int w, int h)
{
	struct frames *f = to;

	screen_size(&f->screen, s, w, h);
}

static int load_script(const char *path, struct str *text)
{
	switch (load_file(path, SCRIPT_MAX, text)) {
	case LOAD_OK:
		return EXIT_DONE;
	case LOAD_FAILED:
		complain(_("cannot read %s: %s"), path, strerror(errno));
		return EXIT_ENVIRONMENT;
	case LOAD_TOO_LARGE:
		complain(_("%s is larger than the 1 MiB a script may have"),
			 path);
		return EXIT_USAGE;
	}
	return EXIT_ENVIRONMENT;
}

/* Plays the script, if there is one; what is wrong with it is told. */
static int play_script(const struct look *look, struct session *s,
		       struct frames *f)
{
	struct str text = {0}, said = {0};
	struct diags diags = {0};
	const struct script_host host = {print_frame, set_size, f};
	int code = EXIT_DONE;

	if (look->script != NULL)
		code = load_script(look->script, &text);
	if (code == EXIT_DONE) {
		const struct source source = {look->script ? look->script : "",
					      str_text(&text), text.len};

		if (!script_play(&source, s, &host, &diags)) {
			diags_print(&diags, &source, &said);
			fputs(str_text(&said), stderr);
			code = EXIT_USAGE;
		}
	}
	diags_fini(&diags);
	str_fini(&said);
	str_fini(&text);
	return code;
}

static int print_frames(const struct look *look, struct session *s)
{
	struct frames f = {.printing = true};
	int code;

	screen_init(&f.screen, look->ascii);
	screen_size(&f.screen, s, FRAME_W, FRAME_H);
	code = play_script(look, s, &f);
	if (code == EXIT_DONE) {
		print_frame(&f, s);
		code = print_text(&f.out);
	}
	screen_fini(&f.screen);
	str_fini(&f.out);
	return code;
}

/* --- a terminal --- */

static int play_terminal(const struct look *look, struct session *s)
{
	const struct term_options options = {look->ground, look->mono,
					     look->ascii};
	const char *name = getenv("TERM");
	struct frames f = {0};
	int code = EXIT_DONE;

	screen_init(&f.screen, look->ascii);
	screen_size(&f.screen, s, FRAME_W, FRAME_H);
	if (look->script != NULL)
		code = play_script(look, s, &f);
	screen_fini(&f.screen);
	str_fini(&f.out);
	if (code != EXIT_DONE)
		return code;
	switch (term_play(s, &options)) {
	case TERM_DONE:
		return EXIT_DONE;
	case TERM_UNKNOWN:
		complain(_("this terminal is not known: %s"), name ? name : "");
		return EXIT_ENVIRONMENT;
	}
	return EXIT_ENVIRONMENT;
}

static int play(const struct look *look, const struct plan *plan,
		struct scenario_file *file)
{
	struct session s;
	struct setup setups[SESSION_RUNS];
	size_t n =
		plan->runs.len < SESSION_RUNS ? plan->runs.len : SESSION_RUNS;
	int code;

	for (size_t i = 0; i < n; i++)
		setups[i] = plan->runs.at[i].setup;
	session_init(&s, file->program, look->file, &file->text, setups, n,
		     look->limit);
	file->program = NULL; /* it is the session's now */
	s.ascii = look->ascii;
	s.still = look->still;
	s.has_seed = look->plan.has_seed;
	s.seed = look->plan.seed;
	if (look->steps)
		session_set_steps(&s, true);
	if (look->plain)
		code = plain_play(&s);
	else if (look->frame)
		code = print_frames(look, &s);
	else
		code = play_terminal(look, &s);
	session_fini(&s);
	return code;
}

static int play_look(struct look *look, const struct cli *cli)
{
	const uint64_t *seed = look->plan.has_seed ? &look->plan.seed : NULL;
	struct scenario_file file;
	struct plan plan = {0};
	int code;

	if (!look->frame && !look->plain && !term_is_there()) {
		look_as_run(look);
		return command_run.run(cli, (int)look->run.len - 1,
				       look->run.at);
	}
	look_default_setups(look);
	code = scenario_open(&file, look->file, seed);
	if (code == EXIT_DONE && !plan_make(&plan, &look->plan, file.program))
		code = usage_error(&command_play);
	if (code == EXIT_DONE)
		code = play(look, &plan, &file);
	plan_fini(&plan);
	scenario_close(&file);
	return code;
}

static int run(const struct cli *cli, int argc, char **argv)
{
	struct look look;
	int code;

	if (!look_read(&look, cli, argc, argv))
		code = usage_error(&command_play);
	else if (look.help)
		code = command_help(cli, &command_play);
	else
		code = play_look(&look, cli);
	look_fini(&look);
	return code;
}

const struct command command_play = {
	.name = "play",
	.operands = N_("FILE"),
	.summary = N_("play a scenario on the screen"),
	.options = look_options,
	.run = run,
};
