/* SPDX-License-Identifier: MIT */
/*
 * A program in Python that does what the scenario does under one setup: with
 * asyncio, threading, concurrent.futures or multiprocessing, or with none.
 *
 * The functions are written first; they tell which helpers they need.
 */
#include "export/python.h"

#include "base/dur.h"
#include "base/i18n.h"
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

/* --- tasks by their names --- */

static int64_t offset_of(const struct python *py, const struct prog_task *t,
			 uint32_t copy)
{
	return program_release(py->program, t->first + copy);
}

static bool is_late(const struct python *py, const struct prog_task *t)
{
	for (uint32_t i = 0; i < t->count; i++)
		if (offset_of(py, t, i) > 0)
			return true;
	return false;
}

/* [0, 2, 4][n]: when each copy begins. */
static void add_offsets(struct str *out, const struct python *py,
			const struct prog_task *t)
{
	if (t->count > 1)
		str_addc(out, '[');
	for (uint32_t i = 0; i < t->count; i++) {
		str_add(out, i > 0 ? ", " : "");
		python_units(out, py, offset_of(py, t, i));
	}
	if (t->count > 1)
		str_add(out, "][n - 1]");
}

static void add_body(struct str *out, struct python *py, const struct decl *d)
{
	const struct prog_task *t = py->program->tasks + d->index;
	bool late = is_late(py, t), many = t->count > 1;

	if (late)
		python_want(py, NEED_LATE);
	str_add(out, late || many ? "functools.partial(" : "");
	if (late) {
		str_add(out, "late, ");
		add_offsets(out, py, t);
		str_add(out, ", ");
	}
	python_name(out, py, &d->name);
	str_add(out, many ? ", n" : "");
	str_add(out, late || many ? ")" : "");
}

static void put_body(struct python *py, const struct decl *d)
{
	const struct prog_task *t = py->program->tasks + d->index;
	struct str line = {0};

	if (t->count > 1)
		str_addf(&line, "**{f'%s.{n}': ", t->name);
	else
		str_addf(&line, "'%s': ", t->name);
	add_body(&line, py, d);
	if (t->count > 1)
		str_addf(&line, "\n       for n in range(1, %u)}",
			 t->count + 1);
	str_addc(&line, ',');
	python_line(py, str_text(&line), NULL);
	str_fini(&line);
}

static bool is_spawned(const struct python *py, const struct decl *d)
{
	return d->kind == THING_TASK && d->index != py->program->main;
}

static bool has_daemons(const struct python *py)
{
	for (uint32_t i = 0; i < py->program->n_tasks; i++)
		if (py->program->tasks[i].daemon)
			return true;
	return false;
}

static void put_names(struct python *py, const char *constant, bool daemons)
{
	str_addf(py->out, "%s = [", constant);
	for (uint32_t i = 0, n = 0; i < py->program->n_tasks; i++) {
		const struct prog_task *t = py->program->tasks + i;

		if (daemons && !t->daemon)
			continue;
		str_addf(py->out, "%s'%s'", n++ > 0 ? ", " : "", t->name);
	}
	str_add(py->out, "]\n");
}

/* Are there tasks that nobody waits for, and does the program ask? */
static bool knows_daemons(const struct python *py)
{
	return py->setup->model != MODEL_SYNC && !py->async &&
	       (!setup_has_workers(py->setup) || has_daemons(py));
}

static void put_bodies(struct python *py)
{
	str_add(py->out, "\n\nBODIES = {\n");
	py->depth++;
	for (const struct decl *d = py->tree->decls; d; d = d->next)
		if (is_spawned(py, d))
			put_body(py, d);
	py->depth--;
	str_add(py->out, "}\n");
	if (knows_daemons(py))
		put_names(py, "DAEMONS", true);
	if ((py->need >> NEED_DRAW & 1) == 0)
		return;
	put_names(py, "ORDER", false);
	str_addf(py->out, "SEED = %llu\n",
		 (unsigned long long)py->program->seed);
}

/* --- how it begins --- */

static int64_t release_of(const struct python *py, const struct prog_task *t)
{
	return py->setup->model == MODEL_SYNC ? offset_of(py, t, 0) : 0;
}

/* The next task to begin by itself after LAST: as released, then as declared;
 * setups that begin all at once go by their declaration alone. */
static const struct decl *next_task(const struct python *py,
				    const struct decl *last)
{
	const struct decl *best = NULL;
	bool passed = last == NULL;

	for (const struct decl *d = py->tree->decls; d; d = d->next) {
		const struct prog_task *t = py->program->tasks + d->index;
		int64_t at, then;

		if (last && d == last) {
			passed = true;
			continue;
		}
		if (!is_spawned(py, d) || t->on_demand)
			continue;
		at = release_of(py, t);
		then = last ? release_of(py, py->program->tasks + last->index)
			    : -1;
		if (at < then || (at == then && !passed))
			continue;
		if (!best ||
		    at < release_of(py, py->program->tasks + best->index))
			best = d;
	}
	return best;
}

static void add_all(struct str *out, struct python *py, bool daemons)
{
	const struct decl *d = NULL;
	bool any = false;

	while ((d = next_task(py, d)) != NULL) {
		const struct prog_task *t = py->program->tasks + d->index;

		if (t->daemon && !daemons)
			continue;
		str_add(out, any ? ", " : "");
		any = true;
		python_all_copies(out, py, t);
	}
}

static void put_executor(struct python *py)
{
	str_addf(py->out,
		 "    asyncio.get_running_loop().set_default_executor(\n"
		 "        concurrent.futures.ThreadPoolExecutor(%lld))\n",
		 (long long)py->setup->key[KEY_EXECUTOR]);
}

static void put_async_end(struct python *py)
{
	bool main = py->program->main != NONE;
	struct str all = {0}, waited = {0};

	if (main && py->jobs == 0) {
		str_add(py->out, "    asyncio.run(main())\n");
		return;
	}
	str_cut(py->out, py->out->len - strlen("if __name__ == '__main__':\n"));
	str_add(py->out, "async def everything():\n");
	if (py->jobs > 0)
		put_executor(py);
	add_all(&all, py, true);
	add_all(&waited, py, false);
	if (main)
		str_add(py->out, "    await main()\n");
	else
		str_addf(py->out,
			 "    spawn(%s)\n"
			 "    await asyncio.wait(begun(%s))\n",
			 str_text(&all), str_text(&waited));
	str_add(py->out, "\n\nif __name__ == '__main__':\n"
			 "    asyncio.run(everything())\n");
	str_fini(&all);
	str_fini(&waited);
}

/* A pool waits for all of its tasks, also for those nobody waits for. */
static const char leave[] =
	"    concurrent.futures.wait([\n"
	"        task for name, task in TASKS.items()\n"
	"        if name.partition('.')[0] not in DAEMONS])\n"
	"    sys.stdout.flush()\n"
	"    os._exit(0)\n";

static void put_other_end(struct python *py)
{
	struct str all = {0};

	add_all(&all, py, true);
	if (py->program->main != NONE)
		str_add(py->out, "    main()\n");
	else
		str_addf(py->out, "    spawn(%s)\n", str_text(&all));
	if (setup_has_workers(py->setup) && has_daemons(py))
		str_add(py->out, leave);
	str_fini(&all);
}

static void put_end(struct python *py)
{
	str_add(py->out, "\n\nif __name__ == '__main__':\n");
	if (py->async)
		put_async_end(py);
	else
		put_other_end(py);
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
		"asyncio",   "concurrent.futures",
		"functools", "multiprocessing",
		"os",        "queue",
		"sys",       "threading",
		"time",
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

/* --- what cannot be written --- */

static const struct node *find(const struct node *n, enum node_kind kind)
{
	const struct node *found = NULL;

	for (; n && !found; n = n->next) {
		if (n->kind == kind)
			return n;
		found = find(n->body, kind);
		if (!found)
			found = find(n->clauses, kind);
	}
	return found;
}

static uint32_t line_of(const struct tree *tree, enum node_kind kind)
{
	const struct node *n;

	for (const struct decl *d = tree->decls; d; d = d->next) {
		n = find(d->body, kind);
		if (n)
			return n->line;
	}
	return 0;
}

/* Does a task but main wait for what another may have begun? */
static uint32_t line_of_stranger(const struct python *py)
{
	for (const struct decl *d = py->tree->decls; d; d = d->next) {
		const struct node *join = find(d->body, NODE_JOIN);

		if (join == NULL)
			join = find(d->body, NODE_SHIELD);
		if (join && is_spawned(py, d) && !find(d->body, NODE_SPAWN))
			return join->line;
	}
	return 0;
}

static bool refuses(const struct python *py, const struct report *r)
{
	enum setup_model model = (enum setup_model)py->setup->model;
	uint32_t late = line_of(py->tree, NODE_TIMEOUT);
	uint32_t cancels = line_of(py->tree, NODE_CANCEL);
	uint32_t stranger = model == MODEL_PROCESSES ? line_of_stranger(py) : 0;

	if (r->n_runs > 1) {
		str_add(r->refused, _("a program in Python is for one setup: "
				      "choose it with --as"));
	} else if (model == MODEL_PROCESSES && setup_has_loops(py->setup)) {
		str_add(r->refused, _("event loops in several processes are "
				      "not written; choose --as async"));
	} else if (model != MODEL_ASYNC && late) {
		str_addf(r->refused,
			 _("line %u: only asyncio has a timeout round several "
			   "statements; choose --as async"),
			 late);
	} else if (model != MODEL_ASYNC && !setup_has_workers(py->setup) &&
		   cancels) {
		str_addf(r->refused,
			 _("line %u: Python's threads and processes have no "
			   "call that cancels; choose --as async or pool"),
			 cancels);
	} else if (stranger) {
		str_addf(r->refused,
			 _("line %u: a process can wait only for those that it "
			   "began itself; choose another setup"),
			 stranger);
	}
	return r->refused->len > 0;
}

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
		put_bodies(py);
	put_end(py);
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
		.async = r->runs->setup->model == MODEL_ASYNC,
	};

	if (!refuses(&py, r))
		write_program(&py, r, s);
	vec_fini(&py.globals);
	reading_free(again);
}
