/* SPDX-License-Identifier: MIT */
/*
 * The stage's rows: a heading a run, a lane a task, folded as the room asks.
 * What does not fit even so is scrolled by whoever draws.
 */
#include "app/session.h"

#include "base/must.h"
#include "story/crew.h"

enum {
	AXIS_ROWS = 2,
	FOLDED_FROM = 8 /* threads, or cores: of more there is one lane */
};

/* How the rows are made. */
struct way {
	uint32_t copies; /* tasks with more of them are folded */
	bool collapse;   /* runs that are not chosen are one lane */
	uint8_t lanes;   /* enum session_lanes */
	bool fold;       /* threads are one lane, and cores */
};

static bool is_one_lane(const struct session *s, struct way way, size_t run)
{
	return way.collapse && (int)run != s->chosen;
}

bool session_is_collapsed(const struct session *s, size_t run)
{
	size_t lanes = 0;

	for (size_t i = 0; i < s->rows.len; i++)
		if (s->rows.at[i].run == run && !s->rows.at[i].heading)
			lanes += s->rows.at[i].class == ACTOR_TASK;
	return lanes == 0;
}

static bool is_folded(const struct session *s, struct way way, uint32_t task)
{
	if (s->program->tasks[task].count == 1)
		return false;
	if (s->folds[task] != FOLD_AUTO)
		return s->folds[task] == FOLD_SHUT;
	return s->program->tasks[task].count > way.copies;
}

static bool has_cores(const struct session *s, size_t run)
{
	return setup_takes((enum setup_model)s->runs[run].setup.model,
			   KEY_CORES);
}

/* How many of a class a run has to show. */
static uint32_t count_of(const struct session *s, struct way way, size_t run,
			 enum actor_class class)
{
	uint32_t cores = (uint32_t)s->runs[run].setup.key[KEY_CORES];

	if (way.lanes == LANES_NONE)
		return 0;
	if (class == ACTOR_THREAD)
		return way.lanes == LANES_ALL ? s->runs[run].threads : 0;
	if (way.lanes == LANES_ALL)
		return has_cores(s, run) ? cores : 0;
	return cores > 1 ? cores : 0;
}

/* Actors a lane. */
static uint32_t together(const struct session *s, struct way way, size_t run,
			 enum actor_class class)
{
	uint32_t n = count_of(s, way, run, class);
	uint32_t most = way.lanes == LANES_ALL ? FOLDED_FROM : n;

	if (way.fold && (s->open >> class & 1) == 0)
		most = 1;
	return n > most && (s->open >> class & 1) == 0 ? n : 1;
}

static void add(struct session *s, size_t run, enum actor_class class,
		uint32_t first, uint32_t count)
{
	vec_push(&s->rows, (struct session_row){.run = (uint8_t)run,
						.class = (uint8_t) class,
						.first = first,
						.count = count});
}

static void add_class(struct session *s, struct way way, size_t run,
		      enum actor_class class)
{
	uint32_t n = count_of(s, way, run, class);
	uint32_t step = together(s, way, run, class);

	for (uint32_t i = 0; i < n; i += step)
		add(s, run, class, i, step);
}

static void add_lines(struct session *s, struct way way, size_t run)
{
	uint32_t lines[CREW_LINES];
	size_t n = crew_lines(&s->runs[run].setup, s->runs[run].program, lines);

	for (size_t i = 0; i < n && way.lanes == LANES_ALL; i++)
		add(s, run, ACTOR_GIL, lines[i], 1);
}

/* Rows of what is behind the tasks. */
static uint64_t machine_height(const struct session *s, struct way way,
			       size_t run)
{
	uint32_t lines[CREW_LINES];
	uint64_t rows = way.lanes == LANES_ALL
				? crew_lines(&s->runs[run].setup,
					     s->runs[run].program, lines)
				: 0;

	rows += count_of(s, way, run, ACTOR_THREAD) /
		together(s, way, run, ACTOR_THREAD);
	return rows + count_of(s, way, run, ACTOR_CORE) /
			      together(s, way, run, ACTOR_CORE);
}

static uint64_t run_height(const struct session *s, struct way way, size_t run)
{
	uint64_t rows = 1;

	if (is_one_lane(s, way, run))
		return 2;
	for (uint32_t i = 0; i < s->program->n_tasks; i++)
		rows += is_folded(s, way, i) ? 1 : s->program->tasks[i].count;
	return rows + machine_height(s, way, run);
}

static bool fits(const struct session *s, struct way way)
{
	uint64_t rows = 0;
	size_t shown = 0;

	for (size_t i = 0; i < s->n_runs; i++) {
		if (s->runs[i].hidden)
			continue;
		rows += run_height(s, way, i);
		shown++;
	}
	rows += (s->steps ? shown : 1) * AXIS_ROWS;
	return rows <= (uint64_t)(s->room > 0 ? s->room : 0);
}

/* The most copies a task may show one by one; 1 if nothing helps. */
static uint32_t most_copies(const struct session *s, struct way way)
{
	uint32_t low = 1, high = s->program->n_copies;

	high = high > 0 ? high : 1;
	while (low < high) {
		way.copies = low + (high - low + 1) / 2;
		if (fits(s, way))
			low = way.copies;
		else
			high = way.copies - 1;
	}
	return low;
}

static struct way choose_way(const struct session *s)
{
	struct way way = {UINT32_MAX, false, s->lanes, false};

	if (fits(s, way))
		return way;
	way.fold = true;
	if (way.lanes == LANES_CORES)
		way.lanes = LANES_NONE;
	else if (fits(s, way))
		return way;
	way.copies = most_copies(s, way);
	if (fits(s, way) || session_shown(s) <= 2)
		return way;
	way.collapse = true;
	way.copies = most_copies(s, way);
	return way;
}

/* --- making them --- */

static void add_tasks(struct session *s, struct way way, size_t run)
{
	for (uint32_t i = 0; i < s->program->n_tasks; i++) {
		const struct prog_task *task = &s->program->tasks[i];
		uint32_t step = is_folded(s, way, i) ? task->count : 1;

		for (uint32_t j = 0; j < task->count; j += step)
			add(s, run, ACTOR_TASK, task->first + j, step);
	}
	add_class(s, way, run, ACTOR_THREAD);
	add_lines(s, way, run);
	add_class(s, way, run, ACTOR_CORE);
}

static void add_run(struct session *s, struct way way, size_t run)
{
	vec_push(&s->rows,
		 (struct session_row){.run = (uint8_t)run, .heading = true});
	if (is_one_lane(s, way, run))
		add(s, run, ACTOR_CORE, 0,
		    (uint32_t)s->runs[run].setup.key[KEY_CORES]);
	else
		add_tasks(s, way, run);
}

/* The row that shows what ROW showed, or the next lane there is. */
static size_t find_again(const struct session *s, struct session_row row)
{
	size_t lane = 0;

	for (size_t i = 0; i < s->rows.len; i++) {
		const struct session_row *r = &s->rows.at[i];

		if (r->heading)
			continue;
		if (lane == 0 || r->run <= row.run)
			lane = r->run < row.run || lane == 0 ? i : lane;
		if (r->run == row.run && r->class == row.class &&
		    row.first >= r->first && row.first < r->first + r->count)
			return i;
		if (r->run == row.run && s->rows.at[lane].run != row.run)
			lane = i;
	}
	return lane;
}

void session_plan(struct session *s)
{
	struct session_row chosen = {.run = 0};
	struct way way;

	if (!s->program)
		return;
	way = choose_way(s);
	if (session_chosen(s))
		chosen = *session_chosen(s);
	vec_clear(&s->rows);
	for (size_t i = 0; i < s->n_runs; i++)
		if (!s->runs[i].hidden)
			add_run(s, way, i);
	s->row = find_again(s, chosen);
	s->version++;
	s->dirty = true;
}

void session_set_room(struct session *s, int rows)
{
	if (rows == s->room)
		return;
	s->room = rows;
	session_plan(s);
}

/* --- choosing --- */

const struct session_row *session_chosen(const struct session *s)
{
	if (s->row >= s->rows.len || s->rows.at[s->row].heading)
		return NULL;
	return &s->rows.at[s->row];
}

static bool select_one(struct session *s, bool down)
{
	size_t i = s->row;

	while (down ? i + 1 < s->rows.len : i > 0) {
		i = down ? i + 1 : i - 1;
		if (!s->rows.at[i].heading) {
			s->row = i;
			return true;
		}
	}
	return false;
}

void session_select(struct session *s, int64_t down)
{
	for (; down > 0 && select_one(s, true); down--)
		;
	for (; down < 0 && select_one(s, false); down++)
		;
	s->dirty = true;
}

bool session_open(struct session *s)
{
	const struct session_row *row = session_chosen(s);
	uint32_t task;

	if (row == NULL)
		return false;
	if (session_is_collapsed(s, row->run)) {
		s->chosen = row->run;
		session_plan(s);
		return true;
	}
	if (row->class == ACTOR_GIL || row->count == 1)
		return false;
	if (row->class != ACTOR_TASK) {
		s->open |= UINT32_C(1) << row->class;
		session_plan(s);
		return true;
	}
	task = program_task_of(s->program, row->first);
	s->folds[task] = FOLD_OPEN;
	session_plan(s);
	return true;
}

bool session_shut(struct session *s)
{
	const struct session_row *row = session_chosen(s);
	uint32_t task;

	if (row == NULL)
		return false;
	if (row->class == ACTOR_TASK) {
		task = program_task_of(s->program, row->first);
		if (s->folds[task] == FOLD_OPEN) {
			s->folds[task] = FOLD_SHUT;
			session_plan(s);
			return true;
		}
	}
	if (s->open >> row->class & 1) {
		s->open &= ~(UINT32_C(1) << row->class);
		session_plan(s);
		return true;
	}
	if (s->chosen < 0)
		return false;
	s->chosen = -1;
	session_plan(s);
	return true;
}
