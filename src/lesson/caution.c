/* SPDX-License-Identifier: MIT */
/*
 * What a lesson might teach wrong: lines of Python on threads that CPython's
 * are not.  Without the interpreter's lock they use several cores at once.
 */
#include "base/i18n.h"
#include "lesson/prove.h"
#include "story/fill.h"

#include <string.h>

static bool is_word(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* "await ...", or a call, "time.sleep(1)"; a parenthesis of a sentence stands
 * behind a space. */
static bool is_python(const char *label)
{
	const char *at = label;

	if (strncmp(label, "await ", 6) == 0 ||
	    strncmp(label, "async ", 6) == 0)
		return true;
	while ((at = strchr(at, '(')) != NULL) {
		if (at > label && is_word(at[-1]))
			return true;
		at++;
	}
	return false;
}

static bool shows_python(const struct program *p)
{
	for (uint32_t i = 0; i < p->n_stmts; i++)
		if (p->stmts[i].label && is_python(p->stmts[i].label))
			return true;
	return false;
}

static bool offloads(const struct program *p)
{
	for (uint32_t i = 0; i < p->n_code; i++)
		if (p->code[i].op == OP_OFFLOAD)
			return true;
	return false;
}

/* Would CPython's threads be slower here? */
static bool is_no_python(const struct query_setup *q)
{
	bool threads =
		q->setup.model == MODEL_THREADS || q->setup.model == MODEL_POOL;

	if (q->setup.model == MODEL_ASYNC)
		threads = offloads(q->program);
	return threads && q->setup.key[KEY_CORES] > 1 &&
	       !setup_has_gil(&q->setup) && shows_python(q->program);
}

static void caution_stage(const struct part *part, struct diags *diags)
{
	const struct staging *stage = part->stage;

	for (size_t i = 0; i < stage->scope.n_setups; i++)
		if (setup_has_gil(&stage->setups[i].setup))
			return; /* that is what it is about */
	for (size_t i = 0; i < stage->scope.n_setups; i++) {
		const struct query_setup *q = &stage->setups[i];
		struct fill fill = {"setup", q->name};
		struct str said = {0};

		if (!is_no_python(q))
			continue;
		fill_add(&said,
			 _("{setup}: these lines are Python's, but its threads "
			   "do not use several cores at once"),
			 &fill, 1);
		diag_add(diags, DIAG_WARNING, part->head, part->begin, "%s",
			 str_text(&said));
		diag_hint(diags, "%s",
			  _("with gil=on they are; or set both side by side"));
		str_fini(&said);
	}
}

void lesson_caution(const struct lesson *l, struct diags *diags)
{
	for (size_t i = 0; i < l->parts.len; i++)
		if (l->parts.at[i].stage)
			caution_stage(&l->parts.at[i], diags);
}
