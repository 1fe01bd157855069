# SPDX-License-Identifier: MIT
"""Exported programs do what their scenarios do.

With asyncio, on a virtual clock: random scenarios and the corners, line by
line.  With threads, a pool, processes and alone, on the real clock: those
where the scenario joins or locks, line by line, too; of the rest, the same
lines in any order.
"""
import asyncio
import glob
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

if sys.version_info[:2] != (3, 11):
    print('1..0 # SKIP asyncio of Python 3.11 is what turntable follows,'
          ' this is %d.%d' % sys.version_info[:2])
    sys.exit()

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import TURNTABLE, clean, done, ok  # noqa: E402

import compare  # noqa: E402
import randomly  # noqa: E402
import reference  # noqa: E402
import to_scenario  # noqa: E402
import virtual  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ATTEMPTS = 6
COUNT = int(os.environ.get('TT_COUNT') or 300)


def turntable(text, setup, form):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'it.tt')
        path.write_text(text, encoding='utf-8')
        return subprocess.run(
            [TURNTABLE, 'run', path, '--as', setup, '--format', form],
            encoding='utf-8', capture_output=True, check=True).stdout


def printed(text, setup):
    events = map(json.loads, turntable(text, setup, 'jsonl').splitlines())
    return [event['text'] for event in events if event['ev'] == 'print']


# --- asyncio on a virtual clock ---

class Stage:
    """The program's names, with a world of ours behind them."""

    def __init__(self, source, workers):
        self.loop = virtual.Loop(workers)
        self.lines = []
        self.names = {'__name__': 'exported'}
        exec(compile(source, 'exported', 'exec'), self.names)
        self.anything = virtual.Device(self.loop)
        self.names.update(
            UNIT=1, work=self.work, block=self.work, request=self.request,
            print=lambda *what: self.lines.append(' '.join(what)))
        kind = self.names.get('Device')
        for name, value in list(self.names.items()):
            if kind and isinstance(value, kind):
                self.names[name] = Served(self.loop, value.places._value)

    def work(self, units):
        self.loop.advance(self.loop.clock + units)

    async def request(self, units):
        if units:
            await self.anything.request(units)

    async def to_thread(self, job):
        """A job takes as long as it says, on a worker of the world's."""
        took = []
        sleep, time.sleep = time.sleep, took.append
        self.names.update(work=took.append, block=took.append)
        job()
        time.sleep = sleep
        self.names.update(work=self.work, block=self.work)
        await self.loop.run_in_executor(self.loop.workers, 'job', sum(took))

    def play(self):
        """asyncio.run(main()), as the reference plays it."""
        loop, tasks = self.loop, self.names.get('TASKS', {})
        asyncio.TaskGroup, before = virtual.Group, asyncio.TaskGroup
        asyncio.to_thread, thread = self.to_thread, asyncio.to_thread
        try:
            loop.run_until_complete(self.names['main']())
        except (virtual.Stuck, virtual.Endless):
            return
        except (Exception, asyncio.CancelledError):
            pass
        finally:
            asyncio.TaskGroup, asyncio.to_thread = before, thread
        left = [task for task in tasks.values() if not task.done()]
        for task in left:
            task.cancel()
        try:
            if left:
                loop.run_until_complete(
                    asyncio.gather(*left, return_exceptions=True))
        except (virtual.Stuck, virtual.Endless):
            pass

    def abandon(self):
        for task in list(self.names.get('TASKS', {}).values()):
            for _ in range(50):
                try:
                    task.get_coro().close()
                    break
                except BaseException:
                    pass
        self.loop.close()


class Served(virtual.Device):
    async def request(self, units):
        if units:
            await super().request(units)


def on_virtual_clock(source, workers):
    stage = Stage(source, workers)
    try:
        stage.play()
        lines = list(stage.lines)
    finally:
        stage.abandon()
    return lines


def difference(program):
    """None, or what both say."""
    scenario = to_scenario.scenario_of(program)
    setup = f'{scenario.setup} python={compare.python_key()}'
    source = turntable(scenario.text, setup, 'python')
    want = printed(scenario.text, setup)
    got = on_virtual_clock(source, program.get('pool', 4))
    if want == got:
        return None
    return '\n'.join([scenario.text, source, f'want {want}', f'got {got}'])


def is_plain(program):
    """What the exporter leaves out: costs of steps, arrivals without main."""
    return 'main' in program and not program.get('step')


def random_law():
    reference.be_silent()
    asked = [seed for seed in range(COUNT)
             if is_plain(randomly.program_of(seed))]
    wrong = []
    for seed in asked:
        why = difference(randomly.program_of(seed))
        if why:
            wrong.append(f'seed {seed}: {why}')
    clean(f'{len(asked)} random programs print the same on asyncio',
          [f'{len(wrong)} differ'] * bool(wrong) + wrong[:2])


# --- the others on the real clock ---

ALIKE = """
task first on demand:
    work 2
    wait 3
    print "{task} has done"
task second on demand times 3:
    wait 1..4
    print "{task}: {number}"
task third on demand:
    repeat 2:
        print "third"
        sleep 1
task main:
    gather first second third
    print "all"
"""
IN_ORDER = """
lock door
queue box capacity 1
var item = 0
task taker on demand:
    repeat 3:
        get box into item
        print "took {item}"
        done box
task keeper on demand "keeps the door":
    with door:
        wait 2 "a guest"
    return 7
task main:
    spawn taker
    repeat 3:
        put box 4
        wait done box
    print "empty"
    spawn keeper
    join keeper into item
    print "it's {item}"
    wait for taker within 50
    else:
        print "never"
    try:
        fail oops
    except oops:
        print "caught"
    finally:
        print "end"
"""
# Nothing of these ends when something else does: 20 ms are a unit.
LIMITS = """
unit ms
lock door
queue box capacity 1
event bell
condition news
semaphore seats 1
device desk capacity 1
var item = 0
routine knock:
    with door:
        print "never"
task main:
    with door:
        spawn other
        join other
    print "end"
task other on demand:
    timeout 4:
        timeout 9:
            call knock
        else:
            print "never"
    else:
        print "lock"
    put box 1
    timeout 4:
        put box 2
    else:
        print "full"
    get box into item
    timeout 4:
        get box into item
    else:
        print "empty, {item}"
    timeout 4:
        wait until bell
    else:
        print "event"
    timeout 4:
        with news:
            wait on news
    else:
        print "condition"
    acquire seats
    timeout 4:
        acquire seats
    else:
        print "semaphore"
    timeout 4:
        wait 9 on desk
    else:
        print "served"
    timeout 2:
        wait 1 on desk
    else:
        print "in line for what is still served"
    timeout 4:
        try:
            sleep 9
        except:
            print "never"
        finally:
            print "finally"
    else:
        print "sleep"
    timeout 9:
        timeout 4:
            sleep 6
        else:
            print "inner"
        sleep 2
        print "in time"
    else:
        print "never"
    timeout 2:
        work 6
        print "worked"
    else:
        print "never"
"""
# What waits with limits for tasks; a helper that is never waited for again.
TASKS = """
unit ms
task slow on demand:
    wait 12
task quick on demand:
    wait 3
    return 7
task bad on demand:
    wait 3
    fail oops
var got = 0
task main:
    timeout 5:
        join quick
        gather slow
    else:
        print "gather"
    spawn quick
    timeout 40:
        join quick into got
        join slow
        print "joined {got}"
    else:
        print "never"
    try:
        timeout 40:
            gather bad slow
    except oops:
        print "oops"
    timeout 6:
        wait any slow quick within 3
        print "one"
        wait for slow within 2
        print "over"
"""
GROUP = """
task bad on demand:
    wait 2
    fail oops
task good on demand:
    wait 3
    print "good"
task later on demand:
    print "later"
task main:
    try:
        group bad good later:
            wait 6
            print "block"
    except failures:
        print "failures"
    print "end"
"""
WITHDRAWN = """
task first:
    cancel second
    cancel self
    work 1
    print "first"
task second:
    print "never"
task third:
    try:
        join second
    except:
        print "never"
    except cancelled:
        print "withdrawn"
"""
QUEUED = """
task first on demand:
    wait 3
    print "first"
task second on demand:
    print "never"
task main:
    spawn first
    spawn second
    cancel second
    cancel first
    try:
        join second
    except:
        print "never"
    except cancelled:
        print "withdrawn"
    join first
"""
LOOPS = """
var x = 1
task boom on demand:
    sleep 2
    fail oops
task part on demand:
    print "part {x}"
task lead on demand:
    x = x + 1
    spawn part
    join part
    print "lead"
task fine on demand times 3:
    offload wait 1..5
    print "{task} {number}"
    return number
task server daemon on demand:
    forever:
        sleep 1
task main:
    my it = 0
    x = 5
    spawn server
    spawn lead
    x = 8
    try:
        gather boom fine
    except oops:
        print "oops"
    timeout 50:
        join fine.2 into it
    print "main {it}"
"""
ASIDE = """
device disk
task main:
    spawn other
    offload wait 4
    offload wait 4 on disk
    print "main"
task other on demand:
    wait 6
    print "other"
"""
SETUPS = ['async', 'sync', 'threads', 'gil', 'pool workers=3', 'processes',
          'processes workers=3']


def on_real_clock(text, setup):
    """The lines of the exported program, made quick."""
    source = turntable(text, setup, 'python')
    source = '\n'.join('UNIT = 0.02' if line.startswith('UNIT = ') else line
                       for line in source.split('\n'))
    if 'processes' not in setup:
        # to flush a line lets the interpreter lock go in the midst of it
        source = source.replace(", end='', flush=True)", ", end='')")
    said = subprocess.run([sys.executable, '-E', '-c', source],
                          encoding='utf-8', timeout=60, capture_output=True)
    return said.stdout.splitlines(), said.stderr


def alike(name, text, setup, in_order):
    """The best of a few attempts: the machine may be busy."""
    want = printed(text, setup)
    for _ in range(ATTEMPTS):
        got, errors = on_real_clock(text, setup)
        if not in_order:
            want, got = sorted(want), sorted(got)
        if want == got:
            break
    ok(f'{name}: {setup}', want == got, f'want {want}', f'got {got}', errors)


def pair_law(path):
    """As tests/real/pairs has it, which is held to real Python, too."""
    text = pathlib.Path(path).read_text(encoding='utf-8')
    setup = text.splitlines()[0].removeprefix('# as: ').strip()
    alike(os.path.basename(path), text, setup, True)


def refused(text, setup, line):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'it.tt')
        path.write_text(text, encoding='utf-8')
        said = subprocess.run(
            [TURNTABLE, 'run', path, '--as', setup, '--format', 'python'],
            encoding='utf-8', capture_output=True)
    ok(f'what Python has no way for is refused: {setup}',
       said.returncode == 1 and not said.stdout
       and f'line {line}:' in said.stderr and 'choose' in said.stderr,
       said.stderr)


random_law()
for each in SETUPS:
    alike('the same lines', ALIKE, each, False)
for each in SETUPS:
    if each != 'sync' and 'processes' not in each:
        alike('in the same order', IN_ORDER, each, True)
for each in sorted(glob.glob(str(HERE / 'pairs' / '*.tt'))):
    pair_law(each)
for each in ['async', 'threads', 'gil', 'pool workers=3', 'processes']:
    alike('waits with limits', LIMITS, each, True)
for each in ['async', 'threads', 'pool workers=4', 'processes']:
    alike('waits for tasks with limits', TASKS, each, True)
for each in ['async', 'sync', 'pool workers=1', 'pool workers=2']:
    alike('a group of which one fails', GROUP, each, True)
for each in ['threads', 'processes']:
    refused(GROUP, each, 6)
alike('withdrawn from the line', WITHDRAWN, 'sync', True)
alike('withdrawn from the queue', QUEUED, 'pool workers=1', True)
for each in ['workers=2', 'workers=3 cores=2']:
    alike('loops in processes', LOOPS, f'processes each=async {each}', False)
alike('waits in threads beside a loop', ASIDE, 'async', True)
for each in ['threads', 'gil', 'processes']:
    refused('task a:\n    wait 5\ntask b:\n    cancel a\n', each,
            4)
refused('lock l\ntask a:\n    with l:\n        wait 1\n',
        'processes each=async', 1)
refused('queue q\ntask a:\n    timeout 5:\n        wait done q\n',
        'processes', 4)
for each in ['processes', 'processes each=async']:
    refused('task a:\n    wait 5\ntask b:\n    join a\n', each, 4)
    refused('task a on demand:\n    pass\n'
            'task b times 2:\n    spawn a\n', each, 4)
done()
