/* SPDX-License-Identifier: MIT */
/*
 * The chosen task's lines of the scenario, the statement it is at marked; while
 * it is in a routine, the routine's.
 */
#include "ui/pane.h"

#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/vec.h"
#include "story/names.h"

#include <string.h>

enum { MARK = 2, TAB = 4, ROWS_MOST = 40 };

struct text_row {
	size_t begin, len;
};

struct excerpt {
	struct VEC(struct text_row) lines;
	size_t current; /* of them, or SIZE_MAX */
};

/* --- the lines --- */

static size_t line_begin(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct program *p, size_t at)
{
	const char *end = memchr(p->source + at, '\n', p->source_len - at);

	return end ? (size_t)(end - p->source) : p->source_len;
}

/* Does a declaration begin here, and not its body? */
static bool is_top(const struct program *p, size_t begin)
{
	return begin < p->source_len &&
	       strchr(" \t\r\n#", p->source[begin]) == NULL;
}

static bool says_nothing(const struct program *p, struct text_row line)
{
	size_t i = 0;

	while (i < line.len && strchr(" \t\r", p->source[line.begin + i]))
		i++;
	return i == line.len || p->source[line.begin + i] == '#';
}

/* The declaration round the byte AT. */
static void find_block(struct excerpt *b, const struct program *p, size_t at)
{
	size_t begin = line_begin(p->source, at), mark = begin;

	while (begin > 0 && !is_top(p, begin))
		begin = line_begin(p->source, begin - 1);
	b->current = SIZE_MAX;
	do {
		size_t end = line_end(p, begin);

		if (begin == mark)
			b->current = b->lines.len;
		vec_push(&b->lines, (struct text_row){begin, end - begin});
		begin = end + 1;
	} while (begin < p->source_len && !is_top(p, begin));
	while (b->lines.len > 1 && says_nothing(p, *vec_last(&b->lines)))
		b->lines.len--;
}

/* Where the copy is in the source; *INSIDE: at a statement, not before its
 * first or behind its last. */
static bool find_place(const struct session *s, size_t run, uint32_t copy,
		       size_t *at, bool *inside)
{
	const struct machine *m = session_machine(s, run);
	const struct program *p = s->runs[run].program;
	uint32_t pc = p->tasks[program_task_of(p, copy)].entry, stmt;

	*inside = m != NULL && (m->tasks[copy].state == TASK_READY ||
				m->tasks[copy].state == TASK_RUNNING ||
				m->tasks[copy].state == TASK_WAITING);
	if (*inside)
		pc = m->tasks[copy].pc;
	stmt = p->code[pc].stmt;
	if (stmt >= p->n_stmts) {
		*inside = false;
		stmt = p->code[p->tasks[program_task_of(p, copy)].entry].stmt;
	}
	if (stmt >= p->n_stmts)
		return false;
	*at = p->stmts[stmt].begin;
	return *at < p->source_len;
}

static bool excerpt_find(struct excerpt *b, const struct session *s, size_t run,
			 uint32_t *copy)
{
	bool inside;
	size_t at;

	if (!session_task(s, copy) || !find_place(s, run, *copy, &at, &inside))
		return false;
	find_block(b, s->runs[run].program, at);
	if (!inside)
		b->current = SIZE_MAX;
	return true;
}

/* --- drawing --- */

static int need(const struct session *s, size_t run)
{
	struct excerpt b = {0};
	uint32_t copy;
	size_t n = excerpt_find(&b, s, run, &copy) ? b.lines.len + 1 : 0;

	vec_fini(&b.lines);
	return n < ROWS_MOST ? (int)n : ROWS_MOST;
}

static void draw_head(struct canvas *c, struct rect r, const struct session *s,
		      size_t run, uint32_t copy)
{
	struct str text = {0};
	int used;

	name_add_shown(&text, s->program, copy);
	used = canvas_put_cut(c, r, str_text(&text), ROLE_LANE);
	str_clear(&text);
	str_addf(&text, " %s ", glyph_text(GLYPH_DOT, c->ascii));
	str_add(&text, words_state(&s->words,
				   moment_state(session_moment(s, run), copy,
						session_now(s, run))));
	canvas_put_cut(c, rect_right(r, used), str_text(&text), ROLE_FAINT);
	str_fini(&text);
}

static void draw_line(struct canvas *c, struct rect r, const struct program *p,
		      struct text_row line, bool current)
{
	struct str text = {0};
	size_t i = 0;

	for (; i < line.len && strchr(" \t", p->source[line.begin + i]); i++)
		str_fill(&text, ' ',
			 p->source[line.begin + i] == '\t' ? TAB : 1);
	text_safe(&text, p->source + line.begin + i, line.len - i);
	canvas_put_cut(c, rect_right(r, MARK), str_text(&text),
		       current ? ROLE_TITLE : ROLE_TEXT);
	if (current)
		canvas_sign(c, r, GLYPH_CHOSEN, ROLE_PLAYHEAD);
	str_fini(&text);
}

static void draw(struct canvas *c, struct rect r, const struct session *s,
		 size_t run)
{
	struct excerpt b = {0};
	uint32_t copy;
	size_t top = 0, rows = (size_t)r.h - 1;

	if (excerpt_find(&b, s, run, &copy)) {
		draw_head(c, r, s, run, copy);
		if (b.current != SIZE_MAX && b.current >= rows)
			top = b.current - rows + 1 +
			      (b.current + 1 < b.lines.len);
		for (size_t i = top; i < b.lines.len && i - top < rows; i++)
			draw_line(c, rect_row(r, (int)(i - top) + 1),
				  s->runs[run].program, b.lines.at[i],
				  i == b.current);
	}
	vec_fini(&b.lines);
}

const struct pane pane_code = {N_("code"), "code", need, draw, 4, false};
