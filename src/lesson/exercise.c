/* SPDX-License-Identifier: MIT */
/*
 * Attempts at an exercise. Setups are copies; a changed scenario is compiled
 * anew. The goal is read again with what its names mean now.
 */
#include "lesson/exercise.h"

#include "base/i18n.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "scenario/setup_text.h"
#include "story/fill.h"

#include <string.h>

/* --- what is allowed --- */

static bool change_allows(const struct change *c, int64_t value)
{
	if (setup_keys[c->key].kind == KEY_CHOICE)
		return value >= 0 && value < 64 && c->allowed >> value & 1;
	return value >= c->lo && value <= c->hi;
}

bool exercise_allows(const struct exercise *e, const struct staging *stage,
		     size_t setup, enum setup_key key, int64_t value)
{
	(void)stage;
	for (size_t i = 0; i < e->n_changes; i++) {
		const struct change *c = e->changes + i;

		if (c->kind == CHANGE_KEY && c->key == key &&
		    (c->setup == SIZE_MAX || c->setup == setup) &&
		    change_allows(c, value))
			return true;
	}
	return false;
}

/* The next place in a text where a change's line stands. */
static const char *next_change(const struct exercise *e, const char *text,
			       size_t *len)
{
	const char *first = NULL;

	for (size_t i = 0; i < e->n_changes; i++) {
		const struct change *c = e->changes + i;
		const char *at =
			c->kind == CHANGE_LINE ? strstr(text, c->line) : NULL;

		if (at && (!first || at < first)) {
			first = at;
			*len = strlen(c->line);
		}
	}
	return first;
}

/* What lies between the changeable lines must be found again, in order. */
bool exercise_allows_text(const struct exercise *e, const char *old,
			  const char *new_text)
{
	const char *change, *found;
	size_t len, rest;
	bool is_first = true;

	while ((change = next_change(e, old, &len))) {
		struct str fixed = {0};

		str_addn(&fixed, old, (size_t)(change - old));
		found = strstr(new_text, str_text(&fixed));
		rest = fixed.len;
		str_fini(&fixed);
		if (!found || (is_first && found != new_text))
			return false;
		new_text = found + rest;
		old = change + len;
		is_first = false;
	}
	rest = strlen(old);
	len = strlen(new_text);
	if (is_first)
		return strcmp(old, new_text) == 0;
	return len >= rest && strcmp(new_text + len - rest, old) == 0;
}

void exercise_value(struct str *out, const struct query_setup *of,
		    enum setup_key key)
{
	int64_t unit = of->program->unit;

	if (setup_keys[key].kind == KEY_DURATION)
		fill_dur(out, of->setup.key[key], unit);
	else
		setup_format_value(&of->setup, key, unit, out);
}

static void add_choices(struct str *out, const struct change *c)
{
	const char *before = "";

	for (int64_t i = 0; i < 64; i++) {
		if (!(c->allowed >> i & 1))
			continue;
		str_addf(out, "%s%s", before, setup_keys[c->key].choices[i]);
		before = ", ";
	}
}

/* As it is typed, and its title, if it has one. */
static void add_setup(struct str *out, const struct query_setup *setup)
{
	str_addf(out, "%s ", setup->name);
	if (strcmp(setup->title, setup->name) != 0)
		str_addf(out, "\"%s\" ", setup->title);
}

void exercise_range(struct str *out, const struct query_setup *of,
		    const struct change *c)
{
	struct query_setup end = *of;

	if (setup_keys[c->key].kind == KEY_CHOICE) {
		add_choices(out, c);
		return;
	}
	setup_give(&end.setup, c->key, c->lo);
	exercise_value(out, &end, c->key);
	str_add(out, " ... ");
	setup_give(&end.setup, c->key, c->hi);
	exercise_value(out, &end, c->key);
}

/* The setup that a change is of, or the first that takes its key. */
static const struct query_setup *setup_of(const struct staging *stage,
					  const struct change *c)
{
	size_t i = c->setup == SIZE_MAX ? 0 : c->setup;

	while (c->setup == SIZE_MAX && i + 1 < stage->scope.n_setups &&
	       !setup_takes((enum setup_model)stage->setups[i].setup.model,
			    c->key))
		i++;
	return stage->setups + i;
}

void exercise_changes(struct str *out, const struct exercise *e,
		      const struct staging *stage)
{
	for (size_t i = 0; i < e->n_changes; i++) {
		const struct change *c = e->changes + i;

		if (c->kind == CHANGE_LINE) {
			str_addf(out, "%s\n", c->line);
			continue;
		}
		if (c->setup != SIZE_MAX)
			add_setup(out, stage->setups + c->setup);
		str_addf(out, "%s: ", setup_keys[c->key].name);
		exercise_range(out, setup_of(stage, c), c);
		str_addc(out, '\n');
	}
}

/* --- attempts --- */

void attempt_init(struct attempt *a, const struct lesson *l, size_t part)
{
	const struct staging *stage = lesson_stage(l, part);

	*a = (struct attempt){.n_setups = stage->scope.n_setups};
	memcpy(a->setups, stage->setups, sizeof a->setups);
}

void attempt_fini(struct attempt *a)
{
	showings_fini(&a->showings);
	program_free(a->own);
	arena_free(&a->arena);
}

bool attempt_set_text(struct attempt *a, const struct lesson *l, size_t part,
		      const struct source *text, struct diags *diags)
{
	const struct program *old =
		a->own ? a->own : lesson_stage(l, part)->scope.program;
	struct program *program = scenario_compile(text, NULL, diags);

	if (!program)
		return false;
	for (size_t i = 0; i < a->n_setups; i++) {
		if (a->setups[i].program == old)
			a->setups[i].program = program;
	}
	showings_fini(&a->showings);
	program_free(a->own);
	a->own = program;
	return true;
}

/* --- what a student types --- */

/* KEY=VALUE for one setup, if it takes the key and the exercise allows it. */
static bool set_one(struct attempt *a, const struct lesson *l, size_t part,
		    size_t i, const char *pair, struct str *why)
{
	const struct exercise *e = l->parts.at[part].exercise;
	struct query_setup *s = a->setups + i;
	struct str text = {0};
	struct diags diags = {0};
	struct source source;
	struct setup setup;
	bool ok;

	str_addf(&text, "%s %s", setup_models[s->setup.model].name, pair);
	source = (struct source){"", str_text(&text), text.len};
	ok = setup_parse(&source, s->program, &setup, &diags);
	if (!ok)
		str_add(why, diags.len > 0 ? diags.list[0].message : pair);
	for (int k = 0; ok && k < SETUP_KEYS; k++) {
		enum setup_key key = (enum setup_key)k;

		if (!setup_is_given(&setup, key))
			continue;
		ok = exercise_allows(e, lesson_stage(l, part), i, key,
				     setup.key[k]);
		if (ok)
			setup_give(&s->setup, key, setup.key[k]);
		else
			str_add(why, _("this may not be changed so"));
	}
	diags_fini(&diags);
	str_fini(&text);
	return ok;
}

static bool takes_key(const struct query_setup *s, const char *pair)
{
	size_t len = strcspn(pair, "=");

	for (int k = 0; k < SETUP_KEYS; k++) {
		if (strlen(setup_keys[k].name) == len &&
		    memcmp(setup_keys[k].name, pair, len) == 0)
			return setup_takes((enum setup_model)s->setup.model,
					   (enum setup_key)k);
	}
	return true;
}

/* A setup's name before a point is taken off; false: it is another's. */
static bool is_for(const struct query_setup *s, const char **pair)
{
	size_t point = strcspn(*pair, ".=");
	bool is_named = (*pair)[point] == '.';

	if (!is_named)
		return takes_key(s, *pair);
	if (strlen(s->name) != point || memcmp(s->name, *pair, point) != 0)
		return false;
	*pair += point + 1;
	return true;
}

static bool set_pair(struct attempt *a, const struct lesson *l, size_t part,
		     const char *pair, struct str *why)
{
	bool any = false, ok = true;

	for (size_t i = 0; i < a->n_setups && ok; i++) {
		const char *rest = pair;

		if (!is_for(a->setups + i, &rest))
			continue;
		any = true;
		ok = set_one(a, l, part, i, rest, why);
	}
	if (!any)
		str_add(why, _("no setup of the stage takes such a key"));
	return any && ok;
}

bool attempt_set(struct attempt *a, const struct lesson *l, size_t part,
		 const char *typed, struct str *why)
{
	struct query_setup before[STAGE_SETUPS];
	struct str pair = {0};
	bool ok = true;

	memcpy(before, a->setups, sizeof before);
	for (;;) {
		typed += strspn(typed, " \t\r\n,");
		if (!*typed || !ok)
			break;
		str_clear(&pair);
		str_addn(&pair, typed, strcspn(typed, " \t\r\n,"));
		typed += pair.len;
		ok = set_pair(a, l, part, str_text(&pair), why);
	}
	if (!ok)
		memcpy(a->setups, before, sizeof before);
	str_fini(&pair);
	return ok;
}

/* --- the solution --- */

static void cure_key(struct attempt *a, const struct cure *cure)
{
	for (size_t i = 0; i < a->n_setups; i++) {
		struct setup *s = &a->setups[i].setup;

		if ((cure->setup == SIZE_MAX || cure->setup == i) &&
		    setup_takes((enum setup_model)s->model, cure->key))
			setup_give(s, cure->key, cure->value);
	}
}

/* The new line in place of the old; `\n` and the old one's indentation stand
 * before each further one. */
void exercise_replace(struct str *out, const char *text, const char *old,
		      const char *new_line)
{
	const char *at = strstr(text, old), *line = at;

	while (line > text && line[-1] != '\n')
		line--;
	str_addn(out, text, (size_t)(at - text));
	for (const char *c = new_line; *c; c++) {
		if (c[0] != '\\' || c[1] != 'n') {
			str_addc(out, *c);
			continue;
		}
		str_addc(out, '\n');
		str_addn(out, line, strspn(line, " "));
		c++;
	}
	str_add(out, at + strlen(old));
}

static bool cure_lines(struct attempt *a, const struct lesson *l, size_t part,
		       struct diags *diags)
{
	const struct exercise *e = l->parts.at[part].exercise;
	struct str text = {0}, next = {0};
	struct source source = {l->source.name, NULL, 0};
	struct diags own = {0};
	size_t lines = 0;
	bool ok = true;

	str_add(&text, lesson_stage(l, part)->scope.program->source);
	for (size_t i = 0; i < e->n_cures; i++) {
		if (e->cures[i].kind != CHANGE_LINE ||
		    !strstr(str_text(&text), e->cures[i].line))
			continue;
		str_clear(&next);
		exercise_replace(&next, str_text(&text), e->cures[i].line,
				 e->cures[i].new_line);
		str_clear(&text);
		str_addn(&text, str_text(&next), next.len);
		lines++;
	}
	source.text = str_text(&text);
	source.len = text.len;
	if (lines > 0)
		ok = attempt_set_text(a, l, part, &source, &own);
	if (!ok)
		diag_add(diags, DIAG_ERROR, e->cures[0].begin, e->cures[0].end,
			 _("with the solution the scenario is wrong: %s"),
			 own.len > 0 ? own.list[0].message : "");
	diags_fini(&own);
	str_fini(&text);
	str_fini(&next);
	return ok;
}

bool attempt_solve(struct attempt *a, const struct lesson *l, size_t part,
		   struct diags *diags)
{
	const struct exercise *e = l->parts.at[part].exercise;

	for (size_t i = 0; i < e->n_cures; i++) {
		if (e->cures[i].kind == CHANGE_KEY)
			cure_key(a, e->cures + i);
	}
	return cure_lines(a, l, part, diags);
}

/* --- the goal --- */

void exercise_goal(struct str *out, const struct lesson *l, size_t part)
{
	struct query_scope scope = lesson_scope(l, part);

	query_say(out, l->parts.at[part].exercise->goal, &scope);
}

void exercise_goal_code(struct str *out, const struct lesson *l, size_t part)
{
	const struct exercise *e = l->parts.at[part].exercise;

	text_safe(out, l->source.text + e->goal_begin,
		  e->goal_end - e->goal_begin);
}

enum query_status attempt_check(struct attempt *a, const struct lesson *l,
				size_t part, bool *holds, struct str *note)
{
	const struct exercise *e = l->parts.at[part].exercise;
	struct query_scope scope = lesson_stage(l, part)->scope;
	enum query_status status = QUERY_NEVER;
	struct diags diags = {0};
	struct query_run run;
	struct value value;
	struct query *goal;

	*holds = false;
	if (a->own)
		scope.program = a->own;
	scope.setups = a->setups;
	goal = query_parse(&a->arena, &l->source, e->goal_begin, e->goal_end,
			   &scope, &diags);
	diags_fini(&diags);
	if (!goal)
		return status;
	query_run_init(&run, &scope, &a->showings, &a->arena);
	run.whole = note != NULL;
	status = query_eval(goal, &run, &value);
	*holds = status == QUERY_OK && value.n;
	if (note)
		query_say_values(note, &run);
	query_run_fini(&run);
	return status;
}
