/* SPDX-License-Identifier: MIT */
/*
 * A scene drawn: its rows copied, places filled in to their width.
 */
#include "lesson/scene.h"

#include "base/text.h"
#include "story/names.h"

#include <string.h>

const char *state_word(enum state state)
{
	static const char *const words[STATE_COUNT] = {
		[STATE_UNBORN] = "unborn",       [STATE_READY] = "ready",
		[STATE_RUNNING] = "running",     [STATE_WAITING] = "waiting",
		[STATE_SLEEPING] = "sleeping",   [STATE_BLOCKED] = "blocked",
		[STATE_SWITCHING] = "switching", [STATE_IDLE] = "idle",
		[STATE_DONE] = "done",
	};

	return words[state];
}

/* What is drawn. */
struct picture {
	const struct scene *scene;
	const enum state *states;
	const uint32_t *order; /* or NULL */
};

static void add_names(struct str *out, const struct picture *p,
		      const struct scene_rule *rule)
{
	for (uint32_t i = 0; i < p->scene->program->n_copies; i++) {
		uint32_t copy = p->order ? p->order[i] : i;

		if (!(rule->states >> p->states[copy] & 1))
			continue;
		if (out->len > 0)
			str_addc(out, ' ');
		name_add_shown(out, p->scene->program, copy);
		if (out->len > SCENE_COLUMNS * 4)
			return;
	}
	if (out->len == 0 && rule->otherwise)
		str_add(out, rule->otherwise);
}

/* "guest (998)": how many, where there is no room for who. */
static void add_counts(struct str *out, const struct scene *scene,
		       const struct scene_rule *rule, const enum state *states)
{
	for (uint32_t i = 0; i < scene->program->n_tasks; i++) {
		const struct prog_task *task = scene->program->tasks + i;
		uint32_t n = 0;

		for (uint32_t k = 0; k < task->count; k++)
			n += rule->states >> states[task->first + k] & 1;
		if (n == 0)
			continue;
		if (out->len > 0)
			str_addc(out, ' ');
		str_add(out, task->label ? task->label : task->name);
		if (task->count > 1)
			str_addf(out, " (%u)", n);
	}
}

static void add_look(struct str *out, const struct scene_rule *rule,
		     const enum state *states)
{
	const char *look = rule->looks[states[rule->first]];

	if (!look)
		look = rule->otherwise;
	if (look)
		str_add(out, look);
}

static const struct scene_rule *find_rule(const struct scene *scene,
					  const char *name, size_t len)
{
	for (size_t i = 0; i < scene->n_rules; i++) {
		if (strlen(scene->rules[i].name) == len &&
		    memcmp(scene->rules[i].name, name, len) == 0)
			return scene->rules + i;
	}
	return NULL;
}

/* `{name....}`: its length, and its rule; 0: no place stands here. */
static size_t place_at(const struct scene *scene, const char *at,
		       const struct scene_rule **rule)
{
	const char *close = strchr(at, '}');
	size_t len;

	if (*at != '{' || !close)
		return 0;
	len = strcspn(at + 1, ". }");
	*rule = find_rule(scene, at + 1, len);
	return *rule ? (size_t)(close - at) + 1 : 0;
}

static void add_row(struct str *out, const struct picture *p, const char *row)
{
	const struct scene_rule *rule;
	struct str said = {0};

	while (*row) {
		size_t len = place_at(p->scene, row, &rule);

		if (len == 0) {
			str_addc(out, *row++);
			continue;
		}
		str_clear(&said);
		if (rule->count > 0)
			add_look(&said, rule, p->states);
		else
			add_names(&said, p, rule);
		if (rule->count == 0 && text_width(str_text(&said), said.len) >
						text_width(row, len)) {
			str_clear(&said);
			add_counts(&said, p->scene, rule, p->states);
		}
		text_pad(out, str_text(&said), said.len, text_width(row, len),
			 "~");
		row += len;
	}
	str_fini(&said);
	str_addc(out, '\n');
}

void scene_show(struct str *out, const struct scene *scene,
		const enum state *states, const uint32_t *order)
{
	const struct picture picture = {scene, states, order};

	for (size_t i = 0; i < scene->n_rows; i++)
		add_row(out, &picture, scene->rows[i]);
}
