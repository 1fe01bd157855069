/* SPDX-License-Identifier: MIT */
/*
 * A translation beside its original: the living blocks must follow each other
 * in the same order and say the same, in other words.
 */
#include "base/i18n.h"
#include "lesson/prove.h"
#include "scenario/setup_text.h"

#include <string.h>

struct comparer {
	const struct lesson *l, *original;
	struct diags *diags;
};

static bool differs(struct comparer *c, const struct part *part,
		    const char *what)
{
	diag_add(c->diags, DIAG_ERROR, part->head,
		 part->head + strlen(part_name(part->kind)),
		 _("this is not as in the original: %s"), what);
	return false;
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* The bytes of two ranges, blanks at their ends aside. */
static bool same_source(const struct comparer *c, size_t begin, size_t end,
			size_t begin2, size_t end2)
{
	return end - begin == end2 - begin2 &&
	       memcmp(c->l->source.text + begin,
		      c->original->source.text + begin2, end - begin) == 0;
}

/* --- scenarios: everything but labels and printed texts --- */

static bool same_tasks(const struct program *a, const struct program *b)
{
	if (a->n_tasks != b->n_tasks || a->unit != b->unit ||
	    a->seed != b->seed || a->n_objects != b->n_objects ||
	    a->n_vars != b->n_vars)
		return false;
	for (uint32_t i = 0; i < a->n_tasks; i++) {
		const struct prog_task *x = a->tasks + i, *y = b->tasks + i;

		if (strcmp(x->name, y->name) != 0 || x->count != y->count ||
		    x->at != y->at || x->every != y->every ||
		    x->deadline != y->deadline || x->nice != y->nice ||
		    x->priority != y->priority || x->tickets != y->tickets ||
		    x->data != y->data)
			return false;
	}
	for (uint32_t i = 0; i < a->n_objects; i++) {
		if (strcmp(a->objects[i].name, b->objects[i].name) != 0 ||
		    a->objects[i].amount != b->objects[i].amount)
			return false;
	}
	return true;
}

static bool same_code(const struct program *a, const struct program *b)
{
	if (a->n_code != b->n_code || a->n_durs != b->n_durs ||
	    a->n_consts != b->n_consts)
		return false;
	for (uint32_t i = 0; i < a->n_code; i++) {
		const struct insn *x = a->code + i, *y = b->code + i;

		if (x->op != y->op || x->flags != y->flags || x->n != y->n ||
		    x->a != y->a || x->b != y->b || x->c != y->c)
			return false;
	}
	for (uint32_t i = 0; i < a->n_durs; i++) {
		if (a->durs[i].lo != b->durs[i].lo ||
		    a->durs[i].hi != b->durs[i].hi)
			return false;
	}
	for (uint32_t i = 0; i < a->n_consts; i++) {
		if (a->consts[i] != b->consts[i])
			return false;
	}
	return true;
}

static bool same_scenario(struct comparer *c, const struct part *a,
			  const struct part *b)
{
	if (!same_text(a->name, b->name))
		return differs(c, a, _("its name"));
	if (!same_tasks(a->program, b->program) ||
	    !same_code(a->program, b->program))
		return differs(c, a, _("its tasks"));
	return true;
}

/* --- the other blocks --- */

static bool same_setup(const struct query_setup *a, const struct query_setup *b)
{
	return same_text(a->name, b->name) &&
	       showing_same_setup(&a->setup, &b->setup);
}

static bool same_stage(struct comparer *c, const struct part *a,
		       const struct part *b)
{
	const struct staging *x = a->stage, *y = b->stage;

	if (x->scope.n_setups != y->scope.n_setups || x->at != y->at ||
	    x->until != y->until || x->focus != y->focus ||
	    !same_text(x->scenario, y->scenario))
		return differs(c, a, _("its setups"));
	for (size_t i = 0; i < x->scope.n_setups; i++) {
		if (!same_setup(x->setups + i, y->setups + i))
			return differs(c, a, _("its setups"));
	}
	return true;
}

static bool same_lens(struct comparer *c, const struct part *a,
		      const struct part *b)
{
	if (a->lens->len != b->lens->len)
		return differs(c, a, _("its terms"));
	for (size_t i = 0; i < a->lens->len; i++) {
		if (!lens_find(b->lens, a->lens->at[i].term))
			return differs(c, a, _("its terms"));
	}
	return true;
}

static bool same_names(struct comparer *c, const struct part *a,
		       const struct part *b)
{
	const struct words *x = a->misconceptions, *y = b->misconceptions;

	if (x->len != y->len)
		return differs(c, a, _("its names"));
	for (size_t i = 0; i < x->len; i++)
		if (!same_text(x->at[i].term, y->at[i].term))
			return differs(c, a, _("its names"));
	return true;
}

static bool same_query(const struct comparer *c, const struct query *a,
		       const struct query *b)
{
	size_t begin, end, begin2, end2;

	if (!a || !b)
		return a == b;
	query_range(a, &begin, &end);
	query_range(b, &begin2, &end2);
	return same_source(c, begin, end, begin2, end2);
}

static bool same_looks(const struct asked *x, const struct asked *y)
{
	if (x->n_see != y->n_see)
		return false;
	for (size_t i = 0; i < x->n_see; i++)
		if (x->see[i].step != y->see[i].step ||
		    !same_text(x->see[i].lesson, y->see[i].lesson))
			return false;
	return true;
}

static bool same_asked(struct comparer *c, const struct part *a,
		       const struct part *b)
{
	const struct asked *x = a->asked, *y = b->asked;

	if (x->kind != y->kind || !same_query(c, x->answer, y->answer))
		return differs(c, a, _("what is asked"));
	if (!same_looks(x, y))
		return differs(c, a, _("what it says to look at again"));
	if (x->n_choices != y->n_choices)
		return differs(c, a, _("its answers"));
	for (size_t i = 0; i < x->n_choices; i++) {
		const struct choice *p = x->choices + i, *q = y->choices + i;
		bool has_value = x->answer || x->kind == QUIZ_NUMBER;

		if (p->is_right != q->is_right || !same_text(p->name, q->name))
			return differs(c, a, _("its answers"));
		if (has_value && p->value.type != VALUE_LINES &&
		    (p->value.type != q->value.type ||
		     !value_equals(&p->value, &q->value)))
			return differs(c, a, _("its answers"));
	}
	return true;
}

static bool same_exercise(struct comparer *c, const struct part *a,
			  const struct part *b)
{
	const struct exercise *x = a->exercise, *y = b->exercise;

	if (!same_source(c, x->goal_begin, x->goal_end, y->goal_begin,
			 y->goal_end))
		return differs(c, a, _("its goal"));
	if (x->n_changes != y->n_changes || x->n_cures != y->n_cures ||
	    !same_text(x->hint ? "." : "", y->hint ? "." : ""))
		return differs(c, a, _("its lines"));
	for (size_t i = 0; i < x->n_cures; i++) {
		if (x->cures[i].kind != y->cures[i].kind ||
		    x->cures[i].key != y->cures[i].key ||
		    x->cures[i].value != y->cures[i].value)
			return differs(c, a, _("its solution"));
	}
	return true;
}

static bool same_claims(struct comparer *c, const struct part *a,
			const struct part *b)
{
	if (a->claims->len != b->claims->len)
		return differs(c, a, _("its claims"));
	for (size_t i = 0; i < a->claims->len; i++) {
		if (!same_query(c, a->claims->at[i], b->claims->at[i]))
			return differs(c, a, _("its claims"));
	}
	return true;
}

static bool same_scene(struct comparer *c, const struct part *a,
		       const struct part *b)
{
	return (a->scene != NULL) == (b->scene != NULL) ||
	       differs(c, a, part_name(a->kind));
}

static bool (*const comparers[PART_KINDS])(struct comparer *c,
					   const struct part *a,
					   const struct part *b) = {
	[PART_SCENARIO] = same_scenario,    [PART_STAGE] = same_stage,
	[PART_WORDS] = same_lens,           [PART_SCENE] = same_scene,
	[PART_PREDICT] = same_asked,        [PART_QUIZ] = same_asked,
	[PART_TRY] = same_exercise,         [PART_CLAIM] = same_claims,
	[PART_MISCONCEPTIONS] = same_names,
};

/* --- all of it --- */

/* The next living block from I on; NULL if there is none. */
static const struct part *next_block(const struct lesson *l, size_t *i)
{
	while (*i < l->parts.len) {
		const struct part *part = l->parts.at + (*i)++;

		if (part->kind >= PART_SCENARIO)
			return part;
	}
	return NULL;
}

static bool same_blocks(struct comparer *c)
{
	size_t i = 0, k = 0;
	const struct part *a, *b;

	for (;;) {
		a = next_block(c->l, &i);
		b = next_block(c->original, &k);
		if (!a || !b)
			break;
		if (a->kind != b->kind || a->step != b->step) {
			differs(c, a, _("the order of the blocks"));
			diag_hint(c->diags, _("expected here: %s"),
				  part_name(b->kind));
			return false;
		}
		comparers[a->kind](c, a, b);
	}
	if (!a && !b)
		return true;
	diag_add(c->diags, DIAG_ERROR, a ? a->head : c->l->source.len,
		 a ? a->head + strlen(part_name(a->kind)) : c->l->source.len,
		 a ? _("the original has no such block")
		   : _("a block of the original is missing"));
	if (b)
		diag_hint(c->diags, _("expected here: %s"), part_name(b->kind));
	return false;
}

static bool is_paragraph(const struct part *part)
{
	return part->kind == PART_TEXT && part->node->kind == NODE_PARAGRAPH;
}

/* What all paragraphs say, however their lines are broken. */
static void paragraphs(struct str *out, const struct lesson *l)
{
	for (size_t i = 0; i < l->parts.len; i++) {
		if (!is_paragraph(l->parts.at + i))
			continue;
		node_text(out, l->parts.at[i].node);
		str_addc(out, '\n');
	}
}

/* A text of the original that was left as it is. */
static void find_untranslated(struct comparer *c)
{
	enum { LONG = 40 };
	struct str original = {0}, text = {0};

	paragraphs(&original, c->original);
	for (size_t i = 0; i < c->l->parts.len; i++) {
		const struct part *part = c->l->parts.at + i;

		if (!is_paragraph(part))
			continue;
		str_clear(&text);
		node_text(&text, part->node);
		if (text.len >= LONG &&
		    strstr(str_text(&original), str_text(&text)))
			diag_add(c->diags, DIAG_ERROR, part->node->begin,
				 part->node->end, "%s",
				 _("this is not translated"));
	}
	str_fini(&text);
	str_fini(&original);
}

bool lesson_compare(const struct lesson *l, const struct lesson *original,
		    struct diags *diags)
{
	struct comparer c = {l, original, diags};
	size_t before = diags->counts[DIAG_ERROR];

	same_blocks(&c);
	if (l->steps.len != original->steps.len)
		diag_add(diags, DIAG_ERROR, l->steps.at[l->steps.len - 1].begin,
			 l->steps.at[l->steps.len - 1].begin, "%s",
			 _("the original has another number of steps"));
	find_untranslated(&c);
	return diags->counts[DIAG_ERROR] == before;
}
