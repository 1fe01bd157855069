/* SPDX-License-Identifier: MIT */
/* Lanes for a program's tasks, folded where they are too many. */
#include "ui/lanes.h"

#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "story/fill.h"
#include "story/names.h"
#include "ui/glyph.h"

/* Lanes if each task of more than COPIES copies is one. */
static uint64_t count_lanes(const struct program *p, uint32_t copies)
{
	uint64_t lanes = 0;

	for (uint32_t i = 0; i < p->n_tasks; i++) {
		uint32_t count = p->tasks[i].count;

		lanes += count > copies ? 1 : count;
	}
	return lanes;
}

/* The most copies that a task may have to be shown copy by copy. */
static uint32_t unfolded(const struct program *p, uint32_t most)
{
	uint32_t low = 1, high = p->n_copies > 0 ? p->n_copies : 1;

	while (low < high) {
		uint32_t middle = low + (high - low + 1) / 2;

		if (count_lanes(p, middle) <= most)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static void add_task(struct lanes *l, const struct prog_task *task, bool folded)
{
	uint32_t step = folded ? task->count : 1;

	for (uint32_t i = 0; i < task->count; i += step)
		vec_push(&l->list, (struct tally_lane){.class = ACTOR_TASK,
						       .first = task->first + i,
						       .count = step});
}

void lanes_plan(struct lanes *l, const struct program *p, uint32_t most)
{
	uint32_t copies = unfolded(p, most);

	must(most > 0);
	vec_clear(&l->list);
	l->left_out = 0;
	for (uint32_t i = 0; i < p->n_tasks; i++) {
		const struct prog_task *task = &p->tasks[i];

		if (l->list.len < most)
			add_task(l, task, task->count > copies);
		else
			l->left_out++;
	}
}

void lanes_add(struct lanes *l, enum actor_class class, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		vec_push(&l->list, (struct tally_lane){
					   .class = class,
					   .first = i,
					   .count = 1,
				   });
}

void lanes_add_line(struct lanes *l, uint32_t line)
{
	vec_push(&l->list, (struct tally_lane){
				   .class = ACTOR_GIL,
				   .first = line,
				   .count = 1,
			   });
}

void lanes_fini(struct lanes *l)
{
	vec_fini(&l->list);
}

static void task_name(struct str *out, const struct program *p,
		      const struct tally_lane *lane, bool ascii)
{
	const struct prog_task *task;

	if (lane->count == 1) {
		name_add_shown(out, p, lane->first);
		return;
	}
	task = &p->tasks[program_task_of(p, lane->first)];
	str_add(out, task->label != NULL ? task->label : task->name);
	str_addf(out, " %s%u", glyph_text(GLYPH_TIMES, ascii), lane->count);
}

static const struct {
	const char *own, *term;
} lines[] = {
	[LINE_HOLDER] = {N_("GIL"), "gil"},
	[LINE_LOCK] = {NULL, "gil"},
	[LINE_JOBS] = {N_("queue"), "queue"},
	[LINE_PHASE] = {N_("phase"), "phase"},
};

/* Of several event loops with the number that the loop has. */
static void line_name(struct str *out, const struct words *words,
		      const struct tally_lane *lane)
{
	const struct fill fill = {"lock", words_or(words, "gil", _("GIL"))};
	uint32_t line = lane->first < LINE_PHASE ? lane->first : LINE_PHASE;

	if (lines[line].own)
		str_add(out,
			words_or(words, lines[line].term, _(lines[line].own)));
	else
		fill_add(out, _("for {lock}"), &fill, 1);
	if (line == LINE_PHASE && lane->loops > 1)
		str_addf(out, " %u", lane->first - LINE_PHASE + 1);
}

/* "2 cores", or the story's word for them: "cranes: 2". */
static bool add_many(struct str *out, const struct words *words,
		     const char *term, uint32_t count)
{
	const char *word = words_find(words, term);

	if (word)
		str_addf(out, "%s: %u", word, count);
	return word != NULL;
}

void lane_name(struct str *out, const struct words *words,
	       const struct program *p, const struct tally_lane *lane,
	       bool ascii)
{
	uint32_t count = lane->count;

	if (lane->class == ACTOR_TASK)
		task_name(out, p, lane, ascii);
	else if (lane->class == ACTOR_GIL)
		line_name(out, words, lane);
	else if (count == 1)
		name_add_called(out, words, p, lane->loops,
				ACTOR(lane->class, lane->first));
	else if (lane->class == ACTOR_CORE &&
		 !add_many(out, words, "cores", count))
		str_addf(out, ngettext("%u core", "%u cores", count), count);
	else if (lane->class == ACTOR_THREAD &&
		 !add_many(out, words, "threads", count))
		str_addf(out, ngettext("%u thread", "%u threads", count),
			 count);
}

int lanes_width(const struct lanes *l, const struct words *words,
		const struct program *p)
{
	struct str name = {0};
	size_t widest_yet = 0, width;

	for (size_t i = 0; i < l->list.len; i++) {
		str_clear(&name);
		lane_name(&name, words, p, &l->list.at[i], false);
		width = text_width(str_text(&name), name.len);
		if (width > widest_yet)
			widest_yet = width;
	}
	str_fini(&name);
	return (int)widest_yet;
}
