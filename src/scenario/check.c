/* SPDX-License-Identifier: MIT */
/*
 * Declarations: one name for one thing, copies, and the task `main`.
 * Bodies are checked when everything that is declared is known.
 */
#include "scenario/check.h"

#include "base/i18n.h"

#include <string.h>

static void check_twice(struct checker *c, const struct decl *decl,
			const struct decl *first)
{
	if (first->kind == THING_UNKNOWN || decl->kind == THING_UNKNOWN)
		return;
	check_error(c, decl->name.at,
		    _("\"%.*s\" is declared in line %u already"),
		    NAME_ARGS(c, &decl->name), first->line);
}

/* Numbers the declaration among its kind; all objects count as one kind. */
static void number_decl(struct checker *c, struct decl *decl)
{
	unsigned kind = decl->kind;

	if (kind >= THING_DEVICE && kind <= THING_CONDITION)
		kind = THING_DEVICE;
	decl->index = c->counts[kind]++;
}

static void declare(struct checker *c, struct decl *decl)
{
	struct decl **slot;

	number_decl(c, decl);
	decl->label_text = check_label(c, decl->label);
	if (decl->name.id == NONE)
		return;
	slot = &c->things[decl->name.id];
	if (*slot)
		check_twice(c, decl, *slot);
	else
		*slot = decl;
	if (decl->kind == THING_TASK &&
	    decl->name.at.end - decl->name.at.begin == 4 &&
	    memcmp(c->source->text + decl->name.at.begin, "main", 4) == 0)
		c->main = decl;
}

static void check_main(struct checker *c)
{
	const struct decl *m = c->main;

	if (!m)
		return;
	if (m->times > 1)
		check_error(c, m->times_at, _("there is one `main` only"));
	if (m->on_demand)
		check_error(c, m->demand_at,
			    _("`main` is the program: it starts by itself"));
	if (m->daemon)
		check_error(c, m->daemon_at,
			    _("`main` is the program: the run ends with it"));
}

static void check_copies(struct checker *c)
{
	uint32_t most = c->options->copies_max;
	uint64_t copies = 0;

	for (struct decl *d = c->tree->decls; d; d = d->next) {
		if (d->kind != THING_TASK)
			continue;
		copies += (uint64_t)d->times;
		if (copies <= most)
			continue;
		check_error(c, d->times_at.end > 0 ? d->times_at : d->name.at,
			    _("more than %u tasks, all copies counted"), most);
		return;
	}
}

static void check_slots(struct checker *c)
{
	uint64_t most =
		(uint64_t)c->options->copies_max * SCENARIO_SLOTS_PER_COPY;
	uint64_t slots = 0;

	for (struct decl *d = c->tree->decls; d; d = d->next) {
		if (d->kind != THING_TASK)
			continue;
		slots += (uint64_t)d->times * d->all_slots;
		if (slots <= most)
			continue;
		check_error(c, d->name.at,
			    _("more than %llu local variables, those of all "
			      "copies counted"),
			    (unsigned long long)most);
		return;
	}
}

/* Something must run without being asked. */
static void check_start(struct checker *c)
{
	const struct decl *last = NULL;

	for (const struct decl *d = c->tree->decls; d; d = d->next) {
		if (d->kind == THING_UNKNOWN)
			return;
		if (d->kind != THING_TASK)
			continue;
		last = d;
		if (!d->on_demand || d == c->main)
			return;
	}
	if (last)
		check_error(c, last->demand_at,
			    _("nothing starts: every task waits to be "
			      "spawned"));
	else
		check_error(c, (struct span){0, 0}, _("no task is declared"));
}

static void check_all(struct checker *c)
{
	for (struct decl *d = c->tree->decls; d; d = d->next)
		declare(c, d);
	check_main(c);
	if (check_is_clean(c))
		check_start(c);
	check_copies(c);
	for (struct decl *d = c->tree->decls; d; d = d->next)
		check_body(c, d);
	check_calls(c);
	check_slots(c);
}

bool check_is_clean(const struct checker *c)
{
	return c->diags->counts[DIAG_ERROR] == c->errors;
}

void check(struct checker *c)
{
	size_t names = c->tokens->names.len;

	c->things = arena_array(c->work, names, sizeof *c->things);
	c->local_owner = arena_array(c->work, names, sizeof *c->local_owner);
	c->local_slot = arena_array(c->work, names, sizeof *c->local_slot);
	c->failures = arena_array(c->work, names, sizeof *c->failures);
	check_all(c);
}

void check_fini(struct checker *c)
{
	vec_fini(&c->calls);
	vec_fini(&c->failure_names);
	vec_fini(&c->locals);
}
