/* SPDX-License-Identifier: MIT */
/*
 * Block `words`: the analogy, term by term, and where it breaks.
 */
#include "base/i18n.h"
#include "base/near.h"
#include "lesson/part.h"

#include <string.h>

const struct lens_term lens_terms[] = {
	{"answered", N_("answered"), NULL},
	{"async", N_("on an event loop"), NULL},
	{"blocked", N_("to be blocked"), "task"},
	{"callbacks", N_("callbacks that are ready"), NULL},
	{"cfs", NULL, NULL},
	{"code", N_("code"), NULL},
	{"cooperate", N_("to give way by oneself"), NULL},
	{"core", N_("a core"), "n"},
	{"cores", N_("cores"), NULL},
	{"cpu", N_("the CPU"), NULL},
	{"deadlock", N_("a deadlock"), NULL},
	{"delay", N_("mean waiting"), NULL},
	{"device", N_("a device"), NULL},
	{"done", N_("to have ended"), "task"},
	{"edf", NULL, NULL},
	{"eevdf", NULL, NULL},
	{"end", N_("the end of a run"), NULL},
	{"fcfs", NULL, NULL},
	{"finished", N_("tasks done"), NULL},
	{"gil", N_("the GIL"), NULL},
	{"idle", N_("to be idle"), NULL},
	{"iteration", N_("an iteration of the loop"), NULL},
	{"lock", N_("a lock"), NULL},
	{"loop", N_("the event loop"), "n"},
	{"lottery", NULL, NULL},
	{"memory", N_("memory"), NULL},
	{"mlfq", NULL, NULL},
	{"output", N_("output"), NULL},
	{"phase", N_("a phase of the loop"), NULL},
	{"policy", N_("a policy"), NULL},
	{"poll", N_("to poll"), NULL},
	{"pool", N_("a pool"), NULL},
	{"preempt", N_("to preempt"), "task"},
	{"priority", NULL, NULL},
	{"process", N_("a process"), NULL},
	{"processes", N_("processes"), NULL},
	{"quantum", N_("a quantum"), NULL},
	{"queue", N_("the ready queue"), NULL},
	{"ready", N_("to be ready"), "task"},
	{"response", N_("mean response"), NULL},
	{"ring", NULL, NULL},
	{"rm", NULL, NULL},
	{"rr", N_("in turns of a quantum"), "time"},
	{"running", N_("to run"), "task"},
	{"scheduler", N_("the scheduler"), NULL},
	{"sjf", NULL, NULL},
	{"spawn", N_("to spawn"), "task"},
	{"srtf", NULL, NULL},
	{"stride", NULL, NULL},
	{"switch", N_("a context switch"), "task"},
	{"switches", N_("switches"), NULL},
	{"sync", N_("one after another"), NULL},
	{"task", N_("a task"), NULL},
	{"thread", N_("a thread"), NULL},
	{"threads", N_("threads"), NULL},
	{"timer", N_("a timer"), "task"},
	{"unborn", N_("not begun"), "task"},
	{"waiting", N_("to wait"), "task"},
	{"wake", N_("to wake"), "task"},
	{"work", N_("work"), "task"},
	{"worker", N_("a worker"), "n"},
	{"workers", N_("workers"), NULL},
	{"yield", N_("to yield"), "task"},
	{NULL, NULL, NULL},
};

static const struct lens_term *find_term(const char *term)
{
	for (size_t i = 0; lens_terms[i].name; i++) {
		if (strcmp(lens_terms[i].name, term) == 0)
			return lens_terms + i;
	}
	return NULL;
}

const char *lens_term_shown(const char *term)
{
	const struct lens_term *found = find_term(term);

	return found && found->shown ? _(found->shown) : term;
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

	if (find_term(f->key))
		return true;
	for (size_t i = 0; lens_terms[i].name; i++)
		near_offer(&near, lens_terms[i].name,
			   strlen(lens_terms[i].name));
	part_wrong(r, f->key_begin, f->key_end, _("the lens has no such term"));
	if (near.best)
		part_nearest(r, &near);
	else
		part_hint(r, _("turntable list terms names them all"));
	return false;
}

/* What may be filled in there, if anything. */
static void check_places(struct part_reader *r, const struct field *f)
{
	const char *place = find_term(f->key)->place;
	size_t len = place ? strlen(place) : 0;

	for (const char *at = strchr(f->value, '{'); at;
	     at = strchr(at + 1, '{')) {
		if (len > 0 && strncmp(at + 1, place, len) == 0 &&
		    at[len + 1] == '}')
			continue;
		part_wrong(r, f->value_begin, f->value_end,
			   _("nothing is filled in here"));
		if (place)
			diag_hint(r->diags, _("in these words may stand: {%s}"),
				  place);
	}
}

static struct word make_word(struct part_reader *r, const struct field *f)
{
	struct word word = {f->key, f->value, NULL};
	struct str plain = {0};

	check_places(r, f);
	words_plain(&plain, f->value);
	word.plain = arena_str(r->arena, str_text(&plain), plain.len);
	str_fini(&plain);
	return word;
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
			lens->at[lens->len++] = make_word(r, f);
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
