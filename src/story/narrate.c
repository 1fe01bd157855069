/* SPDX-License-Identifier: MIT */
/*
 * Narration: a sentence and what fills it in, made once for each event.
 */
#include "story/narrate.h"

#include "base/i18n.h"
#include "story/fill.h"
#include "story/names.h"
#include "story/sentence.h"

enum { WORDS = 10, TEXTS = 7 };

struct blanks {
	struct str text[TEXTS];
	struct fill fills[WORDS];
};

/* --- names --- */

static void add_in(struct str *out, const char *form, const char *place,
		   const struct str *name)
{
	const struct fill fill = {place, str_text(name)};

	fill_add(out, form, &fill, 1);
}

/* Is it somebody, and not something that has a name? */
static bool is_somebody(uint32_t actor)
{
	enum actor_class class = actor_class(actor);

	return class == ACTOR_TASK || class == ACTOR_THREAD ||
	       class == ACTOR_CORE || class == ACTOR_LOOP || class == ACTOR_GIL;
}

/* A name in the middle of a sentence. */
static void add_name(struct str *out, const struct narrator *n, uint32_t actor)
{
	struct str name = {0};

	if (actor == ACTOR_NONE)
		return;
	name_add_called(&name, &n->words, n->program, n->loops, actor);
	if (is_somebody(actor))
		str_add(out, str_text(&name));
	else
		add_in(out, _("{thing}"), "thing", &name);
	str_fini(&name);
}

static const char *the_loop(const struct narrator *n)
{
	return words_or(&n->words, "loop", _("The event loop"));
}

/* A name that a sentence begins with. */
static void add_subject(struct str *out, const struct narrator *n, uint32_t who)
{
	enum actor_class class;
	struct str name = {0};

	if (who == ACTOR_NONE)
		return;
	class = actor_class(who);
	if (n->loops == 1 && class == ACTOR_THREAD && actor_index(who) == 0) {
		str_add(out, the_loop(n));
	} else if (class == ACTOR_THREAD && !words_find(&n->words, "worker")) {
		name_add_called(&name, NULL, n->program, n->loops, who);
		add_in(out, _("Thread {thread}"), "thread", &name);
	} else if (class == ACTOR_CORE && n->one_core &&
		   words_find(&n->words, "core")) {
		str_add(out, words_find(&n->words, "core"));
	} else if (class == ACTOR_CORE && !words_find(&n->words, "core")) {
		str_addi(&name, actor_index(who));
		add_in(out, _("Core {core}"), "core", &name);
	} else {
		add_name(out, n, who);
	}
	str_fini(&name);
}

/* The text an event keeps: a printed line, or a group's members. */
static void add_text(struct str *out, const struct narrator *n,
		     const struct event *e)
{
	if (e->kind == EV_PRINT)
		str_add(out, trace_text(n->trace, (uint64_t)e->value));
}

static void add_by(struct str *out, const struct narrator *n,
		   const struct event *e)
{
	bool is_group = e->by == ACTOR(ACTOR_FAILURE, FAILURE_GROUP) &&
			(e->kind == EV_END || e->kind == EV_CAUGHT);

	add_name(out, n, e->by);
	if (is_group && e->value > 0) {
		str_addc(out, '[');
		str_add(out, trace_text(n->trace, (uint64_t)e->value - 1));
		str_addc(out, ']');
	}
}

static void blanks_init(struct blanks *w, const struct narrator *n,
			const struct event *e, const struct sentence *told)
{
	static const char *const places[TEXTS] = {
		"who", "name", "by", "for", "value", "text", "holder"};

	*w = (struct blanks){0};
	add_subject(w->text + 0, n, e->who);
	add_name(w->text + 1, n, e->who);
	add_by(w->text + 2, n, e);
	if (e->value >= 0)
		fill_dur(w->text + 3, e->value, n->program->unit);
	str_addi(w->text + 4, e->value);
	add_text(w->text + 5, n, e);
	if (e->kind == EV_DEADLOCK)
		add_name(w->text + 6, n, (uint32_t)e->value);
	for (size_t i = 0; i < TEXTS; i++)
		w->fills[i] = (struct fill){places[i], str_text(w->text + i)};
	w->fills[TEXTS] = (struct fill){
		"loop", n->loops > 1 ? str_text(w->text + 1) : the_loop(n)};
	w->fills[TEXTS + 1] = (struct fill){
		"stuck", words_or(&n->words, "deadlock", _("Deadlock"))};
	w->fills[TEXTS + 2] =
		(struct fill){"term", words_or(&n->words, told->term, "")};
}

static void blanks_fini(struct blanks *w)
{
	for (size_t i = 0; i < TEXTS; i++)
		str_fini(w->text + i);
}

static void add_why(struct str *out, const struct narrator *n,
		    const char *before, const struct sentence *why)
{
	const struct fill fill = {"term", words_or(&n->words, why->term, "")};

	if (!why->text)
		return;
	str_add(out, before);
	fill_add(out, _(why->text), &fill, 1);
}

static void add_reason(struct str *out, const struct narrator *n,
		       const struct event *e)
{
	struct sentence rule = sentence_rule(n, e), tie = sentence_tie(n, e);

	if (e->kind != EV_RUN && e->kind != EV_PREEMPT && e->kind != EV_SWITCH)
		return;
	add_why(out, n, ": ", &rule);
	add_why(out, n, "; ", &tie);
}

/* The author's words for a statement that takes time. */
static void add_label(struct str *out, const struct narrator *n,
		      const struct event *e)
{
	const char *label;

	if (e->kind != EV_WORK && e->kind != EV_WAIT && e->kind != EV_SLEEP &&
	    e->kind != EV_BLOCK)
		return;
	label = e->stmt == NONE ? NULL : n->program->stmts[e->stmt].label;
	if (label) {
		str_add(out, ": ");
		str_add(out, label);
	}
}

struct narrator narrator_make(const struct program *p, const struct trace *tr,
			      const struct setup *setup)
{
	return (struct narrator){
		.program = p,
		.trace = tr,
		.loops = setup_loops(setup, p),
		.one_core = setup->key[KEY_CORES] <= 1,
		.in_line = setup->model == MODEL_SYNC,
	};
}

/* What a task does, in the story's words, if there are some. */
static bool tell_in_words(struct str *out, const struct narrator *n,
			  const struct event *e)
{
	enum ev kind = (enum ev)e->kind;
	struct str who = {0}, by = {0};
	bool is_told = false;

	if (n->words.len == 0 || e->who == ACTOR_NONE ||
	    actor_class(e->who) != ACTOR_TASK)
		return false;
	if (kind == EV_END && e->rule == END_FAILED)
		return false;
	if (kind == EV_BLOCK &&
	    state_after_block(e, n->program) == STATE_WAITING)
		kind = EV_WAIT;
	add_name(&who, n, e->who);
	add_name(&by, n, e->by);
	is_told =
		words_tell(out, &n->words, kind, str_text(&who), str_text(&by));
	str_fini(&who);
	str_fini(&by);
	return is_told;
}

void narrate(struct str *out, const struct narrator *n, uint64_t ev)
{
	const struct event *e = trace_at(n->trace, ev);
	const struct sentence told = sentence_of(n, e);
	struct blanks w;

	blanks_init(&w, n, e, &told);
	if (!tell_in_words(out, n, e))
		fill_add(out, _(told.text), w.fills, WORDS);
	blanks_fini(&w);
	add_label(out, n, e);
	add_reason(out, n, e);
	if (e->kind == EV_END && e->tie)
		str_add(out, _("; a cancellation came too late"));
}

size_t narrate_stuck(struct str *out, const struct narrator *n)
{
	size_t told = 0;

	for (uint64_t i = 0; i < n->trace->n; i++) {
		uint8_t kind = trace_at(n->trace, i)->kind;

		if (kind != EV_DEADLOCK && kind != EV_LIVELOCK)
			continue;
		narrate(out, n, i);
		str_addc(out, '\n');
		told++;
	}
	return told;
}
