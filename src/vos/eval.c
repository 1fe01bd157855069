/* SPDX-License-Identifier: MIT */
/*
 * Values: expressions, durations, variables.  Integers as Python's, but of 64
 * bits: what does not fit is the failure `overflow`.
 */
#include "vos/runtime.h"

#include "base/must.h"
#include "base/rng.h"

/* --- variables --- */

static int64_t *slot(struct machine *m, const struct task *t, uint32_t var)
{
	return &m->locals[t->locals + (var & ~VAR_LOCAL)];
}

int64_t var_read(struct machine *m, struct task *t, uint32_t var)
{
	int64_t value;

	if (var & VAR_LOCAL)
		return *slot(m, t, var);
	value = machine_vars(m, t)[var];
	emit(m, EV_READ, t, ACTOR(ACTOR_VAR, var), value);
	return value;
}

void var_write(struct machine *m, struct task *t, uint32_t var, int64_t value)
{
	if (var & VAR_LOCAL) {
		*slot(m, t, var) = value;
		return;
	}
	machine_vars(m, t)[var] = value;
	emit(m, EV_WRITE, t, ACTOR(ACTOR_VAR, var), value);
}

/* --- arithmetic --- */

/* Quotient rounded down, remainder with the divisor's sign, as Python's. */
static uint32_t divide(int64_t a, int64_t b, int64_t *quotient, int64_t *rest)
{
	if (b == 0)
		return FAILURE_ZERO_DIVISION;
	if (b == -1) {
		*rest = 0;
		return __builtin_sub_overflow((int64_t)0, a, quotient)
			       ? FAILURE_OVERFLOW
			       : FAILURE_NONE;
	}
	*quotient = a / b;
	*rest = a % b;
	if (*rest != 0 && (*rest < 0) != (b < 0)) {
		*quotient -= 1;
		*rest += b;
	}
	return FAILURE_NONE;
}

static uint32_t overflow_if(bool overflown)
{
	return overflown ? FAILURE_OVERFLOW : FAILURE_NONE;
}

/* a op b into *r; a failure, or FAILURE_NONE. */
static uint32_t binary(enum expr_op op, int64_t a, int64_t b, int64_t *r)
{
	int64_t other;
	uint32_t failure;

	switch ((int)op) {
	case EXPR_ADD:
		return overflow_if(__builtin_add_overflow(a, b, r));
	case EXPR_SUB:
		return overflow_if(__builtin_sub_overflow(a, b, r));
	case EXPR_MUL:
		return overflow_if(__builtin_mul_overflow(a, b, r));
	case EXPR_DIV:
		return divide(a, b, r, &other);
	case EXPR_MOD:
		failure = divide(a, b, &other, r);
		/* the rest is 0 even where the quotient does not fit */
		return failure == FAILURE_OVERFLOW ? FAILURE_NONE : failure;
	case EXPR_LT:
		*r = a < b;
		return FAILURE_NONE;
	case EXPR_LE:
		*r = a <= b;
		return FAILURE_NONE;
	case EXPR_GT:
		*r = a > b;
		return FAILURE_NONE;
	case EXPR_GE:
		*r = a >= b;
		return FAILURE_NONE;
	case EXPR_EQ:
		*r = a == b;
		return FAILURE_NONE;
	case EXPR_NE:
		*r = a != b;
		return FAILURE_NONE;
	default:
		must_not_reach();
	}
}

/* All copies of the reference have ended; or one of them failed. */
static int64_t ask_tasks(struct machine *m, uint32_t ref, bool failed)
{
	const struct prog_ref *r = &m->prog->refs[ref];

	for (uint32_t i = 0; i < r->count; i++) {
		const struct task *t = &m->tasks[r->first + i];

		machine_spend(m, 1);
		if (failed && task_ended(t) && (t->flags & TASK_FAILED))
			return 1;
		if (!failed && !task_ended(t))
			return 0;
	}
	return !failed;
}

/* A value without operands; word is the one behind its opcode. */
static int64_t leaf(struct machine *m, struct task *t, enum expr_op op,
		    uint32_t word)
{
	switch ((int)op) {
	case EXPR_CONST:
		return m->prog->consts[word];
	case EXPR_GLOBAL:
		return var_read(m, t, word);
	case EXPR_LOCAL:
		return m->locals[t->locals + word];
	case EXPR_SIZE:
		return m->objects[word].size;
	case EXPR_VALUE:
	case EXPR_ISSET:
	case EXPR_HELD:
		return m->objects[word].amount;
	case EXPR_DONE:
		return ask_tasks(m, word, false);
	case EXPR_FAILED:
		return ask_tasks(m, word, true);
	default:
		must_not_reach();
	}
}

bool eval(struct machine *m, struct task *t, uint32_t expr, int64_t *value)
{
	const uint32_t *pc = &m->prog->exprs[expr];
	int64_t stack[EXPR_DEPTH + 1];
	unsigned n = 0;
	uint32_t failure = FAILURE_NONE;

	stack[0] = 0;
	for (; *pc != EXPR_END; pc++) {
		enum expr_op op = (enum expr_op) * pc;

		must(n > 0 || op < EXPR_ADD || op > EXPR_OR);
		if (op == EXPR_AND || op == EXPR_OR) {
			pc++;
			if ((stack[n - 1] != 0) == (op == EXPR_OR))
				pc = &m->prog->exprs[*pc] - 1;
			else
				n--;
		} else if (op == EXPR_NEG) {
			failure = binary(EXPR_SUB, 0, stack[n - 1],
					 &stack[n - 1]);
		} else if (op == EXPR_NOT) {
			stack[n - 1] = !stack[n - 1];
		} else if (op >= EXPR_ADD && op <= EXPR_NE) {
			must(n > 1);
			n--;
			failure = binary(op, stack[n - 1], stack[n],
					 &stack[n - 1]);
		} else if (op == EXPR_NUMBER) {
			stack[n++] = task_number(m, t);
		} else {
			stack[n++] = leaf(m, t, op, *++pc);
		}
		if (failure != FAILURE_NONE) {
			t->failure = failure;
			return false;
		}
	}
	must(n == 1);
	*value = stack[0];
	return true;
}

/* --- durations --- */

/* The k-th draw of a copy depends on (seed, task, copy, k) alone (E3). */
static int64_t draw(struct machine *m, const struct task *t,
		    const struct prog_dur *d)
{
	struct task *owner = &m->tasks[task_copy(m, t)];
	int64_t k = rng_between(m->seed, owner->decl, task_number(m, t),
				owner->draws++, 0, (d->hi - d->lo) / d->step);

	return d->lo + k * d->step;
}

bool eval_dur(struct machine *m, struct task *t, uint32_t dur, int64_t *d)
{
	const struct prog_dur *p = &m->prog->durs[dur];

	switch ((enum dur_kind)p->kind) {
	case DUR_CONST:
		*d = p->lo;
		return true;
	case DUR_RANGE:
		*d = draw(m, t, p);
		return true;
	case DUR_EXPR:
		if (!eval(m, t, p->expr, d))
			return false;
		if (*d < 0)
			*d = 0;
		t->failure =
			overflow_if(__builtin_mul_overflow(*d, p->step, d));
		return t->failure == FAILURE_NONE;
	}
	must_not_reach();
}
