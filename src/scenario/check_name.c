/* SPDX-License-Identifier: MIT */
/*
 * Names: what they stand for, and what to say of those that stand for
 * nothing, or for something else than is needed.
 */
#include "scenario/check.h"

#include "base/i18n.h"
#include "base/near.h"
#include "scenario/habit.h"

static const char *const kind_names[THING_KINDS] = {
	[THING_NONE] = N_("nothing"),
	[THING_DEVICE] = N_("a device"),
	[THING_LOCK] = N_("a lock"),
	[THING_SEMAPHORE] = N_("a semaphore"),
	[THING_QUEUE] = N_("a queue"),
	[THING_EVENT] = N_("an event"),
	[THING_CONDITION] = N_("a condition"),
	[THING_VAR] = N_("a variable"),
	[THING_ROUTINE] = N_("a routine"),
	[THING_TASK] = N_("a task"),
	[THING_UNKNOWN] = N_("nothing"),
};

void check_error(struct checker *c, struct span at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_addv(c->diags, DIAG_ERROR, at.begin, at.end, format, args);
	va_end(args);
}

static bool is_local(const struct checker *c, const struct name *name)
{
	return name->id != NONE && c->local_owner[name->id] == c->body;
}

static void offer_locals(const struct checker *c, struct near *near)
{
	for (size_t i = 0; i < c->locals.len; i++) {
		const struct name_text *text =
			&c->tokens->names.at[c->locals.at[i]];

		near_offer(near, text->text, text->len);
	}
}

static void wrong_kind(struct checker *c, const struct name *name,
		       enum thing_kind kind, const char *what)
{
	check_error(c, name->at, _("\"%.*s\" is %s; needed here: %s"),
		    NAME_ARGS(c, name), _(kind_names[kind]), what);
}

/* Says that no such thing is there, and what the nearest is called. */
static void missing(struct checker *c, const struct name *name, unsigned kinds,
		    const char *what)
{
	struct near near = {.name = c->source->text + name->at.begin,
			    .len = name->at.end - name->at.begin};

	check_error(c, name->at, _("nothing is called so: %.*s"),
		    NAME_ARGS(c, name));
	if (!c->diags->last_kept)
		return;
	for (struct decl *d = c->tree->decls; d; d = d->next)
		if (kinds >> d->kind & 1 && d->name.id != NONE)
			near_offer(&near, c->source->text + d->name.at.begin,
				   d->name.at.end - d->name.at.begin);
	if (kinds & IS_VAR)
		offer_locals(c, &near);
	if (kinds & IS_VAR && habit_value(c->diags, near.name, near.len))
		return;
	if (near.best)
		diag_hint(c->diags, _("the nearest name: %.*s"),
			  (int)near.best_len, near.best);
	else if (kinds == IS_VAR && name->id != NONE)
		diag_hint(c->diags,
			  _("declare it: var %.*s = 0, or in the task: my "
			    "%.*s = 0"),
			  NAME_ARGS(c, name), NAME_ARGS(c, name));
	else
		diag_hint(c->diags, _("needed here: %s"), what);
}

struct decl *check_thing(struct checker *c, struct name *name, unsigned kinds,
			 const char *what)
{
	struct decl *decl;

	decl = name->id != NONE ? c->things[name->id] : NULL;
	if (decl && kinds >> decl->kind & 1) {
		name->ref = decl->index;
		return decl;
	}
	if (is_local(c, name))
		wrong_kind(c, name, THING_VAR, what);
	else if (!decl)
		missing(c, name, kinds, what);
	else if (decl->kind != THING_UNKNOWN)
		wrong_kind(c, name, (enum thing_kind)decl->kind, what);
	return NULL;
}

/* How an expression asks for the state of a thing that is no variable. */
static void hint_test(struct checker *c, const struct name *name)
{
	static const char *const tests[THING_KINDS] = {
		[THING_LOCK] = "held",  [THING_SEMAPHORE] = "value",
		[THING_QUEUE] = "size", [THING_EVENT] = "isset",
		[THING_TASK] = "done",
	};
	const struct decl *decl = c->things[name->id];

	if (decl && tests[decl->kind])
		diag_hint(c->diags, _("its state is: %s(%.*s)"),
			  tests[decl->kind], NAME_ARGS(c, name));
}

bool check_var(struct checker *c, struct name *name)
{
	if (is_local(c, name)) {
		name->ref = VAR_LOCAL | c->local_slot[name->id];
		return true;
	}
	if (check_thing(c, name, IS_VAR, _("a variable")))
		return true;
	if (name->id != NONE)
		hint_test(c, name);
	return false;
}

void check_local(struct checker *c, struct name *name)
{
	const struct decl *decl = c->things[name->id];

	if (decl) {
		if (decl->kind != THING_UNKNOWN)
			check_error(
				c, name->at,
				_("\"%.*s\" is declared in line %u already"),
				NAME_ARGS(c, name), decl->line);
		return;
	}
	if (!is_local(c, name)) {
		c->local_owner[name->id] = c->body;
		c->local_slot[name->id] = c->in->slots++;
		vec_push(&c->locals, name->id);
	}
	name->ref = VAR_LOCAL | c->local_slot[name->id];
}

void check_target(struct checker *c, struct target *target)
{
	struct decl *decl = check_thing(c, &target->name, IS_TASK, _("a task"));

	if (!decl || target->copy <= decl->times)
		return;
	check_error(c, target->copy_at,
		    _("there is no such copy; copies of this task: %lld"),
		    (long long)decl->times);
}

void check_targets(struct checker *c, struct target *list)
{
	for (; list; list = list->next)
		check_target(c, list);
}
