/* SPDX-License-Identifier: MIT */
/*
 * How an exported program begins: its tasks by their names, which of them begin
 * by themselves and in which order, and who is waited for.
 */
#include "export/python.h"

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
	if (py->shares)
		return true;
	return py->setup->model != MODEL_SYNC && !py->async &&
	       (!setup_has_workers(py->setup) || has_daemons(py));
}

void python_bodies(struct python *py)
{
	str_add(py->out, "\n\nBODIES = {\n");
	py->depth++;
	for (const struct decl *d = py->tree->decls; d; d = d->next)
		if (python_is_spawned(py, d))
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
	bool turns = py->setup->model == MODEL_SYNC || py->shares;

	return turns ? offset_of(py, t, 0) : 0;
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
		if (!python_is_spawned(py, d) || t->on_demand)
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

/* What other threads need: their number, and to find the loop. */
static void put_threads(struct python *py)
{
	if (py->need >> NEED_FROM_THREAD & 1)
		str_add(py->out, "    global LOOP\n"
				 "    LOOP = asyncio.get_running_loop()\n");
	if (py->jobs > 0)
		str_addf(
			py->out,
			"    asyncio.get_running_loop().set_default_executor(\n"
			"        "
			"concurrent.futures.ThreadPoolExecutor(%lld))\n",
			(long long)py->setup->key[KEY_EXECUTOR]);
}

static void put_beginning(struct python *py)
{
	struct str all = {0}, waited = {0}, line = {0};

	add_all(&all, py, true);
	add_all(&waited, py, false);
	if (py->program->main != NONE) {
		python_line(py, "await main()", NULL);
	} else {
		str_addf(&line, "spawn(%s)", str_text(&all));
		python_put_line(py, &line, NULL);
		str_addf(&line, "await asyncio.wait(begun(%s))",
			 str_text(&waited));
		python_put_line(py, &line, NULL);
	}
	str_fini(&all);
	str_fini(&waited);
	str_fini(&line);
}

/* In processes: what comes of tasks is heard, and all are waited for. */
static void put_shared(struct python *py)
{
	python_line(py, "hear()", NULL);
	python_line(py, "try:", NULL);
	py->depth++;
	put_beginning(py);
	py->depth--;
	python_line(py, "finally:", NULL);
	py->depth++;
	python_line(py, "await leave()", NULL);
	py->depth--;
}

static void put_async_end(struct python *py)
{
	bool bare = py->program->main != NONE && py->jobs == 0 && !py->shares;

	if (!bare) {
		str_add(py->out, "\n\nasync def everything():\n");
		py->depth++;
		if (py->shares) {
			put_shared(py);
		} else {
			put_threads(py);
			put_beginning(py);
		}
		py->depth--;
	}
	str_addf(py->out,
		 "\n\nif __name__ == '__main__':\n"
		 "    asyncio.run(%s())\n",
		 bare ? "main" : "everything");
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

void python_begin(struct python *py)
{
	if (py->async) {
		put_async_end(py);
		return;
	}
	str_add(py->out, "\n\nif __name__ == '__main__':\n");
	put_other_end(py);
}
