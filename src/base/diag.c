/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with a text: the list, and its rendering.
 * Nothing of the source or of a message reaches the output unsafe.
 */
#include "base/diag.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum {
	DIAG_TAB = 8,     /* a tab goes to the next multiple of this */
	DIAG_WIDTH = 76,  /* cells for a line of the source */
	DIAG_BEFORE = 40, /* of a long one, how much stands before the place */
	DIAG_INDENT = 2,
	DIAG_NEARBY = 4096,
};

#define DIAG_ELLIPSIS "..."

void diag_addv(struct diags *diags, enum diag_level level, size_t begin,
	       size_t end, const char *format, va_list args)
{
	struct str *text = &diags->scratch;
	const char *message;

	diags->last_kept = diags->len < DIAG_MAX;
	if (diags->last_kept) {
		str_clear(text);
		str_addv(text, format, args);
		message = arena_str(&diags->arena, str_text(text), text->len);
		diags->list[diags->len++] = (struct diag){
			level, begin, end < begin ? begin : end, message, NULL};
	}
	diags->counts[level]++;
}

void diag_add(struct diags *diags, enum diag_level level, size_t begin,
	      size_t end, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_addv(diags, level, begin, end, format, args);
	va_end(args);
}

void diag_hint(struct diags *diags, const char *format, ...)
{
	struct str *text = &diags->scratch;
	va_list args;

	if (!diags->last_kept)
		return;
	str_clear(text);
	va_start(args, format);
	str_addv(text, format, args);
	va_end(args);
	diags->list[diags->len - 1].hint =
		arena_str(&diags->arena, str_text(text), text->len);
}

bool diags_has_errors(const struct diags *diags)
{
	return diags->counts[DIAG_ERROR] > 0;
}

void diags_fini(struct diags *diags)
{
	arena_free(&diags->arena);
	str_fini(&diags->scratch);
	*diags = (struct diags){0};
}

/* Sets the range of the line in which byte OFFSET stands, and its number. */
static void source_line(const struct source *source, size_t offset,
			struct place *place)
{
	const char *text = source->text, *newline;

	place->line = 1;
	place->begin = 0;
	while (place->begin < offset &&
	       (newline = memchr(text + place->begin, '\n',
				 offset - place->begin))) {
		place->begin = (size_t)(newline - text) + 1;
		place->line++;
	}
	newline = offset < source->len
			  ? memchr(text + offset, '\n', source->len - offset)
			  : NULL;
	place->end = newline ? (size_t)(newline - text) : source->len;
	if (place->end > place->begin && text[place->end - 1] == '\r')
		place->end--;
}

/* Sets *PLACE to that of byte OFFSET, and returns the beginning of the
 * grapheme in which it stands, at most the end of the line. */
static size_t source_find(const struct source *source, size_t offset,
			  struct place *place)
{
	size_t at;

	if (offset > source->len)
		offset = source->len;
	source_line(source, offset, place);
	at = place->begin;
	for (place->column = 1; at < offset && at < place->end;
	     place->column++) {
		int cells;
		size_t step =
			text_next(source->text + at, place->end - at, &cells);

		if (at + step > offset)
			break;
		at += step;
	}
	return at;
}

struct place source_place(const struct source *source, size_t offset)
{
	struct place place;

	source_find(source, offset, &place);
	return place;
}

/* Appends a part of a line that begins at cell COLUMN, safe and without tabs;
 * returns the cells it takes. */
static size_t diag_expand(struct str *out, const char *s, size_t n,
			  size_t column)
{
	size_t start = column;

	while (n) {
		const char *tab = memchr(s, '\t', n);
		size_t len = tab ? (size_t)(tab - s) : n, from = out->len;

		text_safe(out, s, len);
		column += text_width(str_text(out) + from, out->len - from);
		if (tab) {
			size_t blanks = DIAG_TAB - column % DIAG_TAB;

			str_fill(out, ' ', blanks);
			column += blanks;
			len++;
		}
		s += len;
		n -= len;
	}
	return column - start;
}

/* The part of a line around a place, safe, as one text: what stands before
 * the place, what is marked, and what stands after. */
struct excerpt {
	struct str *text;
	size_t mark;         /* bytes before the marked part */
	size_t before_cells; /* and the cells of these */
	size_t mark_cells;
	size_t cells; /* of the whole text */
	bool cut;     /* does the line begin before the excerpt? */
};

/* Of very long lines no more than DIAG_NEARBY bytes on each side are looked
 * at; MARK, where the marked part begins, stands at the start of a grapheme. */
static void excerpt_fill(struct excerpt *excerpt, const char *text,
			 const struct place *place, size_t mark, size_t end)
{
	size_t begin = place->begin, stop = place->end, cells;

	excerpt->cut = mark - begin > DIAG_NEARBY;
	if (excerpt->cut)
		begin = mark - DIAG_NEARBY;
	if (stop - mark > DIAG_NEARBY)
		stop = mark + DIAG_NEARBY;
	end = end < mark ? mark : end < stop ? end : stop;
	str_clear(excerpt->text);
	cells = diag_expand(excerpt->text, text + begin, mark - begin, 0);
	excerpt->before_cells = cells;
	excerpt->mark = excerpt->text->len;
	cells += diag_expand(excerpt->text, text + mark, end - mark, cells);
	excerpt->mark_cells = cells - excerpt->before_cells;
	cells += diag_expand(excerpt->text, text + end, stop - end, cells);
	excerpt->cells = cells;
}

static void excerpt_print_caret(size_t indent, size_t cells, struct str *out)
{
	size_t room = indent < DIAG_WIDTH ? DIAG_WIDTH - indent : 0;

	str_fill(out, ' ', DIAG_INDENT + indent);
	str_addc(out, '^');
	cells = cells < room ? cells : room;
	str_fill(out, '~', cells > 1 ? cells - 1 : 0);
	str_addc(out, '\n');
}

/* A line that is too long loses its beginning, where that is far from the
 * place, and its end. */
static void excerpt_print(const struct excerpt *excerpt, struct str *out)
{
	const char *text = str_text(excerpt->text);
	size_t len = excerpt->text->len, room = DIAG_WIDTH;
	size_t indent = excerpt->before_cells, used, skip = 0;
	bool fits = excerpt->cells <= DIAG_WIDTH && !excerpt->cut;

	str_fill(out, ' ', DIAG_INDENT);
	if (!fits && indent > DIAG_BEFORE) {
		skip = text_fit(text, excerpt->mark, indent - DIAG_BEFORE,
				&used);
		str_add(out, DIAG_ELLIPSIS);
		room -= strlen(DIAG_ELLIPSIS);
		indent = indent - used + strlen(DIAG_ELLIPSIS);
	}
	text_cut(out, text + skip, len - skip, room, DIAG_ELLIPSIS);
	str_addc(out, '\n');
	excerpt_print_caret(indent, excerpt->mark_cells, out);
}

static const char *diag_level_name(enum diag_level level)
{
	static const char *const names[] = {
		[DIAG_ERROR] = N_("error"),
		[DIAG_WARNING] = N_("warning"),
		[DIAG_NOTE] = N_("note"),
	};

	return _(names[level]);
}

static void diag_print(const struct diag *diag, const struct source *source,
		       struct str *scratch, struct str *out)
{
	struct excerpt excerpt = {.text = scratch};
	struct place place;
	size_t mark = source_find(source, diag->begin, &place);

	text_safe(out, source->name, strlen(source->name));
	str_addf(out, ":%zu:%zu: %s: ", place.line, place.column,
		 diag_level_name(diag->level));
	text_safe(out, diag->message, strlen(diag->message));
	str_addc(out, '\n');
	excerpt_fill(&excerpt, source->text, &place, mark, diag->end);
	if (excerpt.cells)
		excerpt_print(&excerpt, out);
	if (diag->hint) {
		str_fill(out, ' ', DIAG_INDENT);
		text_safe(out, diag->hint, strlen(diag->hint));
		str_addc(out, '\n');
	}
}

void diags_print(struct diags *diags, const struct source *source,
		 struct str *out)
{
	size_t more = 0;

	for (size_t i = 0; i < diags->len; i++)
		diag_print(diags->list + i, source, &diags->scratch, out);
	for (size_t i = 0; i < sizeof diags->counts / sizeof *diags->counts;
	     i++)
		more += diags->counts[i];
	more -= diags->len;
	if (more)
		str_addf(out,
			 ngettext("%zu more is not shown\n",
				  "%zu more are not shown\n", more),
			 more);
}
