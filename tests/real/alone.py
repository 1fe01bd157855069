# SPDX-License-Identifier: MIT
"""Exported programs of the setup `sync` print what the scenario prints.

Random programs, timeouts and all, with Python's real language and helpers, but
on a clock that only we advance: whatever waits, waits for a time or in vain,
since there is nobody else.
"""
import collections
import heapq
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import types

if sys.version_info[:2] != (3, 11):
    print('1..0 # SKIP Python 3.11 is what turntable follows,'
          ' this is %d.%d' % sys.version_info[:2])
    sys.exit()

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import TURNTABLE, clean, done  # noqa: E402

import concurrent.futures  # noqa: E402
import json  # noqa: E402
import queue  # noqa: E402
import re  # noqa: E402

import randomly  # noqa: E402
import reference  # noqa: E402
import to_scenario  # noqa: E402

COUNT = int(os.environ.get('TT_COUNT') or 300)


class Stuck(BaseException):
    """Nothing will ever happen."""


class World:
    """Time, and what is to happen by itself."""

    def __init__(self):
        self.now, self.lines, self.stuck = 0, [], False
        self.coming, self.count = [], 0
        self.grace = 0

    def say(self, text, file=None, **_):
        if not self.stuck and not file:
            self.lines.append(text.rstrip('\n'))

    def advance(self, until):
        while self.coming and self.coming[0][0] <= until:
            self.now, _, deed = heapq.heappop(self.coming)
            deed()
        self.now = max(self.now, until)

    def later(self, units, deed):
        self.count += 1
        heapq.heappush(self.coming, (self.now + units, self.count, deed))

    def wait(self, test, timeout=None):
        """Until it holds; False if that is too late."""
        end = None
        if timeout is not None and timeout >= 0:
            end = self.now + int(timeout)
        while not test():
            if self.coming and (end is None or self.coming[0][0] <= end):
                self.advance(self.coming[0][0])
            elif end is None:
                self.stuck = True
                raise Stuck
            else:
                self.advance(end)
                return bool(test())
        return True


def just_in_time(world, request):
    """What is there at the end of a timeout came in time; a sleep did not."""
    def waits(*args):
        world.grace = 0.5
        try:
            request(*args)
        finally:
            world.grace = 0
    return waits


class Semaphore:
    def __init__(self, world, count=1, most=None):
        self.world, self._value, self.most = world, count, most

    def acquire(self, blocking=True, timeout=None):
        if not self.world.wait(lambda: self._value > 0,
                               timeout if blocking else 0):
            return False
        self._value -= 1
        return True

    def release(self):
        if self.most and self._value >= self.most:
            raise RuntimeError('release unlocked lock')
        self._value += 1

    def __enter__(self):
        self.acquire()

    def __exit__(self, *_):
        self.release()


class Condition(Semaphore):
    def __init__(self, world):
        super().__init__(world, 1, 1)

    def owned(self):
        if self._value:
            raise RuntimeError('cannot wait on un-acquired lock')

    def wait(self, timeout=None):
        self.owned()
        self.release()
        got = self.world.wait(lambda: False, timeout)
        self.acquire()
        return got

    def notify(self, n=1):
        self.owned()

    def notify_all(self):
        self.owned()


class Event:
    def __init__(self, world):
        self.world, self.held = world, False

    def is_set(self):
        return self.held

    def set(self):
        self.held = True

    def clear(self):
        self.held = False

    def wait(self, timeout=None):
        return self.world.wait(self.is_set, timeout)


class Queue:
    def __init__(self, world, most=0):
        self.world, self.most = world, most
        self.items, self.unfinished_tasks = collections.deque(), 0
        self.all_tasks_done = Condition(world)

    def qsize(self):
        return len(self.items)

    def put(self, item, timeout=None):
        if not self.world.wait(lambda: not self.most or
                               len(self.items) < self.most, timeout):
            raise queue.Full
        self.items.append(item)
        self.unfinished_tasks += 1

    def get(self, timeout=None):
        if not self.world.wait(lambda: self.items, timeout):
            raise queue.Empty
        return self.items.popleft()

    def task_done(self):
        if not self.unfinished_tasks:
            raise ValueError
        self.unfinished_tasks -= 1

    def join(self):
        self.world.wait(lambda: not self.unfinished_tasks)


def modules(world):
    """Those of Python's that wait."""
    class Timer:
        def __init__(self, units, deed):
            self.start = lambda: world.later(units, deed)

    class Future(concurrent.futures.Future):
        def result(self, timeout=None):
            world.wait(self.done)
            return super().result(0)

    def enough(tasks, when):
        done = [task for task in tasks if task.done()]
        if when == 'FIRST_COMPLETED' and done:
            return True
        failed = [task for task in done
                  if task.cancelled() or task.exception()]
        return len(done) == len(tasks) or (when == 'FIRST_EXCEPTION'
                                           and bool(failed))

    def wait(tasks, timeout=None, return_when='ALL_COMPLETED'):
        tasks = set(tasks)
        world.wait(lambda: enough(tasks, return_when), timeout)
        done = {task for task in tasks if task.done()}
        return done, tasks - done

    futures = types.SimpleNamespace(
        Future=Future, wait=wait, **{
            name: getattr(concurrent.futures, name) for name in (
                'CancelledError', 'FIRST_COMPLETED', 'FIRST_EXCEPTION',
                'ALL_COMPLETED')})
    return {
        'time': types.SimpleNamespace(
            sleep=lambda units: world.advance(world.now + int(units)),
            monotonic=lambda: world.now - world.grace),
        'threading': types.SimpleNamespace(
            local=types.SimpleNamespace, Timer=Timer,
            Lock=lambda: Semaphore(world, 1, 1),
            Semaphore=lambda n: Semaphore(world, n),
            Condition=lambda: Condition(world), Event=lambda: Event(world)),
        'queue': types.SimpleNamespace(
            Queue=lambda most=0: Queue(world, most), Empty=queue.Empty,
            Full=queue.Full),
        'concurrent.futures': types.SimpleNamespace(futures=futures),
        'sys': types.SimpleNamespace(stderr=open(os.devnull, 'w')),
    }


def play(source):
    """The lines of a program, from its beginning to its end or standstill."""
    world = World()
    ours = modules(world)

    def bring(name, *rest):
        return ours[name] if name in ours else __import__(name, *rest)

    body, begin = source.split("if __name__ == '__main__':\n")
    names = {'__name__': 'exported', '__builtins__': {
        **vars(__builtins__), '__import__': bring, 'print': world.say}}
    exec(compile(body, 'exported', 'exec'), names)
    names['UNIT'] = 1
    for holder in names, names.get('Device'):
        if isinstance(holder, dict) and 'request' in holder:
            holder['request'] = just_in_time(world, holder['request'])
        elif isinstance(holder, type):
            inner = holder.request
            holder.request = lambda self, units, inner=inner: just_in_time(
                world, inner)(self, units)
    names['work'] = lambda units: world.advance(world.now + units)
    try:
        exec(textwrap.dedent(begin), names)
    except Stuck:
        pass
    except Exception:  # what main does not catch ends it
        pass
    return world.lines


def turntable(text, form):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'it.tt')
        path.write_text(text, encoding='utf-8')
        return subprocess.run(
            [TURNTABLE, 'run', path, '--as', 'sync', '--format', form],
            encoding='utf-8', capture_output=True, check=True).stdout


def difference(program):
    text = to_scenario.scenario_of(program).text
    want = [event['text'] for event in
            map(json.loads, turntable(text, 'jsonl').splitlines())
            if event['ev'] == 'print']
    source = turntable(text, 'python')
    got = play(source)
    if want == got:
        return None
    return '\n'.join([text, source, f'want {want}', f'got {got}'])


def is_plain(program):
    """What is left out: who waits for main, and who catches that a group's
    block is cut."""
    text = to_scenario.scenario_of(program).text
    return not ((' group ' in text and 'except cancelled' in text)
                or re.search(r'(join|shield|gather|wait) .*\bmain\b', text))


reference.be_silent()
wrong = []
asked = [seed for seed in range(COUNT)
         if is_plain(randomly.program_of(seed))]
for seed in asked:
    why = difference(randomly.program_of(seed))
    if why:
        wrong.append(f'seed {seed}: {why}')
clean(f'{len(asked)} random programs print the same one after another',
      [f'{len(wrong)} differ'] * bool(wrong) + wrong[:2])
done()
