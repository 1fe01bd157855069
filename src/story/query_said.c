/* SPDX-License-Identifier: MIT */
/*
 * What calls gave, in words: a label for each function, names as they are
 * shown.
 */
#include "base/i18n.h"
#include "base/vec.h"
#include "story/fill.h"
#include "story/names.h"
#include "story/query.h"
#include "story/query_tree.h"

#include <string.h>

enum { SAID_MAX = 8 };

static const struct {
	const char *function, *label;
} labels[] = {
	{"blocked_on", N_("waits for")},
	{"cancelled", N_("cancelled")},
	{"cpu", N_("work")},
	{"deadlock", N_("a deadlock")},
	{"ended", N_("comes to its end")},
	{"failed", N_("fails")},
	{"fairness", N_("fairness")},
	{"finish", N_("end")},
	{"idle", N_("cores idle")},
	{"livelock", N_("a livelock")},
	{"lost_updates", N_("lost updates")},
	{"makespan", N_("all done")},
	{"memory", N_("memory")},
	{"misses", N_("deadline misses")},
	{"next", N_("the next turn")},
	{"order", N_("in the order of their ends")},
	{"preemptions", N_("preemptions")},
	{"prints", N_("printed")},
	{"ready", N_("ready")},
	{"response", N_("up to the first turn")},
	{"running", N_("runs")},
	{"start", N_("first turn")},
	{"starts", N_("in the order of their first turns")},
	{"switches", N_("context switches")},
	{"turnaround", N_("from coming to the end")},
	{"turns", N_("turns")},
	{"utilisation", N_("cores busy")},
	{"value", N_("in the end")},
	{"waiting", N_("in line")},
};

static const char *label_of(const struct query_note *n)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		if (strcmp(labels[i].function, n->function->name) == 0)
			return _(labels[i].label);
	}
	return n->function->name;
}

static void add_part(struct str *out, const struct str *part)
{
	if (part->len > 0)
		str_addf(out, "%s, ", str_text(part));
}

/* "In turns, Bo, end: 14 min"; a setup that has no name here is left out. */
static void add_note(struct str *out, const struct query_note *n)
{
	const struct program *p = n->showing->program;
	int64_t unit = p->unit;
	struct str title = {0}, who = {0}, at = {0};

	if (n->title)
		str_add(&title, n->title);
	if (n->task != NONE)
		name_add_shown(&who, p, n->task);
	else if (n->var != NONE)
		name_add_called(&who, NULL, p, 0, ACTOR(ACTOR_VAR, n->var));
	if (n->at >= 0)
		fill_dur(&at, n->at, unit);
	add_part(out, &title);
	add_part(out, &who);
	str_add(out,
		n->at >= 0 && n->var != NONE ? str_text(&at) : label_of(n));
	if (n->at >= 0 && n->var == NONE)
		str_addf(out, " (%s)", str_text(&at));
	str_add(out, ": ");
	value_show(out, &n->value, unit);
	str_fini(&title);
	str_fini(&who);
	str_fini(&at);
}

void query_say(struct str *out, const struct query_run *run)
{
	const char *before = "";

	for (size_t i = 0; i < run->notes.len && i < SAID_MAX; i++) {
		if (query_is_told(run, i))
			continue;
		str_add(out, before);
		add_note(out, run->notes.at + i);
		before = "; ";
	}
}
