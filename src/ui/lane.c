/* SPDX-License-Identifier: MIT */
/* From picked states to glyphs: a cell, a life between columns, a failure. */
#include "ui/lane.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static const enum role roles[STATE_COUNT] = {
	[STATE_UNBORN] = ROLE_DONE,         [STATE_READY] = ROLE_READY,
	[STATE_RUNNING] = ROLE_RUNNING,     [STATE_WAITING] = ROLE_WAITING,
	[STATE_SLEEPING] = ROLE_SLEEPING,   [STATE_BLOCKED] = ROLE_BLOCKED,
	[STATE_SWITCHING] = ROLE_SWITCHING, [STATE_IDLE] = ROLE_DONE,
	[STATE_DONE] = ROLE_DONE,
};

enum role lane_role(enum state state)
{
	return roles[state];
}

/* A cell of a lane, and what it shows. */
struct spot {
	uint32_t lane;
	int column;
	enum state state;
	enum shade shade;
};

int lane_instant(const struct tally *tally, uint32_t lane)
{
	int64_t most = -1;
	int at = -1;

	for (int x = 0; x < tally->axis.cols; x++) {
		const struct slot *slot = tally_slot(tally, lane, x);
		int64_t there = 0;

		for (int state = 0; state < STATE_COUNT; state++)
			there += slot->time[state];
		if (slot->changes > 0 && there > most) {
			most = there;
			at = x;
		}
	}
	return at;
}

/* A lane whose whole life falls between the columns: a sign where it was. */
static void draw_instant(struct canvas *c, struct rect r,
			 const struct tally *tally, uint32_t lane)
{
	int at = lane_instant(tally, lane);

	if (at >= 0)
		canvas_sign(c, rect_right(r, at), GLYPH_INSTANT, ROLE_RUNNING);
}

/* The first letter of a text; false if it takes more room than one cell. */
static bool initial(char sign[LANE_SIGN], const char *text)
{
	int cells;
	size_t n = text_next(text, strlen(text), &cells);

	if (n >= LANE_SIGN || cells != 1)
		return false;
	memcpy(sign, text, n);
	sign[n] = '\0';
	return true;
}

/* Whom a core had: the initial of what a task is called, or a digit of its
 * number where one task has all the copies; "" for others. */
static void holder_sign(char sign[LANE_SIGN], const struct program *p,
			uint32_t holder)
{
	uint32_t copy = actor_index(holder);
	const struct prog_task *task;

	sign[0] = sign[1] = '\0';
	if (holder == ACTOR_NONE || actor_class(holder) != ACTOR_TASK)
		return;
	task = p->tasks + program_task_of(p, copy);
	if (p->n_tasks == 1 && p->n_copies > 1)
		sign[0] = (char)('0' + program_number(p, copy) % 10);
	else if (!task->label || !initial(sign, task->label))
		sign[0] = task->name[0];
}

static bool has_holder(const struct tally_lane *lane)
{
	return lane->class == ACTOR_CORE ||
	       (lane->class == ACTOR_GIL && lane->first == LINE_HOLDER);
}

static bool is_phase(const struct tally_lane *lane)
{
	return lane->class == ACTOR_GIL && lane->first >= LINE_PHASE;
}

/* How many stand in a line; which phase it is. */
static void line_sign(char sign[LANE_SIGN], const struct tally_lane *lane,
		      uint32_t holder)
{
	static const char *const phases[] = {
		[PHASE_NONE] = " ",
		[PHASE_POLL] = N_("poll"),
		[PHASE_TIMERS] = N_("timers"),
		[PHASE_RUN] = N_("run"),
	};

	if (is_phase(lane)) {
		initial(sign, _(phases[holder]));
		return;
	}
	sign[0] = holder > 9 ? '+' : (char)('0' + holder);
	sign[1] = '\0';
}

static bool is_line(const struct tally_lane *lane)
{
	return lane->class == ACTOR_GIL && lane->first != LINE_HOLDER;
}

void lane_sign(char sign[LANE_SIGN], const struct program *p,
	       const struct tally *tally, uint32_t lane, int column,
	       enum state state)
{
	uint32_t holder = tally_slot(tally, lane, column)->holder;

	sign[0] = sign[1] = '\0';
	if (is_line(&tally->lanes[lane]) && state != STATE_IDLE)
		line_sign(sign, &tally->lanes[lane], holder);
	else if (state == STATE_RUNNING && has_holder(&tally->lanes[lane]))
		holder_sign(sign, p, holder);
}

static void draw_cell(struct canvas *c, struct rect r, const struct program *p,
		      const struct tally *tally, struct spot at)
{
	enum role role = roles[at.state];
	char sign[LANE_SIGN];

	lane_sign(sign, p, tally, at.lane, at.column, at.state);
	r = rect_right(r, at.column);
	r.w = 1;
	canvas_fill(c, r,
		    sign[0] != '\0' ? sign
				    : glyph_state(role, at.shade, c->ascii),
		    role, at.shade);
}

uint32_t lane_draw(struct canvas *c, struct rect r, const struct program *p,
		   const struct tally *tally, uint32_t lane)
{
	struct spot at = {.lane = lane};
	int failed = tally_failure(tally, lane);
	uint32_t seen = 0;

	for (; at.column < tally->axis.cols && at.column < r.w; at.column++) {
		at.state = tally_pick(tally, lane, at.column, &at.shade);
		if (roles[at.state] == ROLE_DONE)
			continue;
		seen |= UINT32_C(1) << at.state;
		draw_cell(c, r, p, tally, at);
	}
	if (is_phase(&tally->lanes[lane]))
		return 0; /* letters, no states */
	if (seen == 0)
		draw_instant(c, r, tally, lane);
	if (failed >= 0)
		canvas_sign(c, rect_right(r, failed), GLYPH_BAD, ROLE_ERROR);
	return seen;
}
