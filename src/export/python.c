/* SPDX-License-Identifier: MIT */
/*
 * A program in Python that does what the scenario does under one setup: with
 * asyncio, threading, concurrent.futures or multiprocessing, or with none.
 *
 * The functions are written first; they tell which helpers they need.
 */
#include "export/python.h"

#include "base/dur.h"
#include "scenario/reading.h"

#include <string.h>

/* --- what is declared --- */

static const char *module_of(const struct python *py)
{
	switch ((enum setup_model)py->setup->model) {
	case MODEL_ASYNC:
		return "asyncio";
	case MODEL_PROCESSES:
		return "SYSTEM";
	default:
		return "threading";
	}
}

static void add_queue(struct str *out, const struct python *py,
		      const struct prog_object *o)
{
	if (py->setup->model == MODEL_PROCESSES)
		str_add(out, "SYSTEM.JoinableQueue(");
	else
		str_add(out, py->async ? "asyncio.Queue(" : "queue.Queue(");
	if (o->amount > 0)
		str_addi(out, o->amount);
	str_addc(out, ')');
}

/* 0: any number of places. */
static void add_device(struct str *out, struct python *py,
		       const struct prog_object *o)
{
	python_want(py, NEED_DEVICE);
	str_addf(out, "Device(%lld)",
		 (long long)(o->amount > 0 ? o->amount : 1000000));
}

static void add_object(struct str *out, struct python *py,
		       const struct prog_object *o)
{
	static const char *const makers[] = {
		[OBJECT_LOCK] = "Lock",
		[OBJECT_EVENT] = "Event",
		[OBJECT_CONDITION] = "Condition",
	};

	switch ((enum object_kind)o->kind) {
	case OBJECT_DEVICE:
		add_device(out, py, o);
		return;
	case OBJECT_QUEUE:
		add_queue(out, py, o);
		return;
	case OBJECT_SEMAPHORE:
		str_addf(out, "%s.Semaphore(%lld)", module_of(py),
			 (long long)o->amount);
		return;
	case OBJECT_LOCK:
	case OBJECT_EVENT:
	case OBJECT_CONDITION:
		str_addf(out, "%s.%s()", module_of(py), makers[o->kind]);
		return;
	}
}

static void put_thing(struct python *py, const struct decl *d)
{
	struct str line = {0};

	python_name(&line, py, &d->name);
	str_add(&line, " = ");
	if (d->kind == THING_VAR)
		str_addi(&line, py->program->vars[d->index].initial);
	else
		add_object(&line, py, py->program->objects + d->index);
	python_line(py, str_text(&line), d->label_text);
	str_fini(&line);
}

static bool is_object(const struct decl *d)
{
	return d->kind != THING_VAR && d->kind != THING_TASK &&
	       d->kind != THING_ROUTINE;
}

/* A failure that the scenario raises: a class. */
static void put_failures(struct python *py)
{
	for (uint32_t i = FAILURE_USER; i < py->program->n_failures; i++) {
		const char *name = py->program->failures[i];

		str_add(py->out, "\n\nclass ");
		python_word(py->out, name, strlen(name));
		str_add(py->out, "(Exception):\n    pass\n");
	}
}

static void put_things(struct python *py)
{
	bool any = false;

	for (const struct decl *d = py->tree->decls; d; d = d->next) {
		if (d->kind != THING_VAR && !is_object(d))
			continue;
		str_add(py->out, any ? "" : "\n\n");
		any = true;
		put_thing(py, d);
	}
}

/* --- the head --- */

/* Nanoseconds that a run should take on a real clock. */
#define REAL_LEAST INT64_C(2000000000)

/* A unit's real length, ns: a round number that makes the run last about so
 * long; no shorter than the unit itself if that is quicker. */
static int64_t real_unit(const struct report *r)
{
	int64_t end = r->runs->trace->end, unit = r->program->unit;
	int64_t units = end / unit > 0 ? end / unit : 1;
	int64_t most = REAL_LEAST / units, real = 1;

	while (real <= most / 10)
		real *= 10;
	if (real <= most / 5)
		return real * 5;
	return real <= most / 2 ? real * 2 : real;
}

static void add_seconds(struct str *out, int64_t ns)
{
	(void)dur_format_in(out, ns, DUR_S, ".");
}

static void put_imports(struct str *out, const char *text)
{
	static const char *const modules[] = {
		"asyncio",   "concurrent.futures", "contextlib", "contextvars",
		"functools", "multiprocessing",    "os",         "queue",
		"sys",       "threading",          "time",
	};
	struct str use = {0};

	for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
		str_clear(&use);
		str_addf(&use, "%s.", modules[i]);
		if (strstr(text, str_text(&use)))
			str_addf(out, "import %s\n", modules[i]);
	}
	str_fini(&use);
}

/* How many processes tasks are dealt to, and how many threads each has. */
static void put_shares(struct str *out, const struct python *py)
{
	uint32_t n = setup_loops(py->setup, py->program);

	str_addf(out, "\nCOUNT = %u  # processes\n",
		 n - (py->program->main != NONE));
	str_addf(out, "THREADS = %lld  # beside each loop\n",
		 (long long)py->setup->key[KEY_EXECUTOR]);
}

static void put_constants(struct str *out, const struct python *py,
			  const struct report *r)
{
	if (py->need >> NEED_UNIT & 1) {
		str_add(out, "\nUNIT = ");
		add_seconds(out, real_unit(r));
		str_addf(out,
			 "  # seconds that a unit of the scenario takes\n");
	}
	if (py->setup->model == MODEL_PROCESSES)
		str_add(out,
			"\nSYSTEM = multiprocessing.get_context('fork')\n");
	if (setup_has_workers(py->setup))
		str_addf(out,
			 py->setup->model == MODEL_POOL
				 ? "\nPOOL = concurrent.futures."
				   "ThreadPoolExecutor(%lld)\n"
				 : "\nPOOL = concurrent.futures."
				   "ProcessPoolExecutor(%lld, SYSTEM)\n",
			 (long long)py->setup->key[KEY_WORKERS]);
	if (py->shares)
		put_shares(out, py);
}

static void put_title(struct str *out, const struct report *r)
{
	const char *file = r->program->file;
	const char *slash = strrchr(file, '/');

	str_add(out, "#!/usr/bin/env python3\n\"\"\"");
	for (file = slash ? slash + 1 : file; *file; file++)
		if (*file != '"' && *file != '\\')
			str_addc(out, *file);
	str_addf(out, " under %s, written down by turntable.\"\"\"\n",
		 r->runs->name);
}

/* --- all of it --- */

static void write_program(struct python *py, const struct report *r,
			  struct sink *s)
{
	struct str text = {0}, head = {0}, helpers = {0};

	py->out = &text;
	put_failures(py);
	put_things(py);
	for (const struct decl *d = py->tree->decls; d; d = d->next)
		if (d->kind == THING_TASK || d->kind == THING_ROUTINE)
			python_function(py, d);
	if (py->program->main == NONE) {
		python_want(py, NEED_SPAWN);
		python_want(py, NEED_BEGUN);
	}
	python_helpers(&helpers, py);
	if (py->need >> NEED_TASKS & 1)
		python_bodies(py);
	python_begin(py);
	str_clear(&helpers); /* once more: a body may have to begin late */
	python_helpers(&helpers, py);
	put_constants(&head, py, r);
	str_add(&head, str_text(&helpers));
	str_add(&head, str_text(&text));
	str_clear(&text);
	put_title(&text, r);
	put_imports(&text, str_text(&head));
	sink_put_str(s, &text);
	sink_put_str(s, &head);
	str_fini(&text);
	str_fini(&head);
	str_fini(&helpers);
}

void export_python(const struct report *r, struct sink *s)
{
	struct reading_again *again = reading_new(r->program);
	struct python py = {
		.program = r->program,
		.tree = reading_tree(again),
		.setup = r->runs->setup,
		.shares = setup_has_loops(r->runs->setup),
	};

	py.async = py.shares || py.setup->model == MODEL_ASYNC;
	py.limited = !py.async && (python_find(py.tree, NODE_TIMEOUT) ||
				   python_cuts_group(&py, r));
	py.cancels = python_find(py.tree, NODE_CANCEL);

	if (!python_refuses(&py, r))
		write_program(&py, r, s);
	vec_fini(&py.globals);
	reading_free(again);
}
