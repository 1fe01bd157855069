/* SPDX-License-Identifier: MIT */
/*
 * The box of knobs, or of setups to compare: headings, a knob a row with its
 * value at the right, and below them what the chosen one is for.
 */
#include "ui/dialog.h"

#include "app/knobs.h"
#include "base/i18n.h"
#include "base/text.h"
#include "story/heading.h"

#include <string.h>

enum {
	NARROW = 46,     /* cells of the box, where the screen is not wide */
	WIDE = 54,       /* and where it is */
	WIDE_FROM = 110, /* cells */
	VALUE = 16,      /* cells of a value, at most */
	INDENT = 2,
	HELP = 2 /* rows */
};

/* A row: a blank, a heading, or a knob. */
struct list_row {
	int knob; /* its number, or -1 */
	bool title;
	uint32_t task; /* of a heading: whose numbers follow */
};

struct list {
	const struct session *s;
	struct knobs knobs;
	struct VEC(struct list_row) lines;
	struct rect box, rows; /* rows: of knobs */
	int top;               /* lines scrolled away */
};

/* --- what stands where --- */

static void add_line(struct list *l, int knob, bool title, uint32_t task)
{
	vec_push(&l->lines, (struct list_row){knob, title, task});
}

/* What comes before a knob: nothing where its kind goes on. */
static void add_heading(struct list *l, const struct knob *last,
			const struct knob *k)
{
	bool number = k->kind == KNOB_NUMBER;
	bool first = number && (!last || last->kind != KNOB_NUMBER);

	if (last != NULL && (first || k->kind == KNOB_MODEL ||
			     (k->kind == KNOB_NEW && last->kind != KNOB_NEW)))
		add_line(l, -1, false, NONE);
	if (number && (first || last->task != k->task))
		add_line(l, -1, true, k->task);
}

static void add_lines(struct list *l)
{
	const struct knob *last = NULL;

	for (size_t i = 0; i < l->knobs.list.len; i++) {
		const struct knob *k = &l->knobs.list.at[i];

		add_heading(l, last, k);
		add_line(l, (int)i, false, NONE);
		last = k;
	}
}

static int chosen_line(const struct list *l)
{
	for (size_t i = 0; i < l->lines.len; i++)
		if (l->lines.at[i].knob == l->s->item)
			return (int)i;
	return 0;
}

/* The box in R: as high as it must be, with room for the help if there is. */
static void list_init(struct list *l, struct rect r, const struct session *s)
{
	int wide = r.w >= WIDE_FROM ? WIDE : NARROW, help, n, at;

	*l = (struct list){.s = s};
	knobs_list(&l->knobs, s);
	add_lines(l);
	n = (int)l->lines.len;
	if (r.w > wide)
		r = rect_right(r, r.w - wide);
	help = r.h >= 8 ? HELP + 1 : 0;
	if (n + 2 + help < r.h)
		r.h = n + 2 + help;
	l->box = r;
	l->rows = rect_right(rect_below(r, 1), 2);
	l->rows.w -= 2;
	l->rows.h -= 1 + help;
	at = chosen_line(l);
	if (at >= l->rows.h)
		l->top = at - l->rows.h + 1;
	if (l->top > 0 && at < n - 1)
		l->top++; /* one more is seen to come */
}

static void list_fini(struct list *l)
{
	knobs_fini(&l->knobs);
	vec_fini(&l->lines);
}

int dialog_list_at(struct rect r, const struct session *s, int x, int y)
{
	struct list l;
	size_t i;
	int knob = -1;

	list_init(&l, r, s);
	i = (size_t)y - (size_t)l.rows.y + (size_t)l.top;
	if (x >= l.box.x && y >= l.rows.y && y < l.rows.y + l.rows.h &&
	    i < l.lines.len)
		knob = l.lines.at[i].knob;
	list_fini(&l);
	return knob;
}

/* --- a knob --- */

/* Is it a matter of yes or no? */
static bool is_box(const struct knob *k)
{
	return k->kind == KNOB_RUN || k->kind == KNOB_NEW;
}

static void draw_box(struct canvas *c, struct rect r, const struct session *s,
		     const struct knob *k)
{
	bool on = k->kind == KNOB_RUN && !s->runs[k->run].hidden;
	struct str name = {0}, about = {0};
	int used;

	knob_name(&name, s, k);
	if (k->kind == KNOB_RUN)
		heading_about(&about, &s->words, &s->runs[k->run].setup,
			      s->program->unit);
	else
		knob_help(&about, s, k);
	canvas_put(c, r, on ? "[x]" : "[ ]", on ? ROLE_KEY : ROLE_FAINT);
	r = rect_right(r, 4);
	used = canvas_put_cut(c, r, str_text(&name), ROLE_TEXT);
	canvas_put_cut(c, rect_right(r, used + INDENT), str_text(&about),
		       ROLE_FAINT);
	str_fini(&name);
	str_fini(&about);
}

/* The value, between signs that say that it can be turned. */
static int draw_value(struct canvas *c, struct rect r, const struct session *s,
		      const struct knob *k, bool chosen)
{
	struct str value = {0};
	struct rect at;
	bool given = knob_is_given(s, k) || k->kind == KNOB_MODEL;
	int width;

	knob_value(&value, s, k);
	width = (int)text_width(str_text(&value), value.len);
	width = width < VALUE ? width : VALUE;
	at = rect_right(r, r.w - INDENT - width);
	at.w = width;
	canvas_put_cut(c, at, str_text(&value), given ? ROLE_TITLE : ROLE_TEXT);
	if (chosen) {
		canvas_put(c, rect_right(r, r.w - INDENT - width - 2),
			   c->ascii ? "<" : "‹", ROLE_KEY);
		canvas_put(c, rect_right(r, r.w - 1), c->ascii ? ">" : "›",
			   ROLE_KEY);
	}
	str_fini(&value);
	return width + 2 * INDENT;
}

static void draw_knob(struct canvas *c, struct rect r, const struct session *s,
		      const struct knob *k, bool chosen)
{
	struct str name = {0};
	struct rect left = rect_right(r, INDENT);
	bool title = k->kind == KNOB_MODEL;

	if (chosen) {
		canvas_fill(c, r, " ", ROLE_CHOSEN, SHADE_FULL);
		canvas_sign(c, r, GLYPH_CHOSEN, ROLE_CHOSEN);
	}
	if (is_box(k)) {
		draw_box(c, left, s, k);
		return;
	}
	knob_name(&name, s, k);
	left.w -= draw_value(c, r, s, k, chosen) + 1;
	if (!title)
		left = rect_right(left, INDENT);
	canvas_put_cut(c, left, str_text(&name),
		       chosen  ? ROLE_CHOSEN
		       : title ? ROLE_TITLE
			       : ROLE_TEXT);
	str_fini(&name);
}

/* --- the box --- */

static void draw_line(struct canvas *c, struct rect r, const struct list *l,
		      const struct list_row *line)
{
	const struct session *s = l->s;

	if (line->knob >= 0)
		draw_knob(c, r, s, &l->knobs.list.at[line->knob],
			  line->knob == s->item);
	else if (line->title)
		canvas_put_cut(c, rect_right(r, INDENT),
			       line->task == NONE
				       ? _("numbers of the scenario")
				       : s->program->tasks[line->task].name,
			       ROLE_TITLE);
}

/* What the chosen knob is for. */
static void draw_help(struct canvas *c, struct rect r, const struct list *l)
{
	size_t item = (size_t)l->s->item;
	struct text_wrap wrap = {0};
	struct str help = {0};

	if (item >= l->knobs.list.len)
		return;
	canvas_rule(c, r, ROLE_FAINT);
	r = rect_right(rect_below(r, 1), INDENT);
	r.w -= INDENT;
	knob_help(&help, l->s, &l->knobs.list.at[item]);
	if (help.len > 0 && r.w > 0)
		text_wrap(&wrap, str_text(&help), help.len, (size_t)r.w);
	for (int i = 0; i < (int)wrap.lines.len && i < r.h; i++)
		canvas_putn(c, rect_row(r, i),
			    str_text(&help) + wrap.lines.at[i].begin,
			    wrap.lines.at[i].len, ROLE_FAINT);
	text_wrap_fini(&wrap);
	str_fini(&help);
}

/* In the frame: what it is, and how far down it is. */
static void draw_frame(struct canvas *c, const struct list *l)
{
	struct rect r = l->box;
	struct str text = {0};
	int n = (int)l->knobs.list.len;

	canvas_fill(c, r, " ", ROLE_TEXT, SHADE_FULL);
	canvas_box(c, r, ROLE_FAINT);
	str_addf(&text, " %s ",
		 l->s->view == VIEW_SETUPS ? _("setups compared") : _("knobs"));
	r = rect_right(rect_row(r, 0), 2);
	r.w -= 2;
	canvas_put_cut(c, r, str_text(&text), ROLE_TITLE);
	if ((int)l->lines.len > l->rows.h) {
		str_clear(&text);
		str_addf(&text, " %d / %d ", l->s->item + 1, n);
		canvas_put_right(c, r, str_text(&text), ROLE_FAINT);
	}
	str_fini(&text);
}

void dialog_list(struct canvas *c, struct rect r, const struct session *s)
{
	struct list l;
	struct rect help;

	list_init(&l, r, s);
	draw_frame(c, &l);
	for (int i = 0; i < l.rows.h; i++)
		if ((size_t)i + (size_t)l.top < l.lines.len)
			draw_line(c, rect_row(l.rows, i), &l,
				  &l.lines.at[i + l.top]);
	help = rect_below(l.box, l.box.h - HELP - 2);
	help.h--;
	if (l.rows.h + HELP + 3 == l.box.h)
		draw_help(c,
			  rect_right((struct rect){help.x, help.y, help.w - 1,
						   help.h},
				     1),
			  &l);
	list_fini(&l);
}
