/* SPDX-License-Identifier: MIT */
/* What several formats say of a report: its title, its best figures. */
#include "export/export.h"

#include "base/i18n.h"
#include "base/str.h"
#include "story/metrics.h"

#include <string.h>

enum { TITLE_RUNS = 6 }; /* setups that a title names */

/* The scenario's file without its folder and what stands behind the point. */
static void add_stem(struct str *out, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	const char *point = strrchr(name, '.');

	str_addn(out, name,
		 point && point > name ? (size_t)(point - name) : strlen(name));
}

void export_title(struct str *out, const struct report *r)
{
	size_t n = r->n_runs <= TITLE_RUNS ? r->n_runs : TITLE_RUNS - 1;
	size_t rest = r->n_runs - n;

	add_stem(out, r->program->file);
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : ": ", r->runs[i].name);
	if (rest > 0)
		str_addf(out,
			 ngettext(" and %zu more", " and %zu more",
				  (unsigned long)rest),
			 rest);
}

bool report_tells(const struct report *r, int64_t t)
{
	return r->until == 0 || t < r->until;
}

bool report_tells_end(const struct report *r, size_t run)
{
	return report_tells(r, r->runs[run].trace->end);
}

bool report_prints(const struct report *r, const struct event *e)
{
	return e->kind == EV_PRINT && report_tells(r, e->t);
}

uint64_t report_lines(const struct report *r, size_t run)
{
	const struct trace *tr = r->runs[run].trace;
	uint64_t lines = 0;

	for (uint64_t i = 0; i < tr->n; i++)
		lines += report_prints(r, trace_at(tr, i));
	return lines;
}

bool report_is_zero(const struct report *r, const struct total_metric *m)
{
	for (size_t i = 0; i < r->n_runs; i++) {
		struct fraction f = m->get(r->runs[i].metrics);

		if (fraction_is_known(f) && f.num > 0)
			return false;
	}
	return true;
}

/* Who leaves more tasks unfinished has less to wait for: no merit of his. */
static bool is_beaten_by(const struct report *r, size_t run, size_t i)
{
	return r->runs[i].metrics->unfinished <
	       r->runs[run].metrics->unfinished;
}

bool report_is_best(const struct report *r, const struct total_metric *m,
		    size_t run)
{
	struct fraction mine = m->get(r->runs[run].metrics);
	bool beats = false;

	for (size_t i = 0; i < r->n_runs; i++) {
		struct fraction other = m->get(r->runs[i].metrics);

		if (is_beaten_by(r, run, i))
			return false;
		if (figure_is_better(m->better, other, mine) &&
		    !is_beaten_by(r, i, run))
			return false;
		beats = beats || figure_is_better(m->better, mine, other);
	}
	return beats;
}

/* In order; those that may be left out are where all are 0. */
static const struct choice {
	const char *key;
	bool always;
} choices[] = {
	{"makespan", true},        {"response_mean", true},
	{"turnaround_mean", true}, {"waiting_mean", true},
	{"utilisation", true},     {"switches", true},
	{"preemptions", false},    {"misses", false},
	{"lost_updates", false},   {"unfinished", false},
	{"memory", true},
};

_Static_assert(sizeof choices / sizeof *choices == REPORT_METRICS,
	       "room for all of them");

size_t report_metrics(const struct report *r, const struct total_metric **out)
{
	size_t n = 0;

	for (size_t i = 0; i < REPORT_METRICS; i++) {
		const struct total_metric *m =
			total_metric_find(choices[i].key);

		if (m != NULL && (choices[i].always || !report_is_zero(r, m)))
			out[n++] = m;
	}
	return n;
}
