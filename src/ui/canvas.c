/* SPDX-License-Identifier: MIT */
/*
 * Cells, and how graphemes come to lie in them.  All writing ends in set(),
 * which keeps the two halves of wide graphemes together.
 */
#include "ui/canvas.h"

#include "base/mem.h"
#include "base/must.h"
#include "base/text.h"

#include <string.h>

static const struct cell blank = {" ", 1, 1, ROLE_TEXT, SHADE_FULL};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

void canvas_reset(struct canvas *c, int w, int h)
{
	w = most(w, 1);
	h = most(h, 1);
	if (w != c->w || h != c->h) {
		mem_free(c->cells);
		c->cells = NULL;
		c->cells = mem_array((size_t)w * (size_t)h, sizeof *c->cells);
	}
	c->w = w;
	c->h = h;
	str_clear(&c->kept);
	for (int i = 0; i < w * h; i++)
		c->cells[i] = blank;
}

void canvas_init(struct canvas *c, int w, int h)
{
	*c = (struct canvas){0};
	canvas_reset(c, w, h);
}

void canvas_fini(struct canvas *c)
{
	mem_free(c->cells);
	str_fini(&c->kept);
	*c = (struct canvas){0};
}

struct rect canvas_rect(const struct canvas *c)
{
	return (struct rect){0, 0, c->w, c->h};
}

static struct cell *cell_at(struct canvas *c, int x, int y)
{
	return &c->cells[y * c->w + x];
}

const struct cell *canvas_at(const struct canvas *c, int x, int y)
{
	must(x >= 0 && x < c->w && y >= 0 && y < c->h);
	return &c->cells[y * c->w + x];
}

const char *canvas_text(const struct canvas *c, const struct cell *cell,
			size_t *len)
{
	uint32_t offset;

	*len = cell->len;
	if (cell->len <= CELL_TEXT)
		return cell->text;
	memcpy(&offset, cell->text, sizeof offset);
	return str_text(&c->kept) + offset;
}

/* A wide grapheme of which a half is about to go leaves blanks. */
static void part(struct canvas *c, int x, int y)
{
	struct cell *cell = cell_at(c, x, y);

	if (cell->width == 2) {
		cell[1] = blank;
		cell[0] = blank;
	} else if (cell->width == 0) {
		cell[-1] = blank;
		cell[0] = blank;
	}
}

static void keep(struct canvas *c, struct cell *cell, const char *s, size_t n)
{
	uint32_t offset = (uint32_t)c->kept.len;

	memset(cell->text, 0, sizeof cell->text);
	cell->len = (uint8_t)n;
	if (n <= CELL_TEXT) {
		memcpy(cell->text, s, n);
		return;
	}
	str_addn(&c->kept, s, n);
	memcpy(cell->text, &offset, sizeof offset);
}

static void set(struct canvas *c, int x, int y, const char *s, size_t n,
		int width, enum role role, enum shade shade)
{
	struct cell *cell = cell_at(c, x, y);

	must(n <= UINT8_MAX);
	part(c, x, y);
	if (width == 2) {
		part(c, x + 1, y);
		cell[1] =
			(struct cell){{0}, 0, 0, (uint8_t)role, (uint8_t)shade};
	}
	cell->width = (uint8_t)width;
	cell->role = (uint8_t)role;
	cell->shade = (uint8_t)shade;
	keep(c, cell, s, n);
}

struct rect rect_meet(struct rect a, struct rect b)
{
	int x = most(a.x, b.x), y = most(a.y, b.y);
	int right = least(a.x + a.w, b.x + b.w);
	int bottom = least(a.y + a.h, b.y + b.h);

	return (struct rect){x, y, most(right - x, 0), most(bottom - y, 0)};
}

struct rect rect_row(struct rect r, int n)
{
	return (struct rect){r.x, r.y + n, r.w, n < r.h ? 1 : 0};
}

struct rect rect_below(struct rect r, int n)
{
	n = least(n, r.h);
	return (struct rect){r.x, r.y + n, r.w, r.h - n};
}

struct rect rect_right(struct rect r, int n)
{
	n = least(n, r.w);
	return (struct rect){r.x + n, r.y, r.w - n, r.h};
}

struct rect rect_take(struct rect *r, int n)
{
	struct rect taken = *r;

	taken.h = least(n, r->h);
	*r = rect_below(*r, n);
	return taken;
}

void canvas_fill(struct canvas *c, struct rect r, const char *grapheme,
		 enum role role, enum shade shade)
{
	size_t n = strlen(grapheme);

	r = rect_meet(r, canvas_rect(c));
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			set(c, x, y, grapheme, n, 1, role, shade);
}

int canvas_putn(struct canvas *c, struct rect r, const char *text, size_t n,
		enum role role)
{
	struct rect in = rect_meet(r, canvas_rect(c));
	int x = r.x, cells = 0;

	if (in.h == 0 || in.y != r.y)
		return 0;
	while (n > 0) {
		size_t len = text_next(text, n, &cells);

		if (x + cells > in.x + in.w)
			break;
		if (x >= in.x && cells > 0)
			set(c, x, r.y, text, len, cells, role, SHADE_FULL);
		x += cells;
		text += len;
		n -= len;
	}
	return x - r.x;
}

int canvas_put(struct canvas *c, struct rect r, const char *text,
	       enum role role)
{
	return canvas_putn(c, r, text, strlen(text), role);
}

int canvas_put_right(struct canvas *c, struct rect r, const char *text,
		     enum role role)
{
	size_t used,
		n = text_fit(text, strlen(text), (size_t)most(r.w, 0), &used);

	return canvas_putn(c, rect_right(r, r.w - (int)used), text, n, role);
}

int canvas_put_cut(struct canvas *c, struct rect r, const char *text,
		   enum role role)
{
	const char *ellipsis = glyph_text(GLYPH_ELLIPSIS, c->ascii);
	struct str cut = {0};
	int used;

	text_cut(&cut, text, strlen(text), (size_t)most(r.w, 0), ellipsis);
	used = canvas_putn(c, r, str_text(&cut), cut.len, role);
	str_fini(&cut);
	return used;
}

void canvas_copy(struct canvas *c, struct rect r, const struct canvas *from)
{
	struct rect in = rect_meet(r, canvas_rect(c));
	size_t n;

	in.w = least(in.w, from->w);
	in.h = least(in.h, from->h);
	for (int y = 0; y < in.h; y++) {
		for (int x = 0; x < in.w; x++) {
			const struct cell *cell = canvas_at(from, x, y);
			const char *text = canvas_text(from, cell, &n);

			if (cell->width > 0 && x + cell->width <= in.w)
				set(c, in.x + x, in.y + y, text, n, cell->width,
				    (enum role)cell->role,
				    (enum shade)cell->shade);
		}
	}
}

void canvas_paint(struct canvas *c, struct rect r, enum role role)
{
	r = rect_meet(r, canvas_rect(c));
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			cell_at(c, x, y)->role = (uint8_t)role;
}

void canvas_sign(struct canvas *c, struct rect r, enum glyph glyph,
		 enum role role)
{
	canvas_put(c, r, glyph_text(glyph, c->ascii), role);
}

static void fill_sign(struct canvas *c, struct rect r, enum glyph glyph,
		      enum role role)
{
	canvas_fill(c, r, glyph_text(glyph, c->ascii), role, SHADE_FULL);
}

void canvas_rule(struct canvas *c, struct rect r, enum role role)
{
	fill_sign(c, rect_row(r, 0), GLYPH_RULE, role);
}

void canvas_edge(struct canvas *c, struct rect r, enum role role)
{
	r.w = least(r.w, 1);
	fill_sign(c, r, GLYPH_EDGE, role);
}

void canvas_box(struct canvas *c, struct rect r, enum role role)
{
	struct rect top = rect_row(r, 0), bottom = rect_row(r, r.h - 1);

	if (r.w < 2 || r.h < 2)
		return;
	canvas_rule(c, top, role);
	canvas_rule(c, bottom, role);
	canvas_edge(c, r, role);
	canvas_edge(c, rect_right(r, r.w - 1), role);
	canvas_sign(c, top, GLYPH_CORNER_NW, role);
	canvas_sign(c, rect_right(top, r.w - 1), GLYPH_CORNER_NE, role);
	canvas_sign(c, bottom, GLYPH_CORNER_SW, role);
	canvas_sign(c, rect_right(bottom, r.w - 1), GLYPH_CORNER_SE, role);
}

bool canvas_same_cell(const struct canvas *a, const struct cell *in_a,
		      const struct canvas *b, const struct cell *in_b)
{
	const char *x, *y;
	size_t n, m;

	if (in_a->len <= CELL_TEXT)
		return memcmp(in_a, in_b, sizeof *in_a) == 0;
	x = canvas_text(a, in_a, &n);
	y = canvas_text(b, in_b, &m);
	return n == m && memcmp(x, y, n) == 0 && in_a->width == in_b->width &&
	       in_a->role == in_b->role && in_a->shade == in_b->shade;
}

bool canvas_differ(const struct canvas *a, const struct canvas *b, int *x,
		   int *y)
{
	must(a->w == b->w && a->h == b->h);
	for (int i = *y * a->w + *x; i < a->w * a->h; i++) {
		if (canvas_same_cell(a, &a->cells[i], b, &b->cells[i]))
			continue;
		*x = i % a->w;
		*y = i / a->w;
		return true;
	}
	return false;
}

void canvas_row(const struct canvas *c, int y, struct str *out)
{
	size_t end = out->len, n;

	for (int x = 0; x < c->w; x++) {
		const struct cell *cell = canvas_at(c, x, y);
		const char *text = canvas_text(c, cell, &n);

		str_addn(out, text, n);
		if (n > 0 && !(n == 1 && text[0] == ' '))
			end = out->len;
	}
	str_cut(out, end);
}
