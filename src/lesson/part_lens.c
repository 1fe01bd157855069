/* SPDX-License-Identifier: MIT */
/*
 * Block `words`: the analogy, term by term, and where it breaks.
 */
#include "base/i18n.h"
#include "base/near.h"
#include "lesson/part.h"

#include <string.h>

const struct lens_term lens_terms[] = {
	{"blocked", N_("to be blocked")},
	{"core", N_("a core")},
	{"cpu", N_("the CPU")},
	{"cooperate", N_("to give way by oneself")},
	{"deadlock", N_("a deadlock")},
	{"device", N_("a device")},
	{"done", N_("to have ended")},
	{"gil", N_("the GIL")},
	{"lock", N_("a lock")},
	{"loop", N_("the event loop")},
	{"memory", N_("memory")},
	{"output", N_("output")},
	{"policy", N_("a policy")},
	{"pool", N_("a pool")},
	{"preempt", N_("to preempt")},
	{"process", N_("a process")},
	{"quantum", N_("a quantum")},
	{"queue", N_("the ready queue")},
	{"ready", N_("to be ready")},
	{"running", N_("to run")},
	{"scheduler", N_("the scheduler")},
	{"spawn", N_("to spawn")},
	{"switch", N_("a context switch")},
	{"task", N_("a task")},
	{"thread", N_("a thread")},
	{"timer", N_("a timer")},
	{"waiting", N_("to wait")},
	{"wake", N_("to wake")},
	{"work", N_("work")},
	{"worker", N_("a worker")},
	{"yield", N_("to yield")},
	{NULL, NULL},
};

const char *lens_term_shown(const char *term)
{
	for (size_t i = 0; lens_terms[i].name; i++) {
		if (strcmp(lens_terms[i].name, term) == 0)
			return _(lens_terms[i].shown);
	}
	return term;
}

const char *lens_find(const struct lens *lens, const char *term)
{
	for (size_t i = 0; lens && i < lens->len; i++) {
		if (strcmp(lens->at[i].term, term) == 0)
			return lens->at[i].word;
	}
	return NULL;
}

static bool check_term(struct part_reader *r, const struct field *f)
{
	struct near near = {.name = f->key, .len = strlen(f->key)};

	for (size_t i = 0; lens_terms[i].name; i++) {
		if (strcmp(lens_terms[i].name, f->key) == 0)
			return true;
		near_offer(&near, lens_terms[i].name,
			   strlen(lens_terms[i].name));
	}
	part_wrong(r, f->key_begin, f->key_end, _("the lens has no such term"));
	if (near.best)
		part_nearest(r, &near);
	else
		part_hint(r, _("turntable list terms names them all"));
	return false;
}

static void add_word(struct part_reader *r, struct lens *lens,
		     const struct field *f)
{
	if (f->kind != FIELD_KEY) {
		part_wrong(r, f->value_begin, f->value_end,
			   _("a line of this block is TERM = WORDS"));
	} else if (strcmp(f->key, "breaks") == 0) {
		lens->breaks = f->value;
	} else if (check_term(r, f)) {
		if (lens_find(lens, f->key))
			part_wrong(r, f->key_begin, f->key_end,
				   _("this term has its words already"));
		else if (part_needs(r, f, f->key))
			lens->at[lens->len++] = (struct word){f->key, f->value};
	}
}

void part_lens(struct part_reader *r)
{
	static const char *const keys[] = {"breaks", NULL};
	static const struct field_form form = {.keys = keys, .sign = '='};
	struct lens *lens = arena_alloc(r->arena, sizeof *lens);
	struct fields fields = {0};

	part_fields(r, &fields, &form);
	lens->at = arena_array(r->arena, fields.len, sizeof *lens->at);
	for (size_t i = 0; i < fields.len; i++)
		add_word(r, lens, fields.at + i);
	part_needs(r, fields_find(&fields, "breaks"), "breaks: ...");
	r->part->lens = lens;
	vec_fini(&fields);
}
