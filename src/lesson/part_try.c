/* SPDX-License-Identifier: MIT */
/*
 * Block `try`: what may be changed, the goal, and the solution.
 */
#include "base/i18n.h"
#include "base/near.h"
#include "lesson/exercise.h"
#include "lesson/part.h"
#include "scenario/setup_text.h"

#include <string.h>

/* --- values of keys --- */

/* What `MODEL KEY=VALUE` gives the key; a report about the field if nothing. */
static bool read_value(struct part_reader *r, const struct query_setup *of,
		       enum setup_key key, const char *value,
		       const struct field *f, int64_t *out)
{
	struct diags own = {0};
	struct setup setup;
	struct str text = {0};
	struct source source = {"", NULL, 0};
	bool ok;

	str_addf(&text, "%s %s=%s", setup_models[of->setup.model].name,
		 setup_keys[key].name, value);
	source.text = str_text(&text);
	source.len = text.len;
	ok = setup_parse(&source, of->program, &setup, &own);
	if (ok)
		*out = setup.key[key];
	else
		part_wrong(r, f->value_begin, f->value_end,
			   own.len > 0 ? own.list[0].message : value);
	diags_fini(&own);
	str_fini(&text);
	return ok;
}

/* The next word of a text, cut out; NULL at its end. */
static const char *next_word(struct part_reader *r, const char **at)
{
	size_t len;

	*at += strspn(*at, " ,");
	len = strcspn(*at, " ,");
	if (len == 0)
		return NULL;
	*at += len;
	return arena_str(r->arena, *at - len, len);
}

/* The setup before a point in `organised.quantum`; SIZE_MAX for none. */
static bool find_setup(struct part_reader *r, const struct staging *stage,
		       const struct field *f, const char **word, size_t *setup)
{
	const char *point = strchr(*word, '.');
	size_t len = point ? (size_t)(point - *word) : 0;

	*setup = SIZE_MAX;
	if (!point)
		return true;
	for (size_t i = 0; i < stage->scope.n_setups; i++) {
		if (strlen(stage->setups[i].name) == len &&
		    memcmp(stage->setups[i].name, *word, len) == 0) {
			*setup = i;
			*word = point + 1;
			return true;
		}
	}
	part_wrong(r, f->value_begin, f->value_end,
		   _("the stage has no setup of this name"));
	return false;
}

/* The key of this name that one of the setups takes, and the first of them. */
static bool find_key(struct part_reader *r, const struct staging *stage,
		     const struct field *f, const char *word, size_t only,
		     enum setup_key *key, const struct query_setup **of)
{
	struct near near = {.name = word, .len = strlen(word)};

	for (size_t i = 0; i < stage->scope.n_setups; i++) {
		const struct setup *setup = &stage->setups[i].setup;

		if (only != SIZE_MAX && only != i)
			continue;
		for (int k = 0; k < SETUP_KEYS; k++) {
			if (!setup_takes((enum setup_model)setup->model,
					 (enum setup_key)k) ||
			    setup_keys[k].kind == KEY_COUNTS ||
			    setup_keys[k].kind == KEY_DURATIONS)
				continue;
			near_offer(&near, setup_keys[k].name,
				   strlen(setup_keys[k].name));
			if (strcmp(setup_keys[k].name, word) != 0)
				continue;
			*key = (enum setup_key)k;
			*of = stage->setups + i;
			return true;
		}
	}
	part_wrong(r, f->value_begin, f->value_end,
		   _("no setup of the stage takes such a key"));
	part_nearest(r, &near);
	return false;
}

/* --- change --- */

/* A statement of the scenario, as it stands there, exactly once. */
static bool check_line(struct part_reader *r, const struct staging *stage,
		       const struct field *f, const char *line)
{
	const char *at =
		*line ? strstr(stage->scope.program->source, line) : NULL;

	if (!at)
		part_wrong(r, f->value_begin, f->value_end,
			   _("the scenario has no such line"));
	else if (strstr(at + 1, line))
		part_wrong(r, f->value_begin, f->value_end,
			   _("the scenario has this more than once; which one "
			     "is meant?"));
	return at && !strstr(at + 1, line);
}

/* `line 'TEXT'`: the text between the quotes that begin here. */
static const char *quoted(struct part_reader *r, const char **at)
{
	char quote = (*at)[strspn(*at, " ")];
	const char *begin = *at + strspn(*at, " ") + 1, *end;

	if (quote != '"' && quote != '\'' && quote != '`')
		return NULL;
	end = strchr(begin, quote);
	if (!end)
		return NULL;
	*at = end + 1;
	return arena_str(r->arena, begin, (size_t)(end - begin));
}

static bool takes_line(const char **at)
{
	if (strncmp(*at, "line ", 5) != 0)
		return false;
	*at += 5;
	return true;
}

static void line_form(struct part_reader *r, const struct field *f)
{
	part_wrong(r, f->value_begin, f->value_end,
		   _("a line is quoted: line 'work 5', in a solution line "
		     "'work 5' = 'wait 5'"));
}

/* A..B, or the choices one by one. */
static bool read_values(struct part_reader *r, struct change *c,
			const struct query_setup *of, const struct field *f,
			const char *at)
{
	bool is_choice = setup_keys[c->key].kind == KEY_CHOICE;
	const char *word = next_word(r, &at), *dots;
	int64_t value;

	dots = word ? strstr(word, "..") : NULL;
	if (!word || (!is_choice && !dots)) {
		part_wrong(r, f->value_begin, f->value_end,
			   is_choice ? _("what may it be? Name the choices")
				     : _("from what to what? Write 1..12"));
		return false;
	}
	if (!is_choice)
		return read_value(
			       r, of, c->key,
			       arena_str(r->arena, word, (size_t)(dots - word)),
			       f, &c->lo) &&
		       read_value(r, of, c->key, dots + 2, f, &c->hi);
	for (; word; word = next_word(r, &at)) {
		if (!read_value(r, of, c->key, word, f, &value))
			return false;
		c->allowed |= UINT64_C(1) << value;
	}
	return true;
}

static void read_change(struct part_reader *r, const struct staging *stage,
			const struct field *f, struct exercise *e)
{
	const char *at = f->value, *word;
	const struct query_setup *of;
	struct change c = {.begin = f->value_begin, .end = f->value_end};

	if (takes_line(&at)) {
		c.kind = CHANGE_LINE;
		c.line = quoted(r, &at);
		if (!c.line)
			line_form(r, f);
		else if (check_line(r, stage, f, c.line))
			e->changes[e->n_changes++] = c;
		return;
	}
	word = next_word(r, &at);
	if (word && find_setup(r, stage, f, &word, &c.setup) &&
	    find_key(r, stage, f, word, c.setup, &c.key, &of) &&
	    read_values(r, &c, of, f, at))
		e->changes[e->n_changes++] = c;
}

/* --- solution --- */

static bool is_allowed_line(const struct exercise *e, const char *line)
{
	for (size_t i = 0; i < e->n_changes; i++) {
		if (e->changes[i].kind == CHANGE_LINE &&
		    strcmp(e->changes[i].line, line) == 0)
			return true;
	}
	return false;
}

static void not_allowed(struct part_reader *r, const struct field *f)
{
	part_wrong(r, f->value_begin, f->value_end,
		   _("the solution does what no change: line allows"));
}

static void read_line_cure(struct part_reader *r, const struct field *f,
			   struct exercise *e, const char *at)
{
	struct cure cure = {.kind = CHANGE_LINE,
			    .setup = SIZE_MAX,
			    .begin = f->value_begin,
			    .end = f->value_end};

	cure.line = quoted(r, &at);
	at += strspn(at, " =");
	cure.new_line = cure.line ? quoted(r, &at) : NULL;
	if (!cure.new_line)
		line_form(r, f);
	else if (!is_allowed_line(e, cure.line))
		not_allowed(r, f);
	else
		e->cures[e->n_cures++] = cure;
}

static bool read_key_cure(struct part_reader *r, const struct staging *stage,
			  const struct field *f, const char *word,
			  struct cure *cure)
{
	const char *sign = strchr(word, '=');
	const struct query_setup *of;
	const char *name;

	if (!sign) {
		part_wrong(r, f->value_begin, f->value_end,
			   _("a solution is KEY=VALUE"));
		return false;
	}
	name = arena_str(r->arena, word, (size_t)(sign - word));
	return find_setup(r, stage, f, &name, &cure->setup) &&
	       find_key(r, stage, f, name, cure->setup, &cure->key, &of) &&
	       read_value(r, of, cure->key, sign + 1, f, &cure->value);
}

static void read_cures(struct part_reader *r, const struct staging *stage,
		       const struct field *f, struct exercise *e, size_t room)
{
	const char *at = f->value, *word;

	if (takes_line(&at)) {
		read_line_cure(r, f, e, at);
		return;
	}
	while ((word = next_word(r, &at)) && e->n_cures < room) {
		struct cure cure = {.begin = f->value_begin,
				    .end = f->value_end};

		if (!read_key_cure(r, stage, f, word, &cure))
			return;
		if (exercise_allows(e, stage, cure.setup, cure.key, cure.value))
			e->cures[e->n_cures++] = cure;
		else
			not_allowed(r, f);
	}
}

/* --- the block --- */

enum { CURES_MAX = 16 };

static void read_fields(struct part_reader *r, const struct staging *stage,
			const struct fields *fields, struct exercise *e)
{
	e->changes = arena_array(r->arena, fields->len, sizeof *e->changes);
	e->cures = arena_array(r->arena, CURES_MAX, sizeof *e->cures);
	for (size_t i = 0; i < fields->len; i++) {
		const struct field *f = fields->at + i;

		if (f->kind == FIELD_KEY && strcmp(f->key, "change") == 0)
			read_change(r, stage, f, e);
		else if (f->kind != FIELD_KEY && i > 0)
			part_wrong(r, f->value_begin, f->value_end,
				   _("a line of this block is KEY: VALUE"));
	}
	for (size_t i = 0; i < fields->len; i++) {
		const struct field *f = fields->at + i;

		if (f->kind == FIELD_KEY && strcmp(f->key, "solution") == 0 &&
		    e->n_cures < CURES_MAX)
			read_cures(r, stage, f, e, CURES_MAX);
	}
}

static void read_goal(struct part_reader *r, const struct fields *fields,
		      struct exercise *e)
{
	const struct field *goal = fields_find(fields, "goal");

	if (!part_needs(r, goal, "goal: CLAIM"))
		return;
	e->goal_begin = goal->value_begin;
	e->goal_end = goal->value_end;
	e->goal = part_query(r, goal->value_begin, goal->value_end);
	if (e->goal && query_type(e->goal) != VALUE_TRUTH)
		part_wrong(r, goal->value_begin, goal->value_end,
			   _("a claim belongs here, something true or false"));
}

void part_try(struct part_reader *r)
{
	static const char *const keys[] = {"change", "goal", "hint", "solution",
					   NULL};
	static const struct field_form form = {.keys = keys, .sign = ':'};
	const struct staging *stage = lesson_stage(r->lesson, r->index);
	struct exercise *e = arena_alloc(r->arena, sizeof *e);
	struct fields fields = {0};
	const struct field *hint;

	part_fields(r, &fields, &form);
	e->text = part_text(r, &fields);
	hint = fields_find(&fields, "hint");
	e->hint = hint ? hint->value : NULL;
	part_needs(r, fields_find(&fields, "change"), "change: KEY A..B");
	part_needs(r, fields_find(&fields, "solution"), "solution: KEY=VALUE");
	r->part->exercise = e;
	if (!stage && !r->is_broken)
		part_wrong(r, r->part->head, r->words_end,
			   _("a try needs a stage above it, in its step"));
	if (stage && !r->is_broken) {
		read_fields(r, stage, &fields, e);
		read_goal(r, &fields, e);
	}
	vec_fini(&fields);
}
