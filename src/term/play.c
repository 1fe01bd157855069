/* SPDX-License-Identifier: MIT */
/*
 * The loop: compute a little if there is something to compute, draw if there
 * is something new, wait, answer.
 */
#include "term/play.h"

#include "app/action.h"
#include "app/load.h"
#include "base/i18n.h"
#include "export/writing.h"
#include "scenario/scenario.h"
#include "term/edit.h"
#include "term/input.h"
#include "term/signals.h"
#include "term/watch.h"
#include "ui/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SECOND   INT64_C(1000000000)
#define FRAME    (SECOND / 30) /* while something is being computed */
#define ESC_WAIT (SECOND / 40) /* for the rest of a sequence */

enum {
	BUDGET = 100000, /* events between two looks at the keys */
	PIECE = 64,      /* bytes read at once */
	PAUSE = 6        /* times what a drawing costs */
};

struct play {
	struct session *s;
	struct screen screen;
	struct reader reader;
	int in;    /* keys */
	int watch; /* the file, or -1 */
	sigset_t mask;
	int64_t drawn;  /* when, ns of the system's clock */
	int64_t cost;   /* of that, ns */
	int64_t ticked; /* when time was passed on */
	bool asked;     /* something came in that is to be answered */
	bool busy;      /* there is more to compute */
	int drag_x;     /* the column the mouse was at, or -1 */
};

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

static int open_keys(void)
{
	if (isatty(STDIN_FILENO))
		return dup(STDIN_FILENO);
	return open("/dev/tty", O_RDWR | O_CLOEXEC);
}

bool term_is_there(void)
{
	const char *name = getenv("TERM");
	int fd;

	if (!isatty(STDOUT_FILENO) || name == NULL || *name == '\0' ||
	    strcmp(name, "dumb") == 0)
		return false;
	fd = open_keys();
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* --- the file --- */

static void reload(struct play *p)
{
	struct str text = {0};
	const char *path = str_text(&p->s->file);

	if (load_file(path, SCENARIO_TEXT_MAX, &text) != LOAD_OK)
		session_say(p->s, _("cannot read %s: %s"), path,
			    strerror(errno));
	else if (text.len != p->s->text.len ||
		 memcmp(str_text(&text), str_text(&p->s->text), text.len) != 0)
		session_reload(p->s, &text);
	str_fini(&text);
}

/* A lesson's scenario stands in no file of its own. */
static void edit_copy(struct play *p)
{
	struct str text = {0};
	bool ok;

	str_addn(&text, str_text(&p->s->text), p->s->text.len);
	term_leave();
	ok = edit_text(&text);
	term_enter();
	if (!ok)
		session_say(p->s, "%s", _("the editor did not end well"));
	else if (strcmp(str_text(&text), str_text(&p->s->text)) != 0)
		session_reload(p->s, &text);
	str_fini(&text);
}

static void edit(struct play *p)
{
	const char *path = str_text(&p->s->file);

	if (p->s->course) {
		edit_copy(p);
		return;
	}
	if (strcmp(path, "-") == 0) {
		session_say(p->s, "%s",
			    _("it came through a pipe: there is "
			      "no file to edit"));
		return;
	}
	term_leave();
	if (!edit_file(path))
		session_say(p->s, "%s", _("the editor did not end well"));
	term_enter();
	reload(p);
}

/* --- what comes in --- */

static void resize(struct play *p)
{
	int w, h;

	term_size(&w, &h);
	screen_size(&p->screen, p->s, w, h);
	term_forget();
}

static void suspend(struct play *p)
{
	term_leave();
	signals_default(SIGTSTP);
	term_enter();
	resize(p);
}

static void answer_errand(struct play *p)
{
	enum errand errand = p->s->errand;

	if (errand == ERRAND_QUIT)
		return;
	p->s->errand = ERRAND_NONE;
	if (errand == ERRAND_EDIT)
		edit(p);
	else if (errand == ERRAND_WRITE)
		writing_do(p->s);
	else if (errand == ERRAND_REDRAW)
		resize(p);
	else if (errand == ERRAND_SUSPEND)
		suspend(p);
}

static void answer_input(struct play *p, const struct input *in)
{
	p->asked = true;
	if (p->s->dirty)
		screen_prepare(&p->screen, p->s); /* as it would be seen */
	switch ((enum input_kind)in->kind) {
	case INPUT_KEY:
		if (in->pasted) {
			action_paste(p->s, in->press);
			return;
		}
		action_press(p->s, in->press);
		answer_errand(p);
		return;
	case INPUT_CLICK:
		p->drag_x = in->x;
		screen_click(&p->screen, p->s, in->x, in->y);
		return;
	case INPUT_DRAG:
		if (p->drag_x >= 0)
			screen_drag(&p->screen, p->s, in->x - p->drag_x);
		p->drag_x = in->x;
		return;
	case INPUT_UP:
		p->drag_x = -1;
		return;
	case INPUT_WHEEL:
		screen_wheel(&p->screen, p->s, in->x, in->y, in->turn);
		return;
	}
}

static void answer_all(struct play *p, bool late)
{
	struct input in;

	while (p->s->errand != ERRAND_QUIT &&
	       reader_next(&p->reader, late, &in))
		answer_input(p, &in);
}

/* False if the terminal has gone away. */
static bool read_keys(struct play *p)
{
	char bytes[PIECE];
	ssize_t n = read(p->in, bytes, sizeof bytes);
	size_t taken = 0;

	if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
		return false;
	while (n > 0 && taken < (size_t)n) {
		taken += reader_feed(&p->reader, bytes + taken,
				     (size_t)n - taken);
		answer_all(p, false);
	}
	return true;
}

/* --- waiting --- */

static int64_t how_long(const struct play *p, int64_t at)
{
	int64_t wait = session_wait(p->s);

	if (p->busy)
		return 0;
	if (reader_waits(&p->reader) && (wait < 0 || wait > ESC_WAIT))
		wait = ESC_WAIT;
	if (p->s->playing && !p->s->steps && wait > 0) {
		wait -= at - p->ticked;
		wait = wait > 0 ? wait : 0;
	}
	return wait;
}

/* False if it is time to end. */
static bool wait_and_answer(struct play *p)
{
	struct pollfd fds[2] = {{.fd = p->in, .events = POLLIN},
				{.fd = p->watch, .events = POLLIN}};
	int64_t wait = how_long(p, now());
	struct timespec time = {.tv_sec = wait / SECOND,
				.tv_nsec = wait % SECOND};
	int n = ppoll(fds, 2, wait < 0 ? NULL : &time, &p->mask);

	if (signals_deadly())
		return false;
	if (signals_stopped())
		suspend(p);
	if (signals_resized())
		resize(p);
	if (n > 0 && fds[0].revents != 0 && !read_keys(p))
		return false;
	if (n == 0 && reader_waits(&p->reader) && wait >= ESC_WAIT)
		answer_all(p, true);
	if (n > 0 && fds[1].revents != 0 &&
	    watch_read(p->watch, str_text(&p->s->file)))
		reload(p);
	return p->s->errand != ERRAND_QUIT;
}

/* --- drawing --- */

/* While something is computed drawing takes a small part of the time, unless
 * the reader waits for it. */
static void draw(struct play *p)
{
	int64_t at = now();
	int64_t pause = p->cost * PAUSE < FRAME ? FRAME : p->cost * PAUSE;

	if (!p->s->dirty)
		return;
	if (p->busy && !p->asked && at - p->drawn < pause)
		return;
	screen_prepare(&p->screen, p->s);
	screen_draw(&p->screen, p->s);
	term_show(&p->screen.canvas);
	p->s->dirty = false;
	p->asked = false;
	p->drawn = now();
	p->cost = p->drawn - at;
}

static void pass_time(struct play *p)
{
	p->ticked = now();
	session_tick(p->s, p->ticked);
}

static void loop(struct play *p)
{
	do {
		p->busy = session_work(p->s, BUDGET);
		if (p->s->playing)
			pass_time(p);
		draw(p);
	} while (wait_and_answer(p));
}

enum term_status term_play(struct session *s, const struct term_options *o)
{
	struct play p = {.s = s, .in = open_keys(), .drag_x = -1};
	enum term_status status;
	int deadly;

	signals_begin(&p.mask);
	status = term_open(o, p.in);
	if (status == TERM_DONE) {
		p.watch = s->course ? -1 : watch_open(str_text(&s->file));
		screen_init(&p.screen, o->ascii);
		resize(&p);
		loop(&p);
		screen_fini(&p.screen);
		if (p.watch >= 0)
			close(p.watch);
		term_close();
	}
	close(p.in);
	deadly = signals_deadly();
	if (deadly)
		signals_default(deadly);
	signals_end();
	return status;
}
