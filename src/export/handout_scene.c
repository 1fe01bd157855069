/* SPDX-License-Identifier: MIT */
/*
 * The story's picture in a handout: everybody's state at the moment with which
 * a stage begins, everything that happens then included.
 */
#include "export/handout.h"

#include "base/mem.h"
#include "lesson/scene.h"
#include "story/heading.h"
#include "story/moment.h"
#include "ui/scene_line.h"

static void draw(struct str *out, const struct scene *scene,
		 const struct showing *s, int64_t t)
{
	const struct program *p = scene->program;
	const struct metrics_how how = metrics_how(&s->setup, p);
	uint64_t passed = trace_find_time(s->trace, t + 1);
	const struct machine *machine =
		passed > 0 ? run_at(s->run, passed - 1) : NULL;
	struct moments *moments = moments_new(p, s->trace, &how);
	const struct moment *m = moments_at(moments, passed);
	enum state *states = mem_array(p->n_copies, sizeof *states);
	uint32_t *order = scene_order(m, machine, t);

	for (uint32_t i = 0; i < p->n_copies; i++)
		states[i] = moment_state(m, i, t);
	scene_show(out, scene, states, order);
	mem_free(order);
	mem_free(states);
	moments_free(moments);
}

static bool is_of_scene(const struct lesson *l, size_t part,
			const struct scene *scene)
{
	return l->parts.at[part].kind == PART_STAGE &&
	       lesson_scene(l, part) == scene &&
	       l->parts.at[part].stage->setups[0].program == scene->program;
}

/* How all begins is shown once. */
static bool is_first(const struct lesson *l, size_t part,
		     const struct scene *scene)
{
	while (part-- > 0)
		if (is_of_scene(l, part, scene))
			return false;
	return true;
}

bool handout_scene(struct str *out, struct str *caption,
		   const struct handout *h, size_t part, size_t setup)
{
	const struct staging *stage = h->lesson->parts.at[part].stage;
	const struct scene *scene = lesson_scene(h->lesson, part);
	const struct query_setup *q = &stage->setups[setup];
	const struct showing *s;
	int64_t t = stage->at > 0 ? stage->at : 0;

	if (!scene || scene->program != q->program)
		return false;
	if (t == 0 && (setup > 0 || !is_first(h->lesson, part, scene)))
		return false;
	s = showings_get(h->showings, q->program, &q->setup);
	if (!s || s->status != RUN_DONE)
		return false;
	t = t < s->trace->end ? t : s->trace->end;
	str_addf(caption, "%s, ", q->title);
	heading_time(caption, t, q->program->unit);
	draw(out, scene, s, t);
	return true;
}
