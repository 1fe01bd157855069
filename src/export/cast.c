/* SPDX-License-Identifier: MIT */
/*
 * A recording for asciinema: the screen, step by step, as a reader who presses
 * one key again and again would see it, at one pace.
 *
 * Every step has a marker with what happened, so that a player that stops at
 * markers is stepped through like the screen itself.  Of a frame only what
 * has changed is written, in the sixteen colours that are the viewer's own.
 *
 * Source: asciicast file formats 2 and 3.
 */
#include "app/session.h"
#include "base/diag.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/str.h"
#include "export/ansi.h"
#include "export/export.h"
#include "scenario/scenario.h"
#include "story/heading.h"
#include "story/narrate.h"
#include "ui/screen.h"

#include <string.h>

enum {
	PACE = 750,       /* ms a step */
	STEPS_MOST = 600, /* more events than that go by in strides */
	NARROW_W = 80,
	NARROW_H = 24,
	WIDE_W = 120,
	WIDE_H = 40,
	BUDGET = 1 << 18
};

struct cast {
	const struct report *report;
	struct sink *sink;
	struct session session;
	struct screen screen;
	struct canvas before; /* the frame that was written last */
	struct str out, text;
	int64_t now, told; /* ms: the time, and that of the last event */
};

/* --- the file's lines --- */

static void put_time(struct cast *c)
{
	bool since = c->report->cast_version == 3;
	int64_t ms = since ? c->now - c->told : c->now;

	str_addf(&c->out, since ? "[%lld.%03lld, " : "[%lld.%03lld000, ",
		 (long long)(ms / 1000), (long long)(ms % 1000));
	c->told = c->now;
}

static void put_event(struct cast *c, char code, const char *text, size_t len)
{
	struct json json = {.out = &c->out};

	put_time(c);
	str_addf(&c->out, "\"%c\", ", code);
	json_str(&json, text, len);
	str_add(&c->out, "]\n");
	sink_put_str(c->sink, &c->out);
}

static void put_size(struct json *json, const struct canvas *size, bool terms)
{
	json_key(json, terms ? "cols" : "width");
	json_int(json, size->w);
	json_key(json, terms ? "rows" : "height");
	json_int(json, size->h);
}

static void put_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_str(json, text, strlen(text));
}

static void put_term(struct json *json, const struct canvas *size, int version)
{
	if (version == 3) {
		json_key(json, "term");
		json_open(json, '{');
		put_size(json, size, true);
		put_text(json, "type", "xterm-256color");
	} else {
		put_size(json, size, false);
		json_key(json, "env");
		json_open(json, '{');
		put_text(json, "TERM", "xterm-256color");
	}
	json_close(json, '}');
}

static void put_head(struct cast *c)
{
	struct json json = {.out = &c->out};
	struct str title = {0};

	export_title(&title, c->report);
	json_open(&json, '{');
	json_key(&json, "version");
	json_int(&json, c->report->cast_version);
	put_term(&json, &c->screen.canvas, c->report->cast_version);
	put_text(&json, "title", str_text(&title));
	json_close(&json, '}');
	json_line(&json);
	str_fini(&title);
}

/* --- frames --- */

/* Cells from X on, up to where the frames are the same again. */
static int put_run(struct cast *c, int x, int y)
{
	const struct canvas *now = &c->screen.canvas;
	int end = x + 1;

	while (end < now->w &&
	       !canvas_same_cell(now, canvas_at(now, end, y), &c->before,
				 canvas_at(&c->before, end, y)))
		end++;
	str_addf(&c->text, "\033[%d;%dH", y + 1, x + 1);
	ansi_cells(&c->text, now, y, x, end);
	return end;
}

static void put_changes(struct cast *c)
{
	const struct canvas *now = &c->screen.canvas;
	int x = 0, y = 0;

	while (y < now->h && canvas_differ(now, &c->before, &x, &y)) {
		x = put_run(c, x, y);
		if (x >= now->w) {
			x = 0;
			y++;
		}
	}
}

static void put_frame(struct cast *c, bool first)
{
	screen_draw(&c->screen, &c->session);
	if (first)
		str_add(&c->text, "\033[?25l\033[2J\033[H");
	put_changes(c);
	canvas_copy(&c->before, canvas_rect(&c->before), &c->screen.canvas);
	if (c->text.len > 0)
		put_event(c, 'o', str_text(&c->text), c->text.len);
	str_clear(&c->text);
}

/* "async, 5 min: kettle works": what the cursor stands behind. */
static void put_marker(struct cast *c, uint64_t number)
{
	const struct session *s = &c->session;
	struct narrator n;
	uint64_t event;
	size_t run;

	if (!session_event(s, &run, &event))
		return;
	n = narrator_make(s->program, session_trace(s, run),
			  &s->runs[run].setup);
	str_addf(&c->text, "%llu. ", (unsigned long long)number);
	if (s->n_runs > 1)
		str_addf(&c->text, "%s, ", str_text(&s->runs[run].name));
	heading_time(&c->text, trace_at(n.trace, event)->t, s->program->unit);
	str_add(&c->text, ": ");
	narrate(&c->text, &n, event);
	put_event(c, 'm', str_text(&c->text), c->text.len);
	str_clear(&c->text);
}

/* --- from the beginning to the end --- */

static uint64_t events_of(const struct session *s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s->n_runs; i++)
		n += session_trace(s, i)->n;
	return n;
}

static void put_steps(struct cast *c)
{
	uint64_t n = events_of(&c->session);
	uint64_t stride = (n + STEPS_MOST - 1) / STEPS_MOST;

	put_frame(c, true);
	for (uint64_t at = 0; at < n && c->sink->error == 0; at += stride) {
		uint64_t step = n - at < stride ? n - at : stride;

		c->now += PACE;
		session_step(&c->session, (int64_t)step);
		session_turn(&c->session);
		put_frame(c, false);
		put_marker(c, at + step);
	}
}

static void put_end(struct cast *c)
{
	c->now += PACE;
	str_addf(&c->text, "\033[%d;1H\033[?25h\r\n", c->screen.canvas.h);
	put_event(c, 'o', str_text(&c->text), c->text.len);
	if (c->report->cast_version == 3)
		put_event(c, 'x', "0", 1);
}

/* --- a session of its own --- */

static struct program *program_again(const struct program *p)
{
	const struct source source = {p->file, p->source, p->source_len};
	const struct scenario_options options = {
		.copies_max = SCENARIO_COPIES,
		.has_seed = true,
		.seed = p->seed,
	};
	struct diags diags = {0};
	struct program *again = scenario_compile(&source, &options, &diags);

	diags_fini(&diags);
	return again;
}

static uint64_t longest(const struct report *r)
{
	uint64_t most = 1;

	for (size_t i = 0; i < r->n_runs; i++)
		if (r->runs[i].trace->n > most)
			most = r->runs[i].trace->n;
	return most;
}

static void begin_session(struct cast *c)
{
	const struct report *r = c->report;
	struct setup setups[SESSION_RUNS];
	struct str text = {0};
	size_t n = r->n_runs < SESSION_RUNS ? r->n_runs : SESSION_RUNS;

	for (size_t i = 0; i < n; i++)
		setups[i] = *r->runs[i].setup;
	str_addn(&text, r->program->source, r->program->source_len);
	session_init(&c->session, program_again(r->program), r->program->file,
		     &text, setups, n, longest(r));
	c->session.ascii = r->ascii;
	c->session.still = true;
	if (r->steps)
		session_set_steps(&c->session, true);
	while (session_work(&c->session, BUDGET))
		;
	session_home(&c->session);
	str_fini(&text);
}

void export_cast(const struct report *r, struct sink *s)
{
	struct cast c = {.report = r, .sink = s};
	bool wide = r->sized && r->width >= WIDE_W;

	begin_session(&c);
	screen_init(&c.screen, r->ascii);
	screen_size(&c.screen, &c.session, wide ? WIDE_W : NARROW_W,
		    wide ? WIDE_H : NARROW_H);
	canvas_init(&c.before, c.screen.canvas.w, c.screen.canvas.h);
	put_head(&c);
	put_steps(&c);
	put_end(&c);
	canvas_fini(&c.before);
	screen_fini(&c.screen);
	session_fini(&c.session);
	str_fini(&c.out);
	str_fini(&c.text);
}
