/* SPDX-License-Identifier: MIT */
/*
 * What people think of, question by question: each way offers the answers that
 * known misconceptions lead to. The table says which question has which.
 */
#include "base/i18n.h"
#include "lesson/distract.h"
#include "lesson/evidence.h"

#include <string.h>

/* Would anybody think of so little? */
static bool is_near(const struct maker *m, int64_t n)
{
	return n > 0 && n >= m->question->answer.n / 3;
}

/* --- when a task is done --- */

static void offer_of(struct maker *m, int64_t t, const char *name,
		     const char *sentence)
{
	struct telling told = {.showing = m->note.showing};

	tell_task(&told, "task", m->note.task);
	maker_offer_number(m, t, name, &told, sentence);
}

static void by_finish(struct maker *m)
{
	const struct query_note *n = &m->note;
	const struct task_figures *f;
	int64_t alone, turn;

	if (n->task == NONE)
		return;
	f = n->showing->metrics->tasks + n->task;
	alone = evidence_alone(n->showing, n->task);
	if (alone >= 0)
		offer_of(m, f->release + alone, "alone",
			 _("That would be {task} all alone."));
	if (alone > f->cpu && is_near(m, f->release + f->cpu))
		offer_of(m, f->release + f->cpu, "work_only",
			 _("That counts only the work of {task}, and not the "
			   "waiting."));
	turn = evidence_first_turn(n->showing, n->task);
	if (is_near(m, turn))
		offer_of(m, turn, "first_turn",
			 _("Then {task} has had a first turn, and has more to "
			   "do."));
}

/* --- when all is done --- */

static int64_t longest_alone(const struct showing *s, uint32_t *who)
{
	int64_t longest = 0;

	*who = NONE;
	for (uint32_t i = 0; i < s->program->n_copies; i++) {
		int64_t alone = evidence_alone(s, i);

		if (alone < 0)
			continue;
		alone += s->metrics->tasks[i].release;
		if (alone > longest) {
			longest = alone;
			*who = i;
		}
	}
	return longest;
}

static void by_makespan(struct maker *m)
{
	const struct showing *s = m->note.showing;
	struct telling told = {.showing = s};
	uint32_t who;
	int64_t longest = longest_alone(s, &who);

	if (is_near(m, s->metrics->work))
		maker_offer_number(
			m, s->metrics->work, "work_only", &told,
			_("That adds up the work, and nothing else."));
	if (who == NONE || s->program->n_copies < 2)
		return;
	tell_task(&told, "task", who);
	maker_offer_number(m, longest, "longest", &told,
			   _("That is the longest alone: {task}."));
}

static void by_idle(struct maker *m)
{
	const struct metrics *k = m->note.showing->metrics;
	struct telling told = {.showing = m->note.showing};
	int64_t waits = 0;

	for (size_t i = 0; i < k->n_tasks; i++)
		waits += k->tasks[i].io + k->tasks[i].timer;
	maker_offer_number(m, waits, "waits_are_idle", &told,
			   _("That adds up what each one waits for. But "
			     "meanwhile another may run."));
	maker_offer_number(m, k->work, "", &told,
			   _("That is how long the cores do work."));
}

/* --- figures of tasks --- */

static int64_t figure(const struct task_figures *f, const char *name)
{
	if (strcmp(name, "waiting") == 0)
		return f->waiting;
	if (strcmp(name, "turnaround") == 0)
		return f->end - f->release;
	if (strcmp(name, "response") == 0)
		return f->first_run - f->release;
	return f->cpu;
}

static int64_t figure_of(const struct query_note *n, const char *name)
{
	const struct metrics *k = n->showing->metrics;
	int64_t sum = 0;

	if (n->task != NONE)
		return figure(k->tasks + n->task, name);
	for (size_t i = 0; i < k->n_tasks; i++)
		sum += figure(k->tasks + i, name);
	return k->n_tasks ? sum / (int64_t)k->n_tasks : 0;
}

/* The others of the four, each taken for the one. */
static void by_figure(struct maker *m)
{
	static const struct {
		const char *name, *sentence;
	} figures[] = {
		{"turnaround",
		 N_("That is from its coming to its end, waiting and running "
		    "included.")},
		{"waiting", N_("That is how long it is in line.")},
		{"response", N_("That is how long it takes to the first "
				"turn.")},
		{"cpu", N_("That is how long it runs.")},
	};
	struct telling told = {.showing = m->note.showing};

	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		const char *name = figures[i].name;

		if (strcmp(name, m->note.function->name) != 0)
			maker_offer_number(m, figure_of(&m->note, name),
					   "other_figure", &told,
					   _(figures[i].sentence));
	}
}

/* --- how often --- */

static void by_switches(struct maker *m)
{
	const struct metrics *k = m->note.showing->metrics;
	struct telling told = {.showing = m->note.showing};

	maker_offer_number(m, (int64_t)k->preemptions, "preempted_only", &told,
			   _("That counts only who is interrupted."));
	maker_offer_number(m, m->question->answer.n + 1, "fence", &told,
			   _("That counts the turns. But before the first "
			     "there is nobody to switch from."));
	maker_offer_number(m, (int64_t)k->n_tasks - 1, "once", &told,
			   _("So it would be if each had the core once and "
			     "kept it."));
}

static void by_preemptions(struct maker *m)
{
	const struct metrics *k = m->note.showing->metrics;
	struct telling told = {.showing = m->note.showing};

	if (m->note.task == NONE)
		maker_offer_number(m, (int64_t)k->switches, "yields", &told,
				   _("So often a core passes to another at "
				     "all."));
	maker_offer_number(m, 0, "", &told, _("Somebody is interrupted."));
}

static void by_misses(struct maker *m)
{
	const struct program *p = m->note.showing->program;
	struct telling told = {.showing = m->note.showing};
	int64_t n = 0;

	for (uint32_t i = 0; i < p->n_tasks; i++)
		if (p->tasks[i].deadline >= 0)
			n += p->tasks[i].count;
	if (m->note.task != NONE)
		return;
	maker_offer_number(m, n, "all_count", &told,
			   _("Those are all who have a deadline."));
	maker_offer_number(m, 0, "", &told, _("Somebody is late."));
}

static void by_value(struct maker *m)
{
	const struct query_note *n = &m->note;
	struct telling told = {.showing = n->showing};
	struct setup sync;
	struct value v;

	setup_init(&sync, MODEL_SYNC, n->showing->program->unit,
		   n->showing->program->seed);
	if (n->at < 0 && maker_under(m, &sync, &v))
		maker_offer(m, &v, "adds_up",
			    _("So it would be if nobody came between reading "
			      "and writing."));
	maker_offer_number(m, n->showing->program->vars[n->var].initial,
			   "undone", &told, _("So it was at the beginning."));
}

/* --- in which order --- */

/* The answer's tasks in another order, equal ones as declared. */
static void offer_ranked(struct maker *m,
			 int64_t (*of)(const struct showing *s, uint32_t copy),
			 const char *name, const char *said)
{
	struct value v = m->question->answer;
	uint32_t *list = arena_array(&m->question->arena, v.len, sizeof *list);

	for (size_t i = 0; i < v.len; i++) {
		uint32_t actor = v.actors[i];
		int64_t by = of(m->note.showing, actor_index(actor));
		size_t k = i;

		for (; k > 0; k--) {
			uint32_t other = list[k - 1];
			int64_t its = of(m->note.showing, actor_index(other));

			if (its < by || (its == by && other < actor))
				break;
			list[k] = other;
		}
		list[k] = actor;
	}
	v.actors = list;
	maker_offer(m, &v, name, said);
}

static int64_t arrival_of(const struct showing *s, uint32_t copy)
{
	return s->metrics->tasks[copy].release;
}

static int64_t work_of(const struct showing *s, uint32_t copy)
{
	return s->metrics->tasks[copy].cpu;
}

static int64_t rest_of(const struct showing *s, uint32_t copy)
{
	return -work_of(s, copy);
}

static void by_order(struct maker *m)
{
	offer_ranked(m, arrival_of, "arrival",
		     _("That is the order in which they come."));
	offer_ranked(m, work_of, "shortest",
		     _("That would be the shortest first."));
	offer_ranked(m, rest_of, "longest_first",
		     _("That would be the longest first."));
}

/* --- who --- */

static void offer_actor(struct maker *m, uint32_t actor, const char *name)
{
	struct value v = value_actor(m->note.showing->program, actor);

	maker_offer(m, &v, name, NULL);
}

/* How well a task fits as an answer: those in line first, then who waits or
 * runs, then who is gone or has not come. */
static int rank_of(const struct maker *m, uint32_t copy)
{
	const struct query_note *n = &m->note;
	struct lane lane = spans_task(n->showing->spans, copy);
	enum state state =
		n->event == QUERY_NO_EVENT
			? STATE_DONE
			: (enum state)lane_at_event(lane, n->event)->state;

	if (state == STATE_READY)
		return 0;
	return state == STATE_DONE || state == STATE_UNBORN ? 2 : 1;
}

static void by_turn(struct maker *m)
{
	const struct showing *s = m->note.showing;

	for (int rank = 0; rank < 3; rank++)
		for (uint32_t i = 0;
		     i < s->program->n_copies && i < EVIDENCE_TASKS; i++)
			if (rank_of(m, i) == rank)
				offer_actor(m, ACTOR(ACTOR_TASK, i), "");
}

/* Whoever has it, what it has itself, what else there is, nobody, and those
 * who are there and somebody else. */
static void by_blocked_on(struct maker *m)
{
	const struct query_note *n = &m->note;
	const struct program *p = n->showing->program;
	uint32_t answer = n->value.actor, holder = NONE;
	uint64_t since, last = evidence_last(n->showing, n->at);

	if (answer != ACTOR_NONE)
		holder = evidence_holder(n->showing, answer, last, &since);
	if (holder != NONE && holder != n->task)
		offer_actor(m, ACTOR(ACTOR_TASK, holder), "holder");
	for (uint32_t i = 0; i < p->n_objects; i++) {
		uint32_t thing = ACTOR(ACTOR_OBJECT, i);
		bool own = evidence_holder(n->showing, thing, last, &since) ==
			   n->task;

		offer_actor(m, thing, own ? "own" : "");
	}
	offer_actor(m, ACTOR_NONE, "");
	for (uint32_t i = 0; i < p->n_copies && i < EVIDENCE_TASKS; i++)
		if (i != n->task && rank_of(m, i) < 2)
			offer_actor(m, ACTOR(ACTOR_TASK, i), "");
}

/* --- the table --- */

static const struct {
	const char *function;
	void (*offer)(struct maker *m);
} ways[] = {
	{"blocked_on", by_blocked_on},
	{"cpu", by_figure},
	{"finish", by_finish},
	{"idle", by_idle},
	{"makespan", by_makespan},
	{"misses", by_misses},
	{"next", by_turn},
	{"order", by_order},
	{"preemptions", by_preemptions},
	{"response", by_figure},
	{"running", by_turn},
	{"starts", by_order},
	{"switches", by_switches},
	{"turnaround", by_figure},
	{"value", by_value},
	{"waiting", by_figure},
};

void distract_by_function(struct maker *m)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strcmp(ways[i].function, m->note.function->name) == 0)
			ways[i].offer(m);
}
