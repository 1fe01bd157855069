/* SPDX-License-Identifier: MIT */
/*
 * Block `words`: the analogy, term by term, and where it breaks.
 */
#include "base/i18n.h"
#include "base/near.h"
#include "lesson/part.h"

#include <string.h>

const char *const lens_terms[] = {
	"blocked", "core",    "cpu",       "cooperate", "deadlock", "device",
	"done",    "gil",     "lock",      "loop",      "memory",   "output",
	"policy",  "pool",    "preempt",   "process",   "quantum",  "queue",
	"ready",   "running", "scheduler", "spawn",     "switch",   "task",
	"thread",  "timer",   "waiting",   "wake",      "work",     "worker",
	"yield",   NULL};

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

	for (size_t i = 0; lens_terms[i]; i++) {
		if (strcmp(lens_terms[i], f->key) == 0)
			return true;
		near_offer(&near, lens_terms[i], strlen(lens_terms[i]));
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
