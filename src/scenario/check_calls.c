/* SPDX-License-Identifier: MIT */
/*
 * Who calls whom: that no routine calls itself by any way, how many locals
 * the deepest chain needs, and what may be offloaded.
 *
 * A walk in depth without recursion: a chain may be as long as the text.
 */
#include "scenario/check.h"

#include "base/i18n.h"

enum {
	MARK_NEW,
	MARK_OPEN, /* its calls are being looked at */
	MARK_DONE
};

/* Where the walk is in one routine. */
struct step {
	struct decl *decl;
	uint32_t call; /* the next of its calls */
};

struct steps VEC(struct step);

static void circle(struct checker *c, const struct steps *steps,
		   const struct call *call)
{
	const struct decl *from = vec_last(steps)->decl;

	check_error(c, call->at, _("a routine cannot call itself: %.*s"),
		    NAME_ARGS(c, &call->routine->name));
	if (from != call->routine)
		diag_hint(c->diags, _("it does so by way of: %.*s"),
			  NAME_ARGS(c, &from->name));
}

/* All that it calls is known: sums up. */
static void leave(struct checker *c, struct decl *decl)
{
	uint32_t deepest = 0;

	for (uint32_t i = decl->calls; i < decl->calls_end; i++) {
		const struct decl *routine = c->calls.at[i].routine;

		if (routine->all_slots > deepest)
			deepest = routine->all_slots;
		decl->is_plain = decl->is_plain && routine->is_plain;
	}
	decl->all_slots = decl->slots + deepest;
	decl->mark = MARK_DONE;
}

static void visit(struct checker *c, struct steps *steps, struct decl *decl)
{
	decl->mark = MARK_OPEN;
	vec_push(steps, (struct step){decl, decl->calls});
	while (steps->len > 0) {
		struct step *top = vec_last(steps);
		const struct call *call;

		if (top->call == top->decl->calls_end) {
			leave(c, top->decl);
			(void)vec_pop(steps);
			continue;
		}
		call = &c->calls.at[top->call++];
		if (call->routine->mark == MARK_OPEN) {
			circle(c, steps, call);
		} else if (call->routine->mark == MARK_NEW) {
			call->routine->mark = MARK_OPEN;
			vec_push(steps, (struct step){call->routine,
						      call->routine->calls});
		}
	}
}

void check_calls(struct checker *c)
{
	struct steps steps = {0};

	for (struct decl *d = c->tree->decls; d; d = d->next)
		if (d->mark == MARK_NEW)
			visit(c, &steps, d);
	vec_fini(&steps);
	for (size_t i = 0; i < c->calls.len; i++) {
		const struct call *call = &c->calls.at[i];

		if (!call->offloaded || call->routine->is_plain)
			continue;
		check_error(c, call->at,
			    _("no other thread can do all that is in: %.*s"),
			    NAME_ARGS(c, &call->routine->name));
		diag_hint(c->diags, _("these can be offloaded: %s"),
			  "work wait block sleep print call =");
	}
}
