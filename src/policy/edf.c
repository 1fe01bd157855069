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

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct thread *th = keep_pick(m, rule, tie);

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

#define COMMON                                                                 \
	.state_size = sizeof(struct keep), .record_size = sizeof(struct job),  \
	.begin = keep_begin, .state_copy = keep_copy, .state_free = keep_free, \
	.move = keep_move, .pick = pick, .first = keep_first, .better = better

const struct policy policy_edf = {
	.name = "edf",
	.first_rule = RULE_DEADLINE,
	.ready = ready_edf,
	COMMON,
};

const struct policy policy_rm = {
	.name = "rm",
	.first_rule = RULE_PERIOD,
	.ready = ready_rm,
	COMMON,
};
