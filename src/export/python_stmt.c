/* SPDX-License-Identifier: MIT */
/*
 * Statements: most are a line that a table has for both dialects, with places
 * to fill in; those with blocks have functions.
 *
 *	$d a duration   $w one within, if there is one   $x a thing
 *	$t tasks        $e an expression   $i NAME = where a value goes into
 *	$v an expression or 0
 *	$o otherwise=NAME, the same
 */
#include "export/python.h"

#include <string.h>

enum { WIDE = 79, STEP = 4 };

/* --- lines --- */

static void add_indent(struct python *py)
{
	str_fill(py->out, ' ', (size_t)py->depth * STEP);
}

static void add_comment(struct python *py, const char *label)
{
	str_add(py->out, "# ");
	for (; *label; label++)
		str_addc(py->out, *label == '\n' ? ' ' : *label);
}

void python_line(struct python *py, const char *text, const char *label)
{
	size_t used = (size_t)py->depth * STEP + strlen(text) + 4;
	bool beside = label && used + strlen(label) <= WIDE;

	if (label && !beside) {
		add_indent(py);
		add_comment(py, label);
		str_addc(py->out, '\n');
	}
	add_indent(py);
	str_add(py->out, text);
	if (beside) {
		str_add(py->out, "  ");
		add_comment(py, label);
	}
	str_addc(py->out, '\n');
}

void python_put_line(struct python *py, struct str *text, const char *label)
{
	python_line(py, str_text(text), label);
	str_clear(text);
}

static void set_global(struct python *py, const struct name *name)
{
	const struct decl *d = python_decl(py, name);

	if (d == NULL || d->kind != THING_VAR)
		return;
	for (size_t i = 0; i < py->globals.len; i++)
		if (py->globals.at[i] == d)
			return;
	vec_push(&py->globals, d);
}

/* --- places --- */

static const struct duration *duration_of(const struct python *py,
					  const struct node *n)
{
	const struct decl *d;

	if (n->dur || n->thing.id == NONE)
		return n->dur;
	d = python_decl(py, &n->thing);
	return d ? d->latency : NULL;
}

static void add_into(struct str *out, struct python *py, const struct node *n,
		     char place)
{
	if (n->into.id == NONE || n->into.at.begin == n->into.at.end)
		return;
	set_global(py, &n->into);
	if (place == 'o')
		str_add(out, ", otherwise=");
	python_name(out, py, &n->into);
	if (place == 'i')
		str_add(out, " = ");
}

static void add_place(struct str *out, struct python *py, const struct node *n,
		      char place)
{
	switch (place) {
	case 'd':
		python_duration(out, py, duration_of(py, n));
		return;
	case 'w':
		if (n->dur) {
			str_add(out, ", ");
			python_duration(out, py, n->dur);
		}
		return;
	case 'x':
		python_name(out, py, &n->thing);
		return;
	case 't':
		python_targets(out, py, n->targets);
		return;
	case 'v':
	case 'e':
		if (n->expr)
			python_expr(out, py, n->expr, false);
		else if (place == 'v')
			str_addc(out, '0');
		return;
	default:
		add_into(out, py, n, place);
		return;
	}
}

void python_fill(struct str *out, struct python *py, const struct node *n,
		 const char *form)
{
	for (; *form; form++) {
		if (*form == '$')
			add_place(out, py, n, *++form);
		else
			str_addc(out, *form);
	}
}

bool python_awaits(const struct python *py)
{
	return py->async && !py->plain;
}

static void want(struct python *py, int8_t need)
{
	if (need < NEEDS)
		python_want(py, (enum python_need)need);
}

/* Waits that end by a timeout's end, if they stand in one. */
static const struct {
	const char *text;
	int8_t need;
} limited[NODE_KINDS] = {
	[NODE_SLEEP] = {"pause($d)", NEED_PAUSE},
	[NODE_ACQUIRE] = {"within($x.acquire)", NEED_WITHIN},
	[NODE_WITH] = {"with taking($x):", NEED_TAKING},
	[NODE_PUT] = {"within($x.put, $v)", NEED_WITHIN},
	[NODE_GET] = {"$iwithin($x.get)", NEED_WITHIN},
	[NODE_WAIT_EVENT] = {"within($x.wait)", NEED_WITHIN},
	[NODE_WAIT_ON] = {"within($x.wait)", NEED_WITHIN},
	[NODE_WAIT_DONE] = {"emptied($x)", NEED_EMPTIED},
};

void python_put(struct python *py, const struct node *n,
		const struct python_form *form)
{
	bool awaits = python_awaits(py);
	const char *text = awaits ? form->async : form->blocking;
	int8_t need = awaits ? form->need : form->need_blocking;
	struct str line = {0};

	if (py->limited && limited[n->kind].text) {
		text = limited[n->kind].text;
		need = limited[n->kind].need;
	}
	want(py, need);
	python_fill(&line, py, n, text);
	python_put_line(py, &line, n->label_text);
	str_fini(&line);
}

/* --- statements of one line --- */

static const struct python_form forms[NODE_KINDS] = {
	[NODE_PASS] = {"pass", "pass", NEEDS, NEEDS},
	[NODE_WORK] = {"work($d)", "work($d)", NEED_WORK, NEED_WORK},
	[NODE_WAIT] = {"await request($d)", "request($d)", NEED_REQUEST,
		       NEED_REQUEST},
	[NODE_BLOCK] = {"block($d)", "request($d)", NEED_BLOCK, NEED_REQUEST},
	[NODE_SLEEP] = {"await asyncio.sleep($d * UNIT)",
			"time.sleep($d * UNIT)", NEED_UNIT, NEED_UNIT},
	[NODE_YIELD] = {"await asyncio.sleep(0)", "time.sleep(0)", NEEDS,
			NEEDS},
	[NODE_SPAWN] = {"spawn($t)", "spawn($t)", NEED_SPAWN, NEED_SPAWN},
	[NODE_JOIN] = {"$iawait join($t$o)", "$ijoin($t$o)", NEED_JOIN,
		       NEED_JOIN},
	[NODE_SHIELD] = {"await shield($t)", "join($t)", NEED_SHIELD,
			 NEED_JOIN},
	[NODE_RETURN] = {"return $e", "return $e", NEEDS, NEEDS},
	[NODE_ACQUIRE] = {"await $x.acquire()", "$x.acquire()", NEEDS, NEEDS},
	[NODE_RELEASE] = {"$x.release()", "$x.release()", NEEDS, NEEDS},
	[NODE_PUT] = {"await $x.put($v)", "$x.put($v)", NEEDS, NEEDS},
	[NODE_GET] = {"$iawait $x.get()", "$i$x.get()", NEEDS, NEEDS},
	[NODE_WAIT_EVENT] = {"await $x.wait()", "$x.wait()", NEEDS, NEEDS},
	[NODE_SET] = {"$x.set()", "$x.set()", NEEDS, NEEDS},
	[NODE_CLEAR] = {"$x.clear()", "$x.clear()", NEEDS, NEEDS},
	[NODE_WAIT_ON] = {"await $x.wait()", "$x.wait()", NEEDS, NEEDS},
	[NODE_DONE] = {"$x.task_done()", "$x.task_done()", NEEDS, NEEDS},
	[NODE_WAIT_DONE] = {"await $x.join()", "$x.join()", NEEDS, NEEDS},
	[NODE_BREAK] = {"break", "break", NEEDS, NEEDS},
	[NODE_CONTINUE] = {"continue", "continue", NEEDS, NEEDS},
};

/* In a thread beside a loop nothing is awaited: a device is the loop's. */
static void put_wait(struct python *py, const struct node *n)
{
	static const struct python_form on_device = {"await $x.request($d)",
						     "$x.request($d)",
						     NEED_DEVICE, NEED_DEVICE};
	static const struct python_form for_loop = {
		"", "from_thread($x.request($d))", NEEDS, NEED_FROM_THREAD};
	static const struct python_form in_thread = {"", "block($d)", NEEDS,
						     NEED_BLOCK};
	bool named = n->thing.at.begin < n->thing.at.end;
	bool seen = n->kind == NODE_WAIT || !python_awaits(py);

	if (py->plain)
		python_put(py, n, named ? &for_loop : &in_thread);
	else
		python_put(py, n, named && seen ? &on_device : &forms[n->kind]);
}

static void put_spawn(struct python *py, const struct node *n)
{
	static const struct python_form next = {
		"spawn_next($t)", "spawn_next($t)", NEED_NEXT, NEED_NEXT};

	python_put(py, n, n->flags & INSN_NEXT ? &next : &forms[n->kind]);
}

static void put_call(struct python *py, const struct node *n)
{
	static const struct python_form call = {"await $x()", "$x()", NEEDS,
						NEEDS};
	static const struct python_form into = {"$iawait $x() or 0",
						"$i$x() or 0", NEEDS, NEEDS};
	static const struct python_form plain = {"", "$x_in_thread()", NEEDS,
						 NEEDS};
	bool valued = n->into.at.begin < n->into.at.end;

	if (py->plain)
		python_put(py, n, &plain);
	else
		python_put(py, n, valued ? &into : &call);
}

static void put_gather(struct python *py, const struct node *n)
{
	static const struct python_form all[4] = {
		{"await asyncio.gather(*those($t))", "gather([$t])", NEED_THOSE,
		 NEED_GATHER},
		{"await asyncio.gather(*begun($t))",
		 "gather([$t], begin=False)", NEED_BEGUN, NEED_GATHER},
		{"await asyncio.gather(*those($t), return_exceptions=True)",
		 "gather([$t], keep=True)", NEED_THOSE, NEED_GATHER},
		{"await asyncio.gather(*begun($t), return_exceptions=True)",
		 "gather([$t], begin=False, keep=True)", NEED_BEGUN,
		 NEED_GATHER},
	};

	python_put(py, n,
		   &all[(n->flags & INSN_STARTED ? 1 : 0) +
			(n->flags & INSN_KEEP ? 2 : 0)]);
}

static void put_wait_tasks(struct python *py, const struct node *n)
{
	const char *when = n->flags & INSN_ANY       ? "FIRST_COMPLETED"
			   : n->flags & INSN_FAILURE ? "FIRST_EXCEPTION"
						     : "ALL_COMPLETED";
	bool begun = n->flags & INSN_STARTED;
	struct str line = {0};

	python_want(py, NEED_WAIT);
	python_want(py, begun ? NEED_BEGUN : NEED_THOSE);
	str_add(&line, python_awaits(py) ? "await wait(" : "wait(");
	python_fill(&line, py, n, begun ? "begun($t), " : "those($t), ");
	str_add(&line, python_awaits(py) ? "asyncio." : "concurrent.futures.");
	str_add(&line, when);
	python_fill(&line, py, n, "$w)");
	python_put_line(py, &line, n->label_text);
	str_fini(&line);
}

static void put_notify(struct python *py, const struct node *n)
{
	static const struct python_form all = {"$x.notify_all()",
					       "$x.notify_all()", NEEDS, NEEDS};
	static const struct python_form some = {"$x.notify($e)",
						"$x.notify($e)", NEEDS, NEEDS};

	python_put(py, n, n->flags & INSN_ALL ? &all : &some);
}

/* One after another, only who is still to begin by itself can be withdrawn;
 * with a main nobody is. */
static bool is_in_line(const struct python *py, const struct node *n)
{
	return py->setup->model != MODEL_SYNC ||
	       (py->program->main == NONE && n->targets &&
		!python_task(py, &n->targets->name)->on_demand);
}

/* Who runs is not cancelled but by an event loop. */
static void put_cancel(struct python *py, const struct node *n)
{
	static const struct python_form self = {
		"asyncio.current_task().cancel()", "pass", NEEDS, NEEDS};
	static const struct python_form other = {"cancel($t)", "cancel($t)",
						 NEED_CANCEL, NEED_CANCEL};
	bool reaches = !(n->flags & INSN_SELF) && is_in_line(py, n);

	python_put(py, n, reaches ? &other : &self);
}

static void put_print(struct python *py, const struct node *n)
{
	struct str line = {0};
	bool alone = python_awaits(py) && !py->shares;

	if (!alone)
		python_want(py, NEED_SAY);
	str_add(&line, alone ? "print(" : "say(");
	python_text(&line, py, n->pieces);
	str_addc(&line, ')');
	python_put_line(py, &line, n->label_text);
	str_fini(&line);
}

/* "x = x + 1", or in three lines where time passes between. */
static void put_assign(struct python *py, const struct node *n)
{
	static const struct python_form work = {"work($d)", "work($d)",
						NEED_WORK, NEED_WORK};
	struct str line = {0};

	set_global(py, &n->thing);
	if (n->dur)
		str_add(&line, "written = ");
	else
		python_fill(&line, py, n, "$x = ");
	python_fill(&line, py, n, "$e");
	python_put_line(py, &line, n->label_text);
	if (n->dur) {
		struct node bare = *n;

		bare.label_text = NULL;
		python_put(py, &bare, &work);
		python_fill(&line, py, n, "$x = written");
		python_put_line(py, &line, NULL);
	}
	str_fini(&line);
}

/* A failure raised again is named: a bare `raise` would look for it among
 * those of whoever awaits. */
static void put_fail(struct python *py, const struct node *n)
{
	static const struct {
		const char *name, *raised;
	} built_in[] = {
		{"misuse", "RuntimeError('misuse')"},
		{"zero_division", "ZeroDivisionError"},
		{"overflow", "OverflowError"},
	};
	struct str line = {0}, name = {0};

	str_addn(&name, py->program->source + n->thing.at.begin,
		 n->thing.at.end - n->thing.at.begin);
	if (n->thing.ref == FAILURE_GROUP)
		str_add(&line,
			"raise ExceptionGroup('failures', [Exception()])");
	else if (name.len == 0)
		str_addf(&line, "raise failure%d", py->failures);
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
		if (strcmp(str_text(&name), built_in[i].name) == 0)
			str_addf(&line, "raise %s", built_in[i].raised);
	if (line.len == 0)
		python_fill(&line, py, n, "raise $x");
	python_put_line(py, &line, n->label_text);
	str_fini(&line);
	str_fini(&name);
}

static void (*const simple[NODE_KINDS])(struct python *py,
					const struct node *n) = {
	[NODE_WAIT] = put_wait,     [NODE_BLOCK] = put_wait,
	[NODE_SPAWN] = put_spawn,   [NODE_CALL] = put_call,
	[NODE_GATHER] = put_gather, [NODE_WAIT_TASKS] = put_wait_tasks,
	[NODE_NOTIFY] = put_notify, [NODE_CANCEL] = put_cancel,
	[NODE_PRINT] = put_print,   [NODE_ASSIGN] = put_assign,
	[NODE_MY] = put_assign,     [NODE_FAIL] = put_fail,
};

void python_statement(struct python *py, const struct node *n)
{
	if (python_compound(py, n))
		return;
	if (simple[n->kind])
		simple[n->kind](py, n);
	else
		python_put(py, n, &forms[n->kind]);
}
