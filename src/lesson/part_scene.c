/* SPDX-License-Identifier: MIT */
/*
 * Block `scene`: the picture, and what its places show.
 */
#include "base/i18n.h"
#include "base/near.h"
#include "base/text.h"
#include "lesson/part.h"
#include "lesson/scene.h"

#include <string.h>

/* Where a rule's words are read. */
struct words_at {
	const char *at;
	const struct field *field;
};

static const char *next_word(struct part_reader *r, struct words_at *w)
{
	size_t len;

	w->at += strspn(w->at, " ,");
	len = strcspn(w->at, " ,\"");
	w->at += len;
	return len > 0 ? arena_str(r->arena, w->at - len, len) : NULL;
}

/* "TEXT", or NULL. */
static const char *next_text(struct part_reader *r, struct words_at *w)
{
	const char *end;
	size_t len;

	w->at += strspn(w->at, " ");
	end = *w->at == '"' ? strchr(w->at + 1, '"') : NULL;
	if (!end)
		return NULL;
	len = (size_t)(end - w->at) - 1;
	w->at = end + 1;
	return arena_str(r->arena, end - len, len);
}

static void wrong(struct part_reader *r, const struct words_at *w,
		  const char *message)
{
	part_wrong(r, w->field->value_begin, w->field->value_end, message);
}

static enum state find_state(struct part_reader *r, const struct words_at *w,
			     const char *word)
{
	struct near near = {.name = word, .len = strlen(word)};

	for (int i = 0; i < STATE_COUNT; i++) {
		if (strcmp(state_word((enum state)i), word) == 0)
			return (enum state)i;
		near_offer(&near, state_word((enum state)i),
			   strlen(state_word((enum state)i)));
	}
	wrong(r, w, _("no state is called so"));
	if (near.best)
		part_nearest(r, &near);
	else
		part_hint(r, "unborn ready running waiting sleeping blocked "
			     "switching done");
	return STATE_COUNT;
}

static bool find_task(struct part_reader *r, const struct scene *scene,
		      const struct words_at *w, const char *word,
		      struct scene_rule *rule)
{
	const struct program *p = scene->program;
	struct near near = {.name = word, .len = strlen(word)};

	if (value_find_task(p, word, strlen(word), &rule->first, &rule->count))
		return true;
	for (uint32_t i = 0; i < p->n_tasks; i++)
		near_offer(&near, p->tasks[i].name, strlen(p->tasks[i].name));
	wrong(r, w, _("no task is called so"));
	part_nearest(r, &near);
	return false;
}

/* STATE ["TEXT"] {[","] STATE ["TEXT"]} ["else" "TEXT"] */
static void read_states(struct part_reader *r, struct words_at *w,
			struct scene_rule *rule)
{
	const char *word, *look;
	enum state state;

	while ((word = next_word(r, w))) {
		if (strcmp(word, "else") == 0) {
			rule->otherwise = next_text(r, w);
			if (!rule->otherwise)
				wrong(r, w,
				      _("a text in \"quotes\" is missing "
					"here"));
			continue;
		}
		state = find_state(r, w, word);
		if (state == STATE_COUNT)
			return;
		look = next_text(r, w);
		if ((rule->count > 0) != (look != NULL))
			wrong(r, w,
			      look ? _("texts for states belong to one task: "
				       "of TASK STATE \"TEXT\"")
				   : _("a text in \"quotes\" is missing "
				       "here"));
		rule->states |= 1u << state;
		rule->looks[state] = look;
	}
	if (*w->at)
		wrong(r, w, _("a state belongs here"));
}

static void read_rule(struct part_reader *r, struct scene *scene,
		      const struct field *f)
{
	struct scene_rule *rule = scene->rules + scene->n_rules;
	struct words_at w = {f->value, f};
	const char *word;

	rule->name = f->key;
	if (strncmp(f->value, "of ", 3) == 0) {
		w.at += 3;
		word = next_word(r, &w);
		if (!word || !find_task(r, scene, &w, word, rule))
			return;
	}
	read_states(r, &w, rule);
	scene->n_rules++;
}

static void add_row(struct part_reader *r, struct scene *scene,
		    const struct field *f)
{
	const char *message = NULL;

	if (scene->n_rows == SCENE_ROWS)
		message = _("a scene has at most 8 rows");
	else if (text_width(f->value, strlen(f->value)) > SCENE_COLUMNS)
		message = _("a scene is at most 76 columns wide");
	if (message)
		part_wrong(r, f->value_begin, f->value_end, message);
	else
		scene->rows[scene->n_rows++] = f->value;
}

/* Every place has its rule. */
static void check_places(struct part_reader *r, const struct scene *scene,
			 const struct field *f)
{
	const char *at = f->value;

	while ((at = strchr(at, '{')) && strchr(at, '}')) {
		size_t len = strcspn(at + 1, ". }"), i = 0;

		while (i < scene->n_rules &&
		       (strlen(scene->rules[i].name) != len ||
			memcmp(scene->rules[i].name, at + 1, len) != 0))
			i++;
		if (i == scene->n_rules) {
			diag_add(r->diags, DIAG_ERROR, f->value_begin,
				 f->value_end,
				 _("what does this place show? Write %.*s: "
				   "STATE"),
				 (int)len, at + 1);
			return;
		}
		at++;
	}
}

void part_scene(struct part_reader *r)
{
	static const struct field_form form = {.sign = ':'};
	struct scene *scene = arena_alloc(r->arena, sizeof *scene);
	size_t before = r->diags->counts[DIAG_ERROR];
	struct fields fields = {0};

	if (r->is_broken)
		return;
	scene->program = lesson_scope(r->lesson, r->index).program;
	if (!scene->program) {
		part_wrong(r, r->part->head, r->words_end,
			   _("a scene needs a scenario above it"));
		return;
	}
	part_fields(r, &fields, &form);
	scene->rules = arena_array(r->arena, fields.len, sizeof *scene->rules);
	for (size_t i = 0; i < fields.len; i++) {
		if (fields.at[i].kind == FIELD_PICTURE)
			add_row(r, scene, fields.at + i);
		else if (fields.at[i].kind == FIELD_KEY)
			read_rule(r, scene, fields.at + i);
		else
			part_wrong(r, fields.at[i].value_begin,
				   fields.at[i].value_end,
				   _("a line of a scene is a | and a picture, "
				     "or PLACE: STATE"));
	}
	for (size_t i = 0; i < fields.len; i++) {
		if (fields.at[i].kind == FIELD_PICTURE &&
		    r->diags->counts[DIAG_ERROR] == before)
			check_places(r, scene, fields.at + i);
	}
	r->part->scene = scene;
	vec_fini(&fields);
}
