/* SPDX-License-Identifier: MIT */
/*
 * The ways out: one function a format, all in one table, all into a sink.
 *
 * To write a report fill a struct report with what was run and call the
 * format's function with a sink; then ask sink.error.  A sink's first failed
 * write is kept and nothing more is written: no format needs to look before
 * its end.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "sim/program.h"
#include "sim/trace.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct metrics;
struct str;
struct total_metric;

struct sink {
	/* Writes all n bytes and returns 0, or an errno. */
	int (*write)(void *to, const char *bytes, size_t n);
	void *to;
	int error; /* the first one, or 0 */
};

void sink_put(struct sink *s, const char *bytes, size_t n);

/* Writes what the string holds and empties it. */
void sink_put_str(struct sink *s, struct str *text);

/* A sink that appends to a string, and never fails. */
struct sink sink_to_str(struct str *out);

/* One run that is reported. */
struct report_run {
	const char *name; /* the setup as it was asked for: "threads cores=2" */
	const struct setup *setup;
	const struct trace *trace;
	const struct metrics *metrics;
};

struct report {
	const struct program *program;
	const struct report_run *runs;
	size_t n_runs; /* at least 1 */
	/* How it is to look, for the formats made for people. */
	size_t width;  /* cells */
	bool sized;    /* somebody asked for this width */
	int64_t reach; /* ns: the axis of time reaches at least so far */
	int64_t until; /* ns: nothing is told from then on; 0: all is */
	bool steps;    /* the axis counts events, not time */
	bool machine; /* cores, threads, the lock, the pool's line have lanes */
	bool ascii;   /* glyphs of ASCII only */
	bool colour;  /* terminal sequences may be used */
	/* For formats made for other programs. */
	int cast_version; /* 2 or 3 */
	/* Where a format says that it cannot write this, and why; nothing has
	 * been written then. */
	struct str *refused;
	bool sched; /* chrome: the states of threads, as Perfetto reads them */
};

struct format {
	const char *name;
	const char *summary; /* to be translated */
	void (*write)(const struct report *r, struct sink *s);
};

extern const struct format formats[];
extern const size_t n_formats;

/* NULL if there is none of this name. */
const struct format *format_find(const char *name);

void export_cast(const struct report *r, struct sink *s);
void export_chrome(const struct report *r, struct sink *s);
void export_csv(const struct report *r, struct sink *s);
void export_html(const struct report *r, struct sink *s);
void export_jsonl(const struct report *r, struct sink *s);
void export_python(const struct report *r, struct sink *s);
void export_svg(const struct report *r, struct sink *s);
void export_table(const struct report *r, struct sink *s);
void export_text(const struct report *r, struct sink *s);

/* --- report.c: what several of them say --- */

/* Does a report tell what happens at T, and how a run ends? */
bool report_tells(const struct report *r, int64_t t);
bool report_tells_end(const struct report *r, size_t run);

/* Appends what a report is called: "kitchen: sync, async". */
void export_title(struct str *out, const struct report *r);

/* Is it a line that the program printed, and told; how many of them. */
bool report_prints(const struct report *r, const struct event *e);
uint64_t report_lines(const struct report *r, size_t run);

/* Is a metric 0 or unknown in all runs? */
bool report_is_zero(const struct report *r, const struct total_metric *m);

/* Is a run's figure as good as any, and better than another?  Only of the runs
 * that leave the fewest tasks unfinished. */
bool report_is_best(const struct report *r, const struct total_metric *m,
		    size_t run);

enum { REPORT_METRICS = 11 };

/* The metrics that people are shown first; returns how many. */
size_t report_metrics(const struct report *r, const struct total_metric **out);

#endif
