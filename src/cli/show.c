/* SPDX-License-Identifier: MIT */
/* The two ways to show a session, and the script before either. */
#include "cli/show.h"

#include "app/script.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/input.h"
#include "export/writing.h"
#include "term/play.h"
#include "ui/screen.h"

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

static void print_frame(void *to, struct session *s)
{
	struct frames *f = to;

	if (!f->printing)
		return;
	screen_prepare(&f->screen, s);
	screen_draw(&f->screen, s);
	for (int y = 0; y < f->screen.canvas.h; y++) {
		canvas_row(&f->screen.canvas, y, &f->out);
		str_addc(&f->out, '\n');
	}
}

static void lay_out(void *to, struct session *s)
{
	struct frames *f = to;

	screen_prepare(&f->screen, s);
}

static void set_size(void *to, struct session *s, int w, int h)
{
	struct frames *f = to;

	screen_size(&f->screen, s, w, h);
}

/* Plays the script, if there is one; what is wrong with it is told. */
static int play_script(const struct show *show, struct session *s,
		       struct frames *f)
{
	struct str text = {0};
	struct diags diags = {0};
	const struct script_host host = {.frame = print_frame,
					 .size = set_size,
					 .write = writing_do,
					 .lay_out = lay_out,
					 .to = f};
	int code = EXIT_DONE;

	if (show->script != NULL)
		code = input_read(show->script, SCRIPT_MAX, EXIT_USAGE, &text);
	if (code == EXIT_DONE) {
		const struct source source = {show->script ? show->script : "",
					      str_text(&text), text.len};

		if (!script_play(&source, s, &host, &diags))
			code = EXIT_USAGE;
		input_tell(&diags, &source);
	}
	str_fini(&text);
	return code;
}

static int print_frames(const struct show *show, struct session *s)
{
	struct frames f = {.printing = true};
	int code;

	screen_init(&f.screen, show->options.ascii);
	screen_size(&f.screen, s, FRAME_W, FRAME_H);
	code = play_script(show, s, &f);
	if (code == EXIT_DONE) {
		print_frame(&f, s);
		code = print_text(&f.out);
	}
	screen_fini(&f.screen);
	str_fini(&f.out);
	return code;
}

/* --- a terminal --- */

static int play_terminal(const struct show *show, struct session *s)
{
	const char *name = getenv("TERM");
	struct frames f = {0};
	int code = EXIT_DONE;

	screen_init(&f.screen, show->options.ascii);
	screen_size(&f.screen, s, FRAME_W, FRAME_H);
	if (show->script != NULL)
		code = play_script(show, s, &f);
	screen_fini(&f.screen);
	str_fini(&f.out);
	if (code != EXIT_DONE)
		return code;
	switch (term_play(s, &show->options)) {
	case TERM_DONE:
		return EXIT_DONE;
	case TERM_UNKNOWN:
		complain(_("this terminal is not known: %s"), name ? name : "");
		return EXIT_ENVIRONMENT;
	}
	return EXIT_ENVIRONMENT;
}

int show_session(const struct show *show, struct session *s)
{
	s->endings = writing_endings;
	return show->frame ? print_frames(show, s) : play_terminal(show, s);
}

/* --- options --- */

/* Some terminals say which colours they have: "15;0" is light on dark. */
static enum ground guess_ground(void)
{
	const char *said = getenv("COLORFGBG");
	const char *back = said ? strrchr(said, ';') : NULL;

	return back && (strcmp(back, ";7") == 0 || strcmp(back, ";15") == 0)
		       ? GROUND_LIGHT
		       : GROUND_DARK;
}

struct term_options show_defaults(bool utf8)
{
	const char *no_colour = getenv("NO_COLOR");

	return (struct term_options){
		.ground = guess_ground(),
		.mono = no_colour != NULL && *no_colour != '\0',
		.ascii = !utf8,
	};
}

bool show_theme(struct term_options *options, const char *name)
{
	if (strcmp(name, "dark") == 0)
		options->ground = GROUND_DARK;
	else if (strcmp(name, "light") == 0)
		options->ground = GROUND_LIGHT;
	else
		complain(_("--theme is dark or light, not %s"), name);
	return strcmp(name, "dark") == 0 || strcmp(name, "light") == 0;
}
