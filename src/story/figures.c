/* SPDX-License-Identifier: MIT */
/*
 * Every figure's name, heading, unit and direction: the tables of metrics.h.
 * A new metric is a line here and a field there.
 */
#include "story/metrics.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "base/str.h"
#include "story/fill.h"

#include <string.h>

#define NO_FIGURE  ((struct fraction){0, 0})
#define PER_SECOND UINT64_C(1000000000)

static struct fraction whole(int64_t value)
{
	return value < 0 ? NO_FIGURE : fraction_of((uint64_t)value);
}

/* --- of a task --- */

static struct fraction task_response(const struct task_figures *f)
{
	return f->first_run < 0 ? NO_FIGURE : whole(f->first_run - f->release);
}

static struct fraction task_turnaround(const struct task_figures *f)
{
	if (f->end < 0 || f->fate == FATE_STOPPED)
		return NO_FIGURE;
	return whole(f->end - f->release);
}

static struct fraction task_missed(const struct task_figures *f)
{
	return fraction_of(f->missed);
}

#define TASK_FIELD(name)                                                 \
	static struct fraction task_##name(const struct task_figures *f) \
	{                                                                \
		return whole(f->name);                                   \
	}
TASK_FIELD(release)
TASK_FIELD(end)
TASK_FIELD(waiting)
TASK_FIELD(cpu)
TASK_FIELD(io)
TASK_FIELD(timer)
TASK_FIELD(blocked)
TASK_FIELD(preemptions)

const struct task_metric task_metrics[] = {
	{"release", N_("release"), FIGURE_TIME, BETTER_NONE, task_release},
	{"response", N_("response"), FIGURE_TIME, BETTER_LOW, task_response},
	{"turnaround", N_("turnaround"), FIGURE_TIME, BETTER_LOW,
	 task_turnaround},
	{"end", N_("end"), FIGURE_TIME, BETTER_LOW, task_end},
	{"waiting", N_("waiting"), FIGURE_TIME, BETTER_LOW, task_waiting},
	{"cpu", N_("CPU time"), FIGURE_TIME, BETTER_NONE, task_cpu},
	{"io", N_("I/O"), FIGURE_TIME, BETTER_NONE, task_io},
	{"timer", N_("timers"), FIGURE_TIME, BETTER_NONE, task_timer},
	{"blocked", N_("blocked"), FIGURE_TIME, BETTER_LOW, task_blocked},
	{"preemptions", N_("preemptions"), FIGURE_COUNT, BETTER_NONE,
	 task_preemptions},
	{"misses", N_("deadline misses"), FIGURE_COUNT, BETTER_LOW,
	 task_missed},
};
const size_t n_task_metrics = sizeof task_metrics / sizeof *task_metrics;

/* --- of a run --- */

static struct fraction total_makespan(const struct metrics *m)
{
	return m->unfinished || !m->ended ? NO_FIGURE : whole(m->makespan);
}

static struct fraction total_throughput(const struct metrics *m)
{
	return (struct fraction){m->ended, (uint64_t)m->makespan};
}

static struct fraction total_utilisation(const struct metrics *m)
{
	uint64_t span = (uint64_t)m->makespan, cores = m->cores;

	if (span > UINT64_MAX / (cores ? cores : 1))
		return (struct fraction){(uint64_t)m->work / cores, span};
	return (struct fraction){(uint64_t)m->work, span * cores};
}

static struct fraction total_memory(const struct metrics *m)
{
	return whole(m->memory);
}

static struct fraction total_fairness(const struct metrics *m)
{
	return m->fairness;
}

#define TOTAL_COUNT(name)                                            \
	static struct fraction total_##name(const struct metrics *m) \
	{                                                            \
		return fraction_of(m->name);                         \
	}
TOTAL_COUNT(switches)
TOTAL_COUNT(preemptions)
TOTAL_COUNT(misses)
TOTAL_COUNT(lost)
TOTAL_COUNT(unfinished)

#define TOTAL_PART(name, part)                                        \
	static struct fraction name##_##part(const struct metrics *m) \
	{                                                             \
		return m->name.part;                                  \
	}
#define TOTAL_SPREAD(name)     \
	TOTAL_PART(name, mean) \
	TOTAL_PART(name, p95)  \
	TOTAL_PART(name, max)
TOTAL_SPREAD(response)
TOTAL_SPREAD(turnaround)
TOTAL_SPREAD(waiting)
TOTAL_SPREAD(cpu)
TOTAL_SPREAD(io)
TOTAL_SPREAD(timer)
TOTAL_SPREAD(blocked)

#define SPREAD(name, better, mean, p95, max)                          \
	{#name "_mean", mean, FIGURE_TIME, better, name##_mean},      \
		{#name "_p95", p95, FIGURE_TIME, better, name##_p95}, \
	{                                                             \
#name "_max", max, FIGURE_TIME, better, name##_max    \
	}

const struct total_metric total_metrics[] = {
	{"makespan", N_("makespan"), FIGURE_TIME, BETTER_LOW, total_makespan},
	{"throughput", N_("throughput"), FIGURE_RATE, BETTER_HIGH,
	 total_throughput},
	{"utilisation", N_("CPU utilisation"), FIGURE_PART, BETTER_HIGH,
	 total_utilisation},
	{"switches", N_("context switches"), FIGURE_COUNT, BETTER_LOW,
	 total_switches},
	{"preemptions", N_("preemptions"), FIGURE_COUNT, BETTER_NONE,
	 total_preemptions},
	{"misses", N_("deadline misses"), FIGURE_COUNT, BETTER_LOW,
	 total_misses},
	{"fairness", N_("fairness"), FIGURE_INDEX, BETTER_HIGH, total_fairness},
	{"lost_updates", N_("lost updates"), FIGURE_COUNT, BETTER_LOW,
	 total_lost},
	{"memory", N_("peak memory"), FIGURE_BYTES, BETTER_LOW, total_memory},
	{"unfinished", N_("unfinished tasks"), FIGURE_COUNT, BETTER_LOW,
	 total_unfinished},
	SPREAD(response, BETTER_LOW, N_("mean response"), N_("p95 response"),
	       N_("longest response")),
	SPREAD(turnaround, BETTER_LOW, N_("mean turnaround"),
	       N_("p95 turnaround"), N_("longest turnaround")),
	SPREAD(waiting, BETTER_LOW, N_("mean waiting"), N_("p95 waiting"),
	       N_("longest waiting")),
	SPREAD(cpu, BETTER_NONE, N_("mean CPU time"), N_("p95 CPU time"),
	       N_("longest CPU time")),
	SPREAD(io, BETTER_NONE, N_("mean I/O"), N_("p95 I/O"),
	       N_("longest I/O")),
	SPREAD(timer, BETTER_NONE, N_("mean timers"), N_("p95 timers"),
	       N_("longest timers")),
	SPREAD(blocked, BETTER_LOW, N_("mean blocked"), N_("p95 blocked"),
	       N_("longest blocked")),
};
const size_t n_total_metrics = sizeof total_metrics / sizeof *total_metrics;

const struct total_metric *total_metric_find(const char *key)
{
	for (size_t i = 0; i < n_total_metrics; i++) {
		if (strcmp(total_metrics[i].key, key) == 0)
			return total_metrics + i;
	}
	return NULL;
}

const char *fate_name(enum fate fate)
{
	static const char *const names[] = {
		[FATE_UNBORN] = "unborn",         [FATE_OK] = "ok",
		[FATE_UNFINISHED] = "unfinished", [FATE_FAILED] = "failed",
		[FATE_CANCELLED] = "cancelled",   [FATE_STOPPED] = "stopped",
	};

	return names[fate];
}

bool figure_is_better(enum better better, struct fraction a, struct fraction b)
{
	if (better == BETTER_NONE || !fraction_is_known(a))
		return false;
	if (!fraction_is_known(b))
		return true;
	return better == BETTER_LOW ? fraction_compare(a, b) < 0
				    : fraction_compare(a, b) > 0;
}

/* --- as text --- */

/* A number of thousandths or millionths as a decimal, trailing zeros left out
 * down to `keep` decimals. */
static void add_decimal(struct str *out, uint64_t value, unsigned decimals,
			unsigned keep, const char *point)
{
	char digits[8] = {0};
	uint64_t scale = 1;

	for (unsigned i = 0; i < decimals; i++)
		scale *= 10;
	str_addi(out, (int64_t)(value / scale));
	value %= scale;
	for (unsigned i = decimals; i > 0; i--, value /= 10)
		digits[i - 1] = (char)('0' + value % 10);
	while (decimals > keep && digits[decimals - 1] == '0')
		decimals--;
	if (decimals) {
		str_add(out, point);
		str_addn(out, digits, decimals);
	}
}

/* In thousandths of the scenario's unit, of a smaller one what is less than a
 * hundredth of it: figures beside each other are to have the same. */
static void show_time(struct str *out, struct fraction f, int64_t unit)
{
	uint64_t ns = fraction_round(f, 1);
	bool small = ns > 0 && ns < (uint64_t)unit / 100;
	enum dur_unit u = unit_of(small ? (int64_t)ns : unit);
	uint64_t one = (uint64_t)dur_unit_ns(u);

	if (f.den > UINT64_MAX / one)
		f = fraction_of(ns);
	f.den *= one;
	add_decimal(out, fraction_round(f, 1000), 3, 0, decimal_point());
	str_addc(out, ' ');
	str_add(out, _(dur_unit_name(u)));
}

/* How many in one unit of the scenario: "0.31/min". */
static void show_rate(struct str *out, struct fraction f, int64_t unit)
{
	enum dur_unit u = unit_of(unit);
	uint64_t one = (uint64_t)dur_unit_ns(u);

	if (f.num > UINT64_MAX / one) {
		str_addc(out, '-');
		return;
	}
	f.num *= one;
	add_decimal(out, fraction_round(f, 1000), 3, 0, decimal_point());
	str_addc(out, '/');
	str_add(out, _(dur_unit_name(u)));
}

static void show_bytes(struct str *out, struct fraction f)
{
	static const char *const units[] = {N_("B"), N_("KiB"), N_("MiB"),
					    N_("GiB"), N_("TiB")};
	size_t u = 0;

	while (u < 4 && f.num / f.den >= 1024) {
		f.den *= 1024;
		u++;
	}
	add_decimal(out, fraction_round(f, 10), 1, 0, decimal_point());
	str_addc(out, ' ');
	str_add(out, _(units[u]));
}

void figure_show(struct str *out, enum figure_kind kind, struct fraction f,
		 int64_t unit)
{
	if (!fraction_is_known(f)) {
		str_addc(out, '-');
		return;
	}
	switch (kind) {
	case FIGURE_TIME:
		show_time(out, f, unit);
		return;
	case FIGURE_COUNT:
		str_addi(out, (int64_t)fraction_round(f, 1));
		return;
	case FIGURE_PART:
		add_decimal(out, fraction_round(f, 1000), 1, 0,
			    decimal_point());
		str_add(out, _("%"));
		return;
	case FIGURE_INDEX:
		add_decimal(out, fraction_round(f, 1000), 3, 0,
			    decimal_point());
		return;
	case FIGURE_RATE:
		show_rate(out, f, unit);
		return;
	case FIGURE_BYTES:
		show_bytes(out, f);
		return;
	}
}

void figure_write(struct str *out, enum figure_kind kind, struct fraction f)
{
	if (!fraction_is_known(f))
		return;
	switch (kind) {
	case FIGURE_TIME:
	case FIGURE_COUNT:
	case FIGURE_BYTES:
		str_addi(out, (int64_t)fraction_round(f, 1));
		return;
	case FIGURE_PART:
	case FIGURE_INDEX:
		add_decimal(out, fraction_round(f, 1000000), 6, 6, ".");
		return;
	case FIGURE_RATE:
		if (f.num > UINT64_MAX / PER_SECOND)
			return;
		f.num *= PER_SECOND;
		add_decimal(out, fraction_round(f, 1000000), 6, 6, ".");
		return;
	}
}
