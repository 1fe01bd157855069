/* SPDX-License-Identifier: MIT */
/*
 * Helpers that wait, for programs without an event loop: plain ones, and those
 * of programs with a timeout, where each wait ends by the next one's end.
 *
 * Python's threads cannot be interrupted, but all that they wait by takes a
 * timeout: locks, queues, events, conditions and futures.
 */
#include "export/python_help.h"

const struct python_helper python_waits[] = {
	{NEED_DEVICE, ASYNC, WAITS_ALL, BIT(NEED_UNIT),
	 "class Device:\n"
	 "    \"\"\"Serves so many at once, in the order of their requests, "
	 "each to the end.\"\"\"\n\n"
	 "    def __init__(self, places):\n"
	 "        self.places = asyncio.Semaphore(places)\n\n"
	 "    async def request(self, units):\n"
	 "        if units > 0:\n"
	 "            await self.places.acquire()\n"
	 "            asyncio.get_running_loop().call_later(\n"
	 "                units * UNIT, self.places.release)\n"
	 "            await asyncio.sleep(units * UNIT)\n"},
	{NEED_REQUEST, ASYNC, WAITS_ALL, BIT(NEED_UNIT),
	 "async def request(units):\n"
	 "    \"\"\"Waits for something outside the program.\"\"\"\n"
	 "    if units > 0:\n"
	 "        await asyncio.sleep(units * UNIT)\n"},

	/* --- without a timeout --- */
	{NEED_DEVICE, OTHERS, WAITS_FREE, BIT(NEED_UNIT),
	 "class Device:\n"
	 "    \"\"\"Serves so many at once.\"\"\"\n\n"
	 "    def __init__(self, places):\n"
	 "        self.places = $Semaphore(places)\n\n"
	 "    def request(self, units):\n"
	 "        with self.places:\n"
	 "            time.sleep(units * UNIT)\n"},
	{NEED_REQUEST, OTHERS, WAITS_FREE, BIT(NEED_UNIT),
	 "def request(units):\n"
	 "    \"\"\"Waits for something outside the program.\"\"\"\n"
	 "    time.sleep(units * UNIT)\n"},
	{NEED_JOIN, OTHERS, WAITS_FREE, BIT(NEED_BEGUN),
	 "def join(*names, otherwise=0):\n"
	 "    \"\"\"Waits for those that were begun; what the last returned."
	 "\"\"\"\n"
	 "    for task in begun(*names):\n"
	 "        otherwise = task.result()\n"
	 "    return otherwise\n"},
	{NEED_OVER, OTHERS, WAITS_FREE, BIT(NEED_UNIT),
	 "def over(tasks, when='ALL_COMPLETED', units=None):\n"
	 "    \"\"\"Waits for tasks, so long at most.\"\"\"\n"
	 "    concurrent.futures.wait(\n"
	 "        tasks, None if units is None else units * UNIT, when)\n"},

	/* --- with one --- */
	{NEED_LIMIT, OTHERS, WAITS_LIMITED, BIT(NEED_UNIT),
	 "LIMITS = threading.local()\n\n\n"
	 "class Late(BaseException):\n"
	 "    \"\"\"A wait has come to the end of a timeout, which it "
	 "names.\"\"\"\n\n\n"
	 "class timeout:\n"
	 "    \"\"\"Whatever its block waits for, it waits no longer than this."
	 "\"\"\"\n\n"
	 "    def __init__(self, units):\n"
	 "        self.end = time.monotonic() + units * UNIT\n\n"
	 "    def left(self):\n"
	 "        return max(0, self.end - time.monotonic())\n\n"
	 "    def __enter__(self):\n"
	 "        LIMITS.all = getattr(LIMITS, 'all', []) + [self]\n\n"
	 "    def __exit__(self, kind, failure, trace):\n"
	 "        LIMITS.all = LIMITS.all[:-1]\n"
	 "        if kind is Late and failure.args[0] is self:\n"
	 "            raise TimeoutError\n\n\n"
	 "def limit():\n"
	 "    \"\"\"The timeout that ends first, or None.\"\"\"\n"
	 "    return min(getattr(LIMITS, 'all', []), default=None,\n"
	 "               key=lambda each: each.end)\n"},
	{NEED_LIMIT, FORKS, WAITS_LIMITED, 0,
	 "# Who is forked has no limits of his parent's.\n"
	 "os.register_at_fork(after_in_child=lambda: "
	 "LIMITS.__dict__.clear())\n"},
	{NEED_WITHIN, OTHERS, WAITS_LIMITED, BIT(NEED_LIMIT),
	 "def within(wait, *args):\n"
	 "    \"\"\"Waits by a call that takes a timeout.\"\"\"\n"
	 "    end = limit()\n"
	 "    if end is None:\n"
	 "        return wait(*args)\n"
	 "    try:\n"
	 "        got = wait(*args, timeout=end.left())\n"
	 "    except (queue.Empty, queue.Full):\n"
	 "        raise Late(end) from None\n"
	 "    if got is False:\n"
	 "        raise Late(end)\n"
	 "    return got\n"},
	{NEED_TAKING, OTHERS, WAITS_LIMITED, BIT(NEED_WITHIN),
	 "@contextlib.contextmanager\n"
	 "def taking(lock):\n"
	 "    within(lock.acquire)\n"
	 "    try:\n"
	 "        yield\n"
	 "    finally:\n"
	 "        lock.release()\n"},
	{NEED_PAUSE, OTHERS, WAITS_LIMITED, BIT(NEED_LIMIT),
	 "def pause(units):\n"
	 "    \"\"\"Sleeps.\"\"\"\n"
	 "    end = limit()\n"
	 "    if end and units and end.left() <= units * UNIT:\n"
	 "        time.sleep(end.left())\n"
	 "        raise Late(end)\n"
	 "    time.sleep(units * UNIT)\n"},
	{NEED_DEVICE, OTHERS, WAITS_LIMITED, BIT(NEED_WITHIN) | BIT(NEED_PAUSE),
	 "class Device:\n"
	 "    \"\"\"Serves so many at once, each to the end.\"\"\"\n\n"
	 "    def __init__(self, places):\n"
	 "        self.places = $Semaphore(places)\n\n"
	 "    def request(self, units):\n"
	 "        within(self.places.acquire)\n"
	 "        end = time.monotonic() + units * UNIT\n"
	 "        try:\n"
	 "            pause(units)\n"
	 "        except Late:\n"
	 "            threading.Timer(max(0, end - time.monotonic()),\n"
	 "                            self.places.release).start()\n"
	 "            raise\n"
	 "        self.places.release()\n"},
	{NEED_REQUEST, OTHERS, WAITS_LIMITED, BIT(NEED_PAUSE),
	 "def request(units):\n"
	 "    \"\"\"Waits for something outside the program.\"\"\"\n"
	 "    pause(units)\n"},
	{NEED_EMPTIED, OTHERS, WAITS_LIMITED, BIT(NEED_WITHIN),
	 "def emptied(items):\n"
	 "    \"\"\"Waits until all that was put has been done.\"\"\"\n"
	 "    with items.all_tasks_done:\n"
	 "        while items.unfinished_tasks:\n"
	 "            within(items.all_tasks_done.wait)\n"},
	{NEED_OVER, OTHERS, WAITS_LIMITED, BIT(NEED_LIMIT),
	 "def over(tasks, when='ALL_COMPLETED', units=None):\n"
	 "    \"\"\"Waits for tasks, so long at most.\"\"\"\n"
	 "    end = limit()\n"
	 "    seconds = None if units is None else units * UNIT\n"
	 "    cut = end and (seconds is None or end.left() < seconds)\n"
	 "    done, more = concurrent.futures.wait(\n"
	 "        tasks, end.left() if cut else seconds, when)\n"
	 "    enough = not more or done and (\n"
	 "        when == 'FIRST_COMPLETED' or when == 'FIRST_EXCEPTION' and "
	 "any(\n"
	 "            task.cancelled() or task.exception() for task in done))\n"
	 "    if cut and not enough:\n"
	 "        raise Late(end)\n"},
	{NEED_JOIN, OTHERS, WAITS_LIMITED, BIT(NEED_BEGUN) | BIT(NEED_OVER),
	 "def join(*names, otherwise=0):\n"
	 "    \"\"\"Waits for those that were begun; what the last returned."
	 "\"\"\"\n"
	 "    for task in begun(*names):\n"
	 "        over([task])\n"
	 "        otherwise = task.result()\n"
	 "    return otherwise\n"},

	/* --- with or without --- */
	{NEED_GATHER, OTHERS, WAITS_ALL, BIT(NEED_THOSE) | BIT(NEED_OVER),
	 "def gather(names, begin=True, keep=False):\n"
	 "    \"\"\"Waits for all of them, or for the first that fails.\"\"\"\n"
	 "    tasks = (those if begin else begun)(*names)\n"
	 "    over(tasks, 'ALL_COMPLETED' if keep else 'FIRST_EXCEPTION')\n"
	 "    for task in tasks:\n"
	 "        if not keep and task.done():\n"
	 "            task.result()\n"},
	{NEED_WAIT, OTHERS, WAITS_ALL, BIT(NEED_BEGUN) | BIT(NEED_OVER),
	 "def wait(tasks, when, units=None):\n"
	 "    over(tasks, when, units)\n"},
	{NEED_WAIT_FOR, OTHERS, WAITS_ALL, BIT(NEED_THOSE) | BIT(NEED_OVER),
	 "def wait_for(task, units):\n"
	 "    over([task], units=units)\n"
	 "    if not task.done():\n"
	 "        raise TimeoutError\n"
	 "    task.result()\n"},
	{NEED_WAIT, ASYNC, WAITS_ALL, BIT(NEED_UNIT) | BIT(NEED_BEGUN),
	 "async def wait(tasks, when, within=None):\n"
	 "    if tasks:\n"
	 "        await asyncio.wait(\n"
	 "            tasks, return_when=when,\n"
	 "            timeout=None if within is None else within * UNIT)\n"},
};
const size_t n_python_waits = sizeof python_waits / sizeof *python_waits;
