/* SPDX-License-Identifier: MIT */
/*
 * Real time: every copy of a task is a job, released at its time.
 *
 * edf   earliest deadline first: the ready job whose deadline, its release plus
 *       `deadline` (else plus `every`), comes first.  On one core it meets all
 *       deadlines that any order could meet; for jobs due by their next release
 *       that is as long as the sum of work / every is at most 1.
 * rm    rate-monotonic: the job of the shortest `every`, whatever the time.
 *       The best of fixed priorities; sure to meet all deadlines while the sum
 *       is at most n * (2^(1/n) - 1) for n tasks: 1, 0.828, 0.779 ... 0.693.
 *
 * A newcomer that is strictly better takes the core of the worst that runs.
 * Of equal ones who runs goes on, then the job released earlier, then as
 * declared.  Tasks without the attribute come last.  A job that has missed its
 * deadline goes on.
 *
 * Source: Liu, Layland, Scheduling algorithms for multiprogramming in a
 * hard-real-time environment, J. ACM 20 (1973); Silberschatz 5.6; rule S15.
 */
#include "policy/keep.h"
#include "policy/policies.h"

struct job {
	int64_t key;
	int64_t place; /* older first, then as declared: as they came */
	bool known;
};

static void begin(struct machine *m)
{
	m->policy_state = keep_new(sizeof(struct keep), sizeof(struct job));
}

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	(void)m, (void)th;
	return INT64_MAX;
}

static int64_t deadline_of(const struct machine *m, const struct thread *th)
{
	const struct prog_task *d = thread_decl(m, th);
	int64_t after, at;

	if (!d || (d->deadline < 0 && d->every <= 0))
		return INT64_MAX;
	after = d->deadline >= 0 ? d->deadline : d->every;
	return __builtin_add_overflow(m->now, after, &at) ? INT64_MAX : at;
}

static int64_t period_of(const struct machine *m, const struct thread *th)
{
	const struct prog_task *d = thread_decl(m, th);

	return d && d->every > 0 ? d->every : INT64_MAX;
}

/* What it is ranked by is settled at its release. */
static void push(struct machine *m, struct thread *th,
		 int64_t (*key)(const struct machine *, const struct thread *))
{
	struct keep *keep = m->policy_state;
	struct job *job = keep_record(m, th);

	if (!job->known)
		*job = (struct job){key(m, th), order_behind(&keep->order),
				    true};
	order_push(&keep->order, job->key, job->place, thread_index(m, th));
}

static void ready_edf(struct machine *m, struct thread *th, enum ready_why why)
{
	(void)why;
	push(m, th, deadline_of);
}

static void ready_rm(struct machine *m, struct thread *th, enum ready_why why)
{
	(void)why;
	push(m, th, period_of);
}

static struct thread *pick_edf(struct machine *m, enum rule *rule,
			       enum tie *tie)
{
	struct thread *th = keep_pop(m, RULE_DEADLINE, rule, tie);

	if (*tie != TIE_NONE)
		*tie = TIE_OLDER;
	return th;
}

static struct thread *pick_rm(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct thread *th = keep_pop(m, RULE_PERIOD, rule, tie);

	if (*tie != TIE_NONE)
		*tie = TIE_OLDER;
	return th;
}

static int64_t key_of(const struct machine *m, const struct thread *th)
{
	const struct job *job = keep_record(m, th);

	return job->key;
}

static bool better(const struct machine *m, const struct thread *a,
		   const struct thread *b)
{
	return key_of(m, a) < key_of(m, b);
}

const struct policy policy_edf = {
	.name = "edf",
	.begin = begin,
	.state_copy = keep_copy,
	.state_free = keep_free,
	.quantum = quantum,
	.ready = ready_edf,
	.move = keep_move,
	.pick = pick_edf,
	.first = keep_first,
	.better = better,
};

const struct policy policy_rm = {
	.name = "rm",
	.begin = begin,
	.state_copy = keep_copy,
	.state_free = keep_free,
	.quantum = quantum,
	.ready = ready_rm,
	.move = keep_move,
	.pick = pick_rm,
	.first = keep_first,
	.better = better,
};
