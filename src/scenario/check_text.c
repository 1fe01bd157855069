/* SPDX-License-Identifier: MIT */
/*
 * Texts in quotes: labels, and what `print` prints with its {names}.
 * What comes out is safe to show.
 */
#include "scenario/check.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

struct reader {
	struct checker *c;
	uint32_t at, end; /* between the quotes */
	struct str text;  /* since the last piece */
	struct piece *first, **tail;
};

/* "\" and what follows it */
static void take_escape(struct reader *r)
{
	const char *at = r->c->source->text + r->at;

	if (r->end - r->at < 2 || !strchr("\"\\n", at[1])) {
		check_error(r->c, (struct span){r->at, r->at + 1},
			    _("nothing is meant by this backslash"));
		diag_hint(r->c->diags, _("there are: %s"), "\\\" \\\\ \\n");
		r->at++;
		return;
	}
	str_addc(&r->text, at[1] == 'n' ? '\n' : at[1]);
	r->at += 2;
}

/* Made safe line by line: a newline stays one. */
static const char *safe(struct reader *r, char newline)
{
	struct str out = {0};
	const char *at = str_text(&r->text), *end = at + r->text.len;
	const char *kept;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		text_safe(&out, at, (size_t)((stop ? stop : end) - at));
		if (stop)
			str_addc(&out, newline);
		at = stop ? stop + 1 : end;
	}
	kept = arena_str(r->c->keep, str_text(&out), out.len);
	str_fini(&out);
	return kept;
}

const char *check_label(struct checker *c, struct span label)
{
	struct reader r = {.c = c, .at = label.begin + 1, .end = label.end - 1};
	const char *kept = NULL;

	if (label.end == 0)
		return NULL;
	while (r.at < r.end) {
		if (c->source->text[r.at] == '\\')
			take_escape(&r);
		else
			str_addc(&r.text, c->source->text[r.at++]);
	}
	if (r.text.len > 0)
		kept = safe(&r, ' ');
	str_fini(&r.text);
	return kept;
}

static struct piece *add_piece(struct reader *r, enum piece_kind kind)
{
	struct piece *piece = arena_alloc(r->c->work, sizeof *piece);

	piece->kind = (uint8_t)kind;
	*r->tail = piece;
	r->tail = &piece->next;
	return piece;
}

static void end_text(struct reader *r)
{
	if (r->text.len == 0)
		return;
	add_piece(r, PIECE_TEXT)->text = safe(r, '\n');
	str_clear(&r->text);
}

static bool is_word(const struct reader *r, struct span at, const char *word)
{
	return at.end - at.begin == strlen(word) &&
	       memcmp(r->c->source->text + at.begin, word, strlen(word)) == 0;
}

/* What a {name} is replaced by. */
static void add_name(struct reader *r, struct span at)
{
	struct name name = {.at = at, .ref = NONE};

	if (is_word(r, at, "number")) {
		add_piece(r, PIECE_NUMBER);
		return;
	}
	if (is_word(r, at, "task")) {
		add_piece(r, PIECE_TASK);
		return;
	}
	name.id = lex_name_find(r->c->tokens, r->c->source->text + at.begin,
				at.end - at.begin);
	if (check_var(r->c, &name)) {
		struct piece *piece = add_piece(r, PIECE_VAR);

		piece->var = name.ref;
		piece->text =
			arena_str(r->c->work, r->c->source->text + at.begin,
				  at.end - at.begin);
	}
}

/* "{" NAME "}" */
static void take_name(struct reader *r)
{
	const char *text = r->c->source->text;
	uint32_t begin = r->at + 1, at = begin;

	while (at < r->end && text[at] != '}' && text[at] != '{')
		at++;
	if (at == r->end || text[at] == '{' || at == begin) {
		check_error(r->c, (struct span){r->at, at},
			    _("this brace begins no {name}"));
		diag_hint(r->c->diags, _("a brace itself is written {{"));
		r->at = at + (at < r->end && text[at] == '}');
		return;
	}
	end_text(r);
	add_name(r, (struct span){begin, at});
	r->at = at + 1;
}

/* "{{", "}}", or a name */
static void take_brace(struct reader *r)
{
	const char *at = r->c->source->text + r->at;

	if (r->end - r->at >= 2 && at[1] == at[0]) {
		str_addc(&r->text, at[0]);
		r->at += 2;
	} else if (at[0] == '{') {
		take_name(r);
	} else {
		check_error(r->c, (struct span){r->at, r->at + 1},
			    _("this brace ends no {name}"));
		diag_hint(r->c->diags, _("a brace itself is written }}"));
		r->at++;
	}
}

struct piece *check_print(struct checker *c, struct span text)
{
	struct reader r = {.c = c, .at = text.begin + 1, .end = text.end - 1};

	r.tail = &r.first;
	while (text.end > 0 && r.at < r.end) {
		char byte = c->source->text[r.at];

		if (byte == '\\')
			take_escape(&r);
		else if (byte == '{' || byte == '}')
			take_brace(&r);
		else
			str_addc(&r.text, c->source->text[r.at++]);
	}
	end_text(&r);
	str_fini(&r.text);
	return r.first;
}
