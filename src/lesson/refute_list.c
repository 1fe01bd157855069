/* SPDX-License-Identifier: MIT */
/*
 * Against a wrong order of tasks or of lines: the first place at which it goes
 * wrong, and what whoever stands there is doing then.
 */
#include "base/i18n.h"
#include "lesson/evidence.h"
#include "lesson/explain.h"
#include "lesson/refute.h"
#include "lesson/telling.h"

#include <string.h>

/* --- tasks --- */

static size_t first_wrong(const struct value *a, const struct value *b)
{
	size_t i = 0;

	while (i < a->len && i < b->len && a->actors[i] == b->actors[i])
		i++;
	return i;
}

/* The event behind the I-th task of the answer. */
static uint64_t event_of(const struct query_note *n, size_t i)
{
	return evidence_first(n->showing,
			      strcmp(n->function->name, "order") == 0 ? EV_END
								      : EV_RUN,
			      n->value.actors[i]);
}

static bool against_order(struct str *out, const struct query_note *n,
			  const struct value *guess, size_t i)
{
	struct telling told = {.showing = n->showing};
	uint64_t ev = event_of(n, i);

	if (ev == EVIDENCE_NONE)
		return false;
	tell_actor(&told, "a", guess->actors[i]);
	tell_actor(&told, "b", n->value.actors[i]);
	if (strcmp(n->function->name, "order") == 0) {
		tell(out, &told,
		     _("That has {a} done before {b}. But look at the moment "
		       "when {b} ends."));
		refute_when(out, n->showing, actor_index(guess->actors[i]), ev);
	} else {
		tell(out, &told,
		     _("That has {a} begin before {b}. But a core goes to {b} "
		       "first."));
		str_addc(out, ' ');
		explain_event(out, n->showing, ev);
	}
	return true;
}

/* All the turns: which one it is, and how it goes on there. */
static bool against_turns(struct str *out, const struct query_note *n,
			  const struct value *guess, size_t i)
{
	struct telling told = {.showing = n->showing};

	tell_count(&told, "n", (int64_t)i + 1);
	tell_actor(&told, "a", guess->actors[i]);
	tell(out, &told, _("It goes wrong at turn {n}: it is not {a}."));
	return true;
}

bool refute_list(struct str *out, const struct query_note *n,
		 const struct value *guess)
{
	struct telling told = {.showing = n->showing};
	size_t i = first_wrong(guess, &n->value);

	if (i == n->value.len || i == guess->len) {
		tell(out, &told,
		     i == guess->len
			     ? _("So far it is right, but that is not all.")
			     : _("There it ends, and nobody comes any more."));
		return true;
	}
	return strcmp(n->function->name, "turns") == 0
		       ? against_turns(out, n, guess, i)
		       : against_order(out, n, guess, i);
}

/* --- lines --- */

/* The event of the I-th line printed. */
static uint64_t print_event(const struct showing *s, size_t i)
{
	for (uint64_t ev = 0; ev < s->trace->n; ev++)
		if (trace_at(s->trace, ev)->kind == EV_PRINT && i-- == 0)
			return ev;
	return EVIDENCE_NONE;
}

static size_t line_at(const struct value *v, const char *line, size_t from)
{
	while (from < v->len && strcmp(v->lines[from], line) != 0)
		from++;
	return from;
}

/* The line is there too early: what its writer is doing at that moment. */
static void say_too_early(struct str *out, const struct query_note *n,
			  const char *line, size_t at, size_t belongs)
{
	const struct showing *s = n->showing;
	uint64_t now = print_event(s, at), later = print_event(s, belongs);
	uint32_t writer = trace_at(s->trace, later)->who;
	struct telling told = {.showing = s};

	tell_text(&told, "line", line);
	tell_actor(&told, "task", writer);
	if (trace_at(s->trace, now)->who == writer) {
		tell(out, &told,
		     _("\"{line}\" comes too early: {task} has another line "
		       "before it."));
		return;
	}
	tell(out, &told, _("\"{line}\" comes too early."));
	refute_when(out, s, actor_index(writer), now);
}

bool refute_lines(struct str *out, const struct query_note *n,
		  const struct value *guess)
{
	struct telling told = {.showing = n->showing};
	size_t i = 0, belongs;

	while (i < guess->len && i < n->value.len &&
	       strcmp(guess->lines[i], n->value.lines[i]) == 0)
		i++;
	if (i == guess->len || i == n->value.len) {
		tell(out, &told,
		     i == guess->len
			     ? _("So far it is right, but that is not all.")
			     : _("There it ends: nothing more is printed."));
		return true;
	}
	belongs = line_at(&n->value, guess->lines[i], i);
	if (belongs < n->value.len) {
		say_too_early(out, n, guess->lines[i], i, belongs);
		return true;
	}
	tell_text(&told, "line", guess->lines[i]);
	tell(out, &told,
	     line_at(&n->value, guess->lines[i], 0) < i
		     ? _("\"{line}\" is not printed so often.")
		     : _("Nobody prints \"{line}\" here."));
	return true;
}
