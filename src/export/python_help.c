/* SPDX-License-Identifier: MIT */
/*
 * Helpers: the few lines of Python that stand before a program, each only where
 * it is needed.  A helper may need others, which stand before it.
 *
 * Tasks are known by their names: TASKS has those that were begun.  What the
 * setups differ in is how a task is begun.
 */
#include "export/python.h"

#define BIT(need) (UINT64_C(1) << (need))
#define ASYNC     (1u << MODEL_ASYNC)
#define THREADS   (1u << MODEL_THREADS | 1u << MODEL_GIL)
#define POOL      (1u << MODEL_POOL)
#define PROCESSES (1u << MODEL_PROCESSES)
#define SYNC      (1u << MODEL_SYNC)
#define OTHERS    (SYNC | THREADS | POOL | PROCESSES)

struct helper {
	enum python_need need;
	unsigned models;
	uint64_t needs;
	const char *text;
};

static const struct helper helpers[] = {
	{NEED_SAY, OTHERS, 0,
	 "def say(text):\n"
	 "    \"\"\"A line in one piece, whoever else prints.\"\"\"\n"
	 "    print(text + '\\n', end='', flush=True)\n"},
	{NEED_ME, ASYNC, BIT(NEED_TASKS),
	 "def me():\n"
	 "    \"\"\"The name of the task that runs.\"\"\"\n"
	 "    name = asyncio.current_task().get_name()\n"
	 "    return name if name in BODIES else 'main'\n"},
	{NEED_ME, THREADS | POOL | SYNC, BIT(NEED_TASKS),
	 "NAMES = threading.local()\n\n\n"
	 "def me():\n"
	 "    \"\"\"The name of the task that runs.\"\"\"\n"
	 "    return getattr(NAMES, 'me', 'main')\n"},
	{NEED_ME, PROCESSES, BIT(NEED_TASKS),
	 "def me():\n"
	 "    \"\"\"The name of the task that runs.\"\"\"\n"
	 "    name = multiprocessing.current_process().name\n"
	 "    return name if name in BODIES else 'main'\n"},
	{NEED_NUMBER, ASYNC | OTHERS, BIT(NEED_ME),
	 "def copy_number():\n"
	 "    \"\"\"Which copy of its task runs, from 1.\"\"\"\n"
	 "    return int(me().partition('.')[2] or 1)\n"},
	{NEED_DRAW, ASYNC | OTHERS, BIT(NEED_NUMBER),
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
	{NEED_WORK, ASYNC | OTHERS, BIT(NEED_UNIT),
	 "def work(units):\n"
	 "    \"\"\"Needs the CPU for so long.\"\"\"\n"
	 "    until = time.thread_time() + units * UNIT\n"
	 "    while time.thread_time() < until:\n"
	 "        pass\n"},
	{NEED_BLOCK, ASYNC, BIT(NEED_UNIT),
	 "def block(units):\n"
	 "    \"\"\"Waits in a way that the event loop cannot see.\"\"\"\n"
	 "    time.sleep(units * UNIT)\n"},
	{NEED_DEVICE, ASYNC, BIT(NEED_UNIT),
	 "class Device:\n"
	 "    \"\"\"Serves so many at once, in the order of their requests."
	 "\"\"\"\n\n"
	 "    def __init__(self, places):\n"
	 "        self.places = asyncio.Semaphore(places)\n\n"
	 "    async def request(self, units):\n"
	 "        if units > 0:\n"
	 "            async with self.places:\n"
	 "                await asyncio.sleep(units * UNIT)\n"},
	{NEED_DEVICE, OTHERS, BIT(NEED_UNIT),
	 "class Device:\n"
	 "    \"\"\"Serves so many at once.\"\"\"\n\n"
	 "    def __init__(self, places):\n"
	 "        self.places = $Semaphore(places)\n\n"
	 "    def request(self, units):\n"
	 "        with self.places:\n"
	 "            time.sleep(units * UNIT)\n"},
	{NEED_REQUEST, ASYNC, BIT(NEED_UNIT),
	 "async def request(units):\n"
	 "    \"\"\"Waits for something outside the program.\"\"\"\n"
	 "    if units > 0:\n"
	 "        await asyncio.sleep(units * UNIT)\n"},
	{NEED_REQUEST, OTHERS, BIT(NEED_UNIT),
	 "def request(units):\n"
	 "    \"\"\"Waits for something outside the program.\"\"\"\n"
	 "    time.sleep(units * UNIT)\n"},
	{NEED_HELD, OTHERS, 0,
	 "def held(lock):\n"
	 "    \"\"\"Has anybody got the lock?\"\"\"\n"
	 "    if lock.acquire(False):\n"
	 "        lock.release()\n"
	 "        return False\n"
	 "    return True\n"},
	{NEED_COPIES, ASYNC | OTHERS, 0,
	 "def copies(name, count):\n"
	 "    return [f'{name}.{n + 1}' for n in range(count)]\n"},
	{NEED_TASKS, ASYNC, 0,
	 "TASKS = {}  # by name, those that were begun\n"},
	{NEED_TASKS, OTHERS, 0,
	 "TASKS = {}  # by name, what comes of those that were begun\n"},
	{NEED_SPAWN, ASYNC, BIT(NEED_TASKS),
	 "def spawn(*names, make=asyncio.create_task):\n"
	 "    \"\"\"Begins those that have not begun.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = make(BODIES[name](), name=name)\n"},
	{NEED_SPAWN, SYNC, BIT(NEED_TASKS) | BIT(NEED_ME),
	 "def run(name, future):\n"
	 "    before, NAMES.me = me(), name\n"
	 "    try:\n"
	 "        future.set_result(BODIES[name]() or 0)\n"
	 "    except Exception as failure:\n"
	 "        print(f'{name}: {failure!r}', file=sys.stderr)\n"
	 "        future.set_exception(failure)\n"
	 "    NAMES.me = before\n\n\n"
	 "def spawn(*names):\n"
	 "    \"\"\"Calls those that were not called yet.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = concurrent.futures.Future()\n"
	 "            run(name, TASKS[name])\n"},
	{NEED_SPAWN, THREADS, BIT(NEED_TASKS) | BIT(NEED_ME),
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
	{NEED_SPAWN, POOL, BIT(NEED_TASKS) | BIT(NEED_ME),
	 "def run(name):\n"
	 "    NAMES.me = name\n"
	 "    return BODIES[name]() or 0\n\n\n"
	 "def spawn(*names):\n"
	 "    \"\"\"Hands those that were not yet handed over to the pool."
	 "\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            TASKS[name] = POOL.submit(run, name)\n"},
	{NEED_SPAWN, PROCESSES, BIT(NEED_TASKS),
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
	{NEED_NEXT, ASYNC | OTHERS, BIT(NEED_SPAWN),
	 "def spawn_next(*names):\n"
	 "    \"\"\"Begins the first that has not begun.\"\"\"\n"
	 "    for name in names:\n"
	 "        if name not in TASKS:\n"
	 "            return spawn(name)\n"},
	{NEED_BEGUN, ASYNC | OTHERS, BIT(NEED_TASKS),
	 "def begun(*names):\n"
	 "    return [TASKS[name] for name in names if name in TASKS]\n"},
	{NEED_THOSE, ASYNC | OTHERS, BIT(NEED_SPAWN) | BIT(NEED_BEGUN),
	 "def those(*names):\n"
	 "    \"\"\"The tasks, begun if they were not.\"\"\"\n"
	 "    spawn(*names)\n"
	 "    return begun(*names)\n"},
	{NEED_JOIN, ASYNC, BIT(NEED_BEGUN),
	 "async def join(*names, otherwise=0):\n"
	 "    \"\"\"Waits for those that were begun; what the last returned."
	 "\"\"\"\n"
	 "    for task in begun(*names):\n"
	 "        otherwise = await task or 0\n"
	 "    return otherwise\n"},
	{NEED_JOIN, OTHERS, BIT(NEED_BEGUN),
	 "def join(*names, otherwise=0):\n"
	 "    \"\"\"Waits for those that were begun; what the last returned."
	 "\"\"\"\n"
	 "    for task in begun(*names):\n"
	 "        otherwise = task.result()\n"
	 "    return otherwise\n"},
	{NEED_GATHER, OTHERS, BIT(NEED_THOSE),
	 "def gather(names, begin=True, keep=False):\n"
	 "    \"\"\"Waits for all of them, or for the first that fails.\"\"\"\n"
	 "    tasks = (those if begin else begun)(*names)\n"
	 "    concurrent.futures.wait(\n"
	 "        tasks, None, 'ALL_COMPLETED' if keep else "
	 "'FIRST_EXCEPTION')\n"
	 "    for task in tasks:\n"
	 "        if not keep and task.done():\n"
	 "            task.result()\n"},
	{NEED_WAIT, ASYNC, BIT(NEED_UNIT) | BIT(NEED_BEGUN),
	 "async def wait(tasks, when, within=None):\n"
	 "    if tasks:\n"
	 "        await asyncio.wait(\n"
	 "            tasks, return_when=when,\n"
	 "            timeout=None if within is None else within * UNIT)\n"},
	{NEED_WAIT, OTHERS, BIT(NEED_UNIT) | BIT(NEED_BEGUN),
	 "def wait(tasks, when, within=None):\n"
	 "    concurrent.futures.wait(\n"
	 "        tasks, None if within is None else within * UNIT, when)\n"},
	{NEED_WAIT_FOR, OTHERS, BIT(NEED_UNIT) | BIT(NEED_THOSE),
	 "def wait_for(task, within):\n"
	 "    done, _ = concurrent.futures.wait([task], within * UNIT)\n"
	 "    if not done:\n"
	 "        raise TimeoutError\n"
	 "    task.result()\n"},
	{NEED_SHIELD, ASYNC, BIT(NEED_BEGUN),
	 "async def shield(*names):\n"
	 "    for task in begun(*names):\n"
	 "        await asyncio.shield(task)\n"},
	{NEED_GROUP, OTHERS, BIT(NEED_SPAWN),
	 "class Group:\n"
	 "    \"\"\"Begins tasks and waits for them at its end.\"\"\"\n\n"
	 "    def __enter__(self):\n"
	 "        self.tasks = []\n"
	 "        return self\n\n"
	 "    def spawn(self, *names):\n"
	 "        names = [name for name in names if name not in TASKS]\n"
	 "        spawn(*names)\n"
	 "        self.tasks += [TASKS[name] for name in names]\n\n"
	 "    def __exit__(self, kind, failure, trace):\n"
	 "        concurrent.futures.wait(self.tasks)\n"
	 "        failed = [task.exception() for task in self.tasks]\n"
	 "        failed = [each for each in [failure, *failed] if each]\n"
	 "        if failed:\n"
	 "            raise ExceptionGroup('failures', failed)\n"},
	{NEED_CANCEL, ASYNC | POOL, BIT(NEED_BEGUN),
	 "def cancel(*names):\n"
	 "    for task in begun(*names):\n"
	 "        task.cancel()\n"},
	{NEED_DONE, ASYNC | OTHERS, BIT(NEED_TASKS),
	 "def done(*names):\n"
	 "    \"\"\"Have all of them ended?\"\"\"\n"
	 "    return all(name in TASKS and TASKS[name].done() for name in "
	 "names)"
	 "\n"},
	{NEED_FAILED, ASYNC | OTHERS, BIT(NEED_BEGUN),
	 "def failed(*names):\n"
	 "    \"\"\"Has one of them failed?\"\"\"\n"
	 "    return any(task.done() and not task.cancelled() and "
	 "task.exception()\n"
	 "               for task in begun(*names))\n"},
	{NEED_LATE, ASYNC, BIT(NEED_UNIT),
	 "async def late(units, body, *args):\n"
	 "    \"\"\"Begins so long after it was spawned.\"\"\"\n"
	 "    await asyncio.sleep(units * UNIT)\n"
	 "    return await body(*args)\n"},
	{NEED_LATE, SYNC, BIT(NEED_UNIT),
	 "BEGUN = time.monotonic()\n\n\n"
	 "def late(units, body, *args):\n"
	 "    \"\"\"Begins no sooner than this.\"\"\"\n"
	 "    time.sleep(max(0, BEGUN + units * UNIT - time.monotonic()))\n"
	 "    return body(*args)\n"},
	{NEED_LATE, OTHERS & ~SYNC, BIT(NEED_UNIT),
	 "def late(units, body, *args):\n"
	 "    \"\"\"Begins so long after it was spawned.\"\"\"\n"
	 "    time.sleep(units * UNIT)\n"
	 "    return body(*args)\n"},
};

enum { HELPERS = sizeof helpers / sizeof *helpers };

static bool is_of(const struct helper *h, const struct python *py)
{
	unsigned model =
		setup_has_workers(py->setup) ? MODEL_POOL : py->setup->model;

	return h->models >> model & 1;
}

/* What the helpers need themselves stands before them in the table, mostly:
 * until nothing more is needed. */
static void complete(struct python *py)
{
	uint64_t before;

	do {
		before = py->need;
		for (size_t i = 0; i < HELPERS; i++)
			if (is_of(&helpers[i], py) &&
			    py->need >> helpers[i].need & 1)
				py->need |= helpers[i].needs;
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
	for (size_t i = 0; i < HELPERS; i++)
		if (is_of(&helpers[i], py) && py->need >> helpers[i].need & 1)
			add_helper(out, py, helpers[i].text);
}
