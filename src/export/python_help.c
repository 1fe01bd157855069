/* SPDX-License-Identifier: MIT */
/*
 * Helpers: the few lines of Python that stand before a program, each only where
 * it is needed.  A helper may need others, which stand before it.
 *
 * Tasks are known by their names: TASKS has those that were begun.  What the
 * setups differ in is how a task is begun.
 */
#include "export/python_help.h"

/* What groups of every kind have. */
#define GROUP_SPAWN                           \
	"    def __enter__(self):\n"          \
	"        self.tasks = []\n"           \
	"        return self\n\n"             \
	"    def spawn(self, *names):\n"      \
	"        for name in names:\n"        \
	"            if name not in TASKS:\n" \
	"                spawn(name)\n"       \
	"                self.tasks.append(TASKS[name])\n"
#define GROUP_FAILS                                                      \
	"        failed = [failure, *(task.exception() for task in "     \
	"self.tasks\n"                                                   \
	"                             if not task.cancelled())]\n"       \
	"        failed = [each for each in failed if isinstance(each, " \
	"Exception)]\n"                                                  \
	"        if failed:\n"                                           \
	"            raise ExceptionGroup('failures', failed)\n"

static const struct python_helper helpers[] = {
	{NEED_SAY, OTHERS | LOOPS, WAITS_ALL, 0,
	 "def say(text):\n"
	 "    \"\"\"A line in one piece, whoever else prints.\"\"\"\n"
	 "    print(text + '\\n', end='', flush=True)\n"},
	{NEED_ME, ASYNC, WAITS_ALL, BIT(NEED_TASKS),
	 "NAME = contextvars.ContextVar('NAME')  # for threads beside the "
	 "loop\n\n\n"
	 "def me():\n"
	 "    \"\"\"The name of the task that runs.\"\"\"\n"
	 "    try:\n"
	 "        name = asyncio.current_task().get_name()\n"
	 "    except RuntimeError:\n"
	 "        name = NAME.get()\n"
	 "    return name if name in BODIES else 'main'\n"},
	{NEED_ME, THREADS | POOL | SYNC, WAITS_ALL, BIT(NEED_TASKS),
	 "NAMES = threading.local()\n\n\n"
	 "def me():\n"
	 "    \"\"\"The name of the task that runs.\"\"\"\n"
	 "    return getattr(NAMES, 'me', 'main')\n"},
	{NEED_ME, PROCESSES, WAITS_ALL, BIT(NEED_TASKS),
	 "def me():\n"
	 "    \"\"\"The name of the task that runs.\"\"\"\n"
	 "    name = multiprocessing.current_process().name\n"
	 "    return name if name in BODIES else 'main'\n"},
	{NEED_NUMBER, ASYNC | OTHERS, WAITS_ALL, BIT(NEED_ME),
	 "def copy_number():\n"
	 "    \"\"\"Which copy of its task runs, from 1.\"\"\"\n"
	 "    return int(me().partition('.')[2] or 1)\n"},
	{NEED_DRAW, ASYNC | OTHERS, WAITS_ALL, BIT(NEED_NUMBER),
	 "DRAWN = {}\n"
	 "STEP, MASK = 0x9e3779b97f4a7c15, (1 << 64) - 1\n\n\n"
	 "def mix(x):\n"
	 "    x = (x & MASK ^ (x & MASK) >> 30) * 0xbf58476d1ce4e5b9 & MASK\n"
	 "    x = (x ^ x >> 27) * 0x94d049bb133111eb & MASK\n"
	 "    return x ^ x >> 31\n\n\n"
	 "def draw(least, steps, step):\n"
	 "    \"\"\"The task's next draw: it depends on the seed, on the copy "
	 "and on how\n"
	 "    many it has drawn, so that every setup draws the same.\"\"\"\n"
	 "    name = me()\n"
	 "    k = DRAWN[name] = DRAWN.get(name, -1) + 1\n"
	 "    who = ORDER.index(name.partition('.')[0]) << 32 | copy_number()\n"
	 "    state = mix((mix((mix(SEED + STEP) ^ who) + STEP) ^ k) + STEP)\n"
	 "    while True:\n"
	 "        state = state + STEP & MASK\n"
	 "        rest = mix(state) % (steps + 1)\n"
	 "        if mix(state) - rest <= (1 << 64) - steps - 1:\n"
	 "            return least + rest * step\n"},
	{NEED_WORK, ASYNC | OTHERS, WAITS_ALL, BIT(NEED_UNIT),
	 "def work(units):\n"
	 "    \"\"\"Needs the CPU for so long.\"\"\"\n"
	 "    until = time.thread_time() + units * UNIT\n"
	 "    while time.thread_time() < until:\n"
	 "        pass\n"},
	{NEED_BLOCK, ASYNC, WAITS_ALL, BIT(NEED_UNIT),
	 "def block(units):\n"
	 "    \"\"\"Waits in a way that the event loop cannot see.\"\"\"\n"
	 "    time.sleep(units * UNIT)\n"},
	{NEED_HELD, OTHERS, WAITS_ALL, 0,
	 "def held(lock):\n"
	 "    \"\"\"Has anybody got the lock?\"\"\"\n"
	 "    if lock.acquire(False):\n"
	 "        lock.release()\n"
	 "        return False\n"
	 "    return True\n"},
	{NEED_COPIES, ASYNC | OTHERS, WAITS_ALL, 0,
	 "def copies(name, count):\n"
	 "    return [f'{name}.{n + 1}' for n in range(count)]\n"},
	{NEED_TASKS, ASYNC, WAITS_ALL, 0,
	 "TASKS = {}  # by name, those that were begun\n"},
	{NEED_TASKS, OTHERS, WAITS_ALL, 0,
	 "TASKS = {}  # by name, what comes of those that were begun\n"},
	{NEED_SPAWN, ONE_LOOP, WAITS_ALL, BIT(NEED_TASKS),
	 "def spawn(*names, make=asyncio.create_task):\n"
	 "    \"\"\"Begins those that have not begun.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = make(BODIES[name](), name=name)\n"},
	{NEED_RUN, SYNC, WAITS_FREE, BIT(NEED_TASKS) | BIT(NEED_ME),
	 "def run(name, future):\n"
	 "    before, NAMES.me = me(), name\n"
	 "    try:\n"
	 "        future.set_result(BODIES[name]() or 0)\n"
	 "    except Exception as failure:\n"
	 "        print(f'{name}: {failure!r}', file=sys.stderr)\n"
	 "        future.set_exception(failure)\n"
	 "    NAMES.me = before\n"},
	{NEED_RUN, SYNC, WAITS_LIMITED,
	 BIT(NEED_TASKS) | BIT(NEED_ME) | BIT(NEED_LIMIT),
	 "def run(name, future):\n"
	 "    \"\"\"Limits are those of its own.\"\"\"\n"
	 "    before, NAMES.me = me(), name\n"
	 "    limits, LIMITS.all = getattr(LIMITS, 'all', []), []\n"
	 "    try:\n"
	 "        future.set_result(BODIES[name]() or 0)\n"
	 "    except Exception as failure:\n"
	 "        print(f'{name}: {failure!r}', file=sys.stderr)\n"
	 "        future.set_exception(failure)\n"
	 "    NAMES.me, LIMITS.all = before, limits\n"},
	{NEED_SPAWN, SYNC, WAITS_ALL, BIT(NEED_RUN),
	 "def spawn(*names):\n"
	 "    \"\"\"Calls those that were not called yet.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = concurrent.futures.Future()\n"
	 "            run(name, TASKS[name])\n"},
	{NEED_SPAWN, THREADS, WAITS_ALL, BIT(NEED_TASKS) | BIT(NEED_ME),
	 "def run(name, future):\n"
	 "    NAMES.me = name\n"
	 "    try:\n"
	 "        future.set_result(BODIES[name]() or 0)\n"
	 "    except Exception as failure:\n"
	 "        print(f'{name}: {failure!r}', file=sys.stderr)\n"
	 "        future.set_exception(failure)\n\n\n"
	 "def spawn(*names):\n"
	 "    \"\"\"Begins those that have not begun, each in a thread.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = concurrent.futures.Future()\n"
	 "            threading.Thread(\n"
	 "                target=run, args=(name, TASKS[name]), name=name,\n"
	 "                daemon=name.partition('.')[0] in DAEMONS).start()\n"},
	{NEED_SPAWN, POOL, WAITS_ALL, BIT(NEED_TASKS) | BIT(NEED_ME),
	 "def run(name):\n"
	 "    NAMES.me = name\n"
	 "    return BODIES[name]() or 0\n\n\n"
	 "def spawn(*names):\n"
	 "    \"\"\"Hands those that were not yet handed over to the pool."
	 "\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = POOL.submit(run, name)\n"},
	{NEED_SPAWN, PROCESSES, WAITS_ALL, BIT(NEED_TASKS),
	 "def run(name, end):\n"
	 "    try:\n"
	 "        end.send((BODIES[name]() or 0, None))\n"
	 "    except Exception as failure:\n"
	 "        print(f'{name}: {failure!r}', file=sys.stderr)\n"
	 "        end.send((0, failure))\n\n\n"
	 "def watch(process, end, future):\n"
	 "    value, failure = end.recv()\n"
	 "    process.join()\n"
	 "    if failure is None:\n"
	 "        future.set_result(value)\n"
	 "    else:\n"
	 "        future.set_exception(failure)\n\n\n"
	 "def spawn(*names):\n"
	 "    \"\"\"Begins those that have not begun, each in a "
	 "process.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = concurrent.futures.Future()\n"
	 "            daemon = name.partition('.')[0] in DAEMONS\n"
	 "            ours, theirs = SYSTEM.Pipe(False)\n"
	 "            process = SYSTEM.Process(target=run, args=(name, "
	 "theirs),\n"
	 "                                     name=name, daemon=daemon)\n"
	 "            process.start()\n"
	 "            threading.Thread(target=watch, daemon=daemon, args=(\n"
	 "                process, ours, TASKS[name])).start()\n"},
	{NEED_NEXT, ASYNC | OTHERS, WAITS_ALL, BIT(NEED_SPAWN),
	 "def spawn_next(*names):\n"
	 "    \"\"\"Begins the first that has not begun.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            return spawn(name)\n"},
	{NEED_BEGUN, ASYNC | OTHERS, WAITS_ALL, BIT(NEED_TASKS),
	 "def begun(*names):\n"
	 "    return [TASKS[name] for name in names if name in TASKS]\n"},
	{NEED_THOSE, ASYNC | OTHERS, WAITS_ALL,
	 BIT(NEED_SPAWN) | BIT(NEED_BEGUN),
	 "def those(*names):\n"
	 "    \"\"\"The tasks, begun if they were not.\"\"\"\n"
	 "    spawn(*names)\n"
	 "    return begun(*names)\n"},
	{NEED_JOIN, ASYNC, WAITS_ALL, BIT(NEED_BEGUN),
	 "async def join(*names, otherwise=0):\n"
	 "    \"\"\"Waits for those that were begun; what the last returned."
	 "\"\"\"\n"
	 "    for task in begun(*names):\n"
	 "        otherwise = await task or 0\n"
	 "    return otherwise\n"},
	{NEED_SHIELD, ASYNC, WAITS_ALL, BIT(NEED_BEGUN),
	 "async def shield(*names):\n"
	 "    for task in begun(*names):\n"
	 "        await asyncio.shield(task)\n"},
	{NEED_GROUP, THREADS | PROCESSES, WAITS_ALL, BIT(NEED_SPAWN),
	 "class Group:\n"
	 "    \"\"\"Begins tasks and waits for them at its "
	 "end.\"\"\"\n\n" GROUP_SPAWN "\n"
	 "    def __exit__(self, kind, failure, trace):\n"
	 "        concurrent.futures.wait(self.tasks)\n" GROUP_FAILS},
	{NEED_GROUP, POOL, WAITS_ALL, BIT(NEED_SPAWN),
	 "class Group:\n"
	 "    \"\"\"Begins tasks and waits for them at its end; if one fails, "
	 "withdraws\n"
	 "    those that have not begun.\"\"\"\n\n" GROUP_SPAWN
	 "                TASKS[name].add_done_callback(self.look)\n\n"
	 "    def look(self, task):\n"
	 "        if not task.cancelled() and task.exception():\n"
	 "            for other in self.tasks:\n"
	 "                other.cancel()\n\n"
	 "    def __exit__(self, kind, failure, trace):\n"
	 "        concurrent.futures.wait(self.tasks)\n" GROUP_FAILS},
	{NEED_GROUP, SYNC, WAITS_FREE, BIT(NEED_SPAWN),
	 "class Group:\n"
	 "    \"\"\"Calls tasks and knows what failed.\"\"\"\n\n" GROUP_SPAWN
	 "\n"
	 "    def __exit__(self, kind, failure, trace):\n" GROUP_FAILS},
	{NEED_GROUP, SYNC, WAITS_LIMITED, BIT(NEED_SPAWN) | BIT(NEED_LIMIT),
	 "class Group:\n"
	 "    \"\"\"Calls tasks; if one has failed, its block ends at the "
	 "first "
	 "wait.\"\"\"\n\n"
	 "    end = -1\n\n"
	 "    def left(self):\n"
	 "        return 0\n\n" GROUP_SPAWN
	 "        if any(task.exception() for task in self.tasks\n"
	 "               if not task.cancelled()):\n"
	 "            LIMITS.all = getattr(LIMITS, 'all', []) + [self]\n\n"
	 "    def __exit__(self, kind, failure, trace):\n"
	 "        LIMITS.all = [each for each in getattr(LIMITS, 'all', [])\n"
	 "                      if each is not self]\n" GROUP_FAILS},
	{NEED_CANCEL, ASYNC | POOL, WAITS_ALL, BIT(NEED_BEGUN),
	 "def cancel(*names):\n"
	 "    for task in begun(*names):\n"
	 "        task.cancel()\n"},
	{NEED_CANCEL, SYNC, WAITS_ALL, BIT(NEED_TASKS),
	 "def cancel(*names):\n"
	 "    \"\"\"Withdraws those that were not called yet.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = concurrent.futures.Future()\n"
	 "            TASKS[name].cancel()\n"
	 "            TASKS[name].set_running_or_notify_cancel()\n"},
	{NEED_CANCELLED, OTHERS, WAITS_ALL, 0,
	 "Cancelled = concurrent.futures.CancelledError\n"},
	{NEED_FROM_THREAD, ASYNC, WAITS_ALL, BIT(NEED_DEVICE),
	 "def from_thread(coroutine):\n"
	 "    \"\"\"Waits in a thread for what its loop does.\"\"\"\n"
	 "    return asyncio.run_coroutine_threadsafe(coroutine, LOOP).result()"
	 "\n"},
	{NEED_DONE, ASYNC | OTHERS, WAITS_ALL, BIT(NEED_TASKS),
	 "def done(*names):\n"
	 "    \"\"\"Have all of them ended?\"\"\"\n"
	 "    return all(name in TASKS and TASKS[name].done() for name in "
	 "names)"
	 "\n"},
	{NEED_FAILED, ASYNC | OTHERS, WAITS_ALL, BIT(NEED_BEGUN),
	 "def failed(*names):\n"
	 "    \"\"\"Has one of them failed?\"\"\"\n"
	 "    return any(task.done() and not task.cancelled() and "
	 "task.exception()\n"
	 "               for task in begun(*names))\n"},
	{NEED_LATE, ASYNC, WAITS_ALL, BIT(NEED_UNIT),
	 "async def late(units, body, *args):\n"
	 "    \"\"\"Begins so long after it was spawned.\"\"\"\n"
	 "    await asyncio.sleep(units * UNIT)\n"
	 "    return await body(*args)\n"},
	{NEED_LATE, SYNC, WAITS_ALL, BIT(NEED_UNIT),
	 "BEGUN = time.monotonic()\n\n\n"
	 "def late(units, body, *args):\n"
	 "    \"\"\"Begins no sooner than this.\"\"\"\n"
	 "    time.sleep(max(0, BEGUN + units * UNIT - time.monotonic()))\n"
	 "    return body(*args)\n"},
	{NEED_LATE, OTHERS & ~SYNC, WAITS_ALL, BIT(NEED_UNIT),
	 "def late(units, body, *args):\n"
	 "    \"\"\"Begins so long after it was spawned.\"\"\"\n"
	 "    time.sleep(units * UNIT)\n"
	 "    return body(*args)\n"},
};

static const size_t n_helpers = sizeof helpers / sizeof *helpers;

static const struct {
	const struct python_helper *at;
	const size_t *n;
} tables[] = {
	{helpers, &n_helpers},
	{python_waits, &n_python_waits},
	{python_loops, &n_python_loops},
};

enum { TABLES = sizeof tables / sizeof *tables };

/* A pool is one, whatever works for it. */
static unsigned models_of(const struct python *py)
{
	bool forks = py->setup->model == MODEL_PROCESSES;
	unsigned model = py->setup->model;

	if (py->shares)
		model = SETUP_MODELS;
	else if (setup_has_workers(py->setup))
		model = MODEL_POOL;
	return 1u << model | (forks ? FORKS : 0);
}

static bool is_wanted(const struct python_helper *h, const struct python *py)
{
	enum python_waits other = py->limited ? WAITS_FREE : WAITS_LIMITED;

	return (h->models & models_of(py)) && h->waits != other &&
	       (py->need >> h->need & 1);
}

/* Helpers need others: until nothing more is needed. */
static void complete(struct python *py)
{
	uint64_t before;

	do {
		before = py->need;
		for (size_t k = 0; k < TABLES; k++)
			for (size_t i = 0; i < *tables[k].n; i++)
				if (is_wanted(&tables[k].at[i], py))
					py->need |= tables[k].at[i].needs;
	} while (py->need != before);
}

static void add_helper(struct str *out, const struct python *py,
		       const char *text)
{
	const char *module =
		py->setup->model == MODEL_PROCESSES ? "SYSTEM." : "threading.";

	str_add(out, "\n\n");
	for (; *text; text++) {
		if (*text == '$')
			str_add(out, module);
		else
			str_addc(out, *text);
	}
}

void python_helpers(struct str *out, struct python *py)
{
	complete(py);
	for (size_t k = 0; k < TABLES; k++)
		for (size_t i = 0; i < *tables[k].n; i++)
			if (is_wanted(&tables[k].at[i], py))
				add_helper(out, py, tables[k].at[i].text);
}
