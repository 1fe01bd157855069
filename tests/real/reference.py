# SPDX-License-Identifier: MIT
"""What real asyncio does with a program: its log.

A program is a dictionary of declarations, task bodies and a main body, each a
list of operations (to_scenario.py lists them); the log is a list of records
{i t it task ev ...}, one for every visible thing that a task, a worker thread
or the loop does.  As a script: reference.py PROGRAM.json
"""
import asyncio
import collections.abc
import gc
import json
import sys
import warnings

import virtual
from story import Story, failure_name


class Turns(collections.abc.Coroutine):
    """A task's coroutine, watched: a record as each turn begins and ends."""

    def __init__(self, story):
        self.story = story
        self.body = story.body()
        self.begun = False

    def begin(self, failure=None):
        told = {} if failure is None else {'exc': failure_name(failure)}
        if self.begun:
            self.story.tell('resume', **told)
        else:
            self.begun = True
            self.story.tell('start' if failure is None else 'never-started',
                            **told)

    def turn(self, resume, *args):
        story = self.story
        try:
            awaited = resume(*args)
        except BaseException as why:
            story.tell('end', **self.ending(why))
            story.on = None
            raise
        story.tell('wait', on=story.on)
        return awaited

    def ending(self, why):
        if isinstance(why, StopIteration):
            if asyncio.current_task()._must_cancel:
                return {'status': 'cancelled', 'late': True}
            return {'status': 'ok'}
        if isinstance(why, asyncio.CancelledError):
            return {'status': 'cancelled'}
        return {'status': 'error', 'exc': failure_name(why)}

    def send(self, value):
        self.story.world.pay_step()
        self.begin()
        return self.turn(self.body.send, value)

    def throw(self, *failure):
        self.story.world.pay_step()
        failure = [part for part in failure if part is not None]
        self.begin(failure[-1] if len(failure) < 3 else failure[1])
        return self.turn(self.body.throw, *failure)

    def close(self):
        self.body.close()

    def __await__(self):
        raise TypeError('a watched coroutine runs as a task')


class World:
    """One run: the loop, what is declared, the tasks so far, the log."""

    def __init__(self, program):
        self.program = program
        self.loop = virtual.Loop(program.get('pool', 4))
        self.loop.workers.told = self.tell_worker
        self.log = []
        self.telling = True
        self.tasks = {}
        self.stories = {}
        self.things = {}
        self.anything = self.device(0)
        self.values = dict(program.get('vars', {}))
        for key, make in (('locks', asyncio.Lock), ('events', asyncio.Event),
                          ('conds', asyncio.Condition)):
            self.things.update((n, make()) for n in program.get(key, []))
        for key, make in (('sems', asyncio.Semaphore),
                          ('queues', asyncio.Queue), ('devices', self.device)):
            self.things.update((n, make(v))
                               for n, v in program.get(key, {}).items())

    def device(self, capacity):
        return virtual.Device(self.loop, capacity)

    def tell(self, task, ev, **fields):
        if self.telling:
            self.log.append({'i': len(self.log), 't': self.loop.clock,
                             'it': self.loop.iteration, 'task': task,
                             'ev': ev, **fields})

    def tell_worker(self, worker, ev, owner, duration):
        fields = {'job': owner}
        if duration is not None:
            fields['d'] = duration
        self.tell('pool-%d' % worker, ev, **fields)

    def pay_step(self):
        if cost := self.program.get('step'):
            self.loop.advance(self.loop.clock + cost)

    def create(self, name, make):
        """A task of that name, made by `make`."""
        story = self.stories[name] = Story(self, name)
        self.tasks[name] = make(Turns(story))
        return self.tasks[name]

    def unfinished(self):
        """As they were created; where the world starts tasks, by name."""
        left = [n for n, task in self.tasks.items() if not task.done()]
        return left if 'main' in self.program else sorted(left)


def play(world):
    """From the first iteration to the end or a standstill."""
    try:
        if 'main' in world.program:
            play_main(world)
        else:
            play_released(world)
        world.tell('LOOP', 'finish')
    except virtual.Stuck:
        world.tell('LOOP', 'deadlock', blocked=[
            {'task': n, 'on': world.stories[n].on}
            for n in world.unfinished()])
    except virtual.Endless:
        world.tell('LOOP', 'runaway')


def play_main(world):
    """asyncio.run(main()), step by step."""
    loop = world.loop
    main = world.create('main', loop.create_task)
    try:
        loop.run_until_complete(main)
    except (virtual.Stuck, virtual.Endless):
        raise
    except (Exception, asyncio.CancelledError):
        pass                      # main's own failure: its end has told it
    world.tell('LOOP', 'main-done')
    cancel_leftovers(world)


def play_released(world):
    """Without a main: each task is created when a request comes in for it, or
    before the loop begins; the loop stops when all have ended."""
    loop = world.loop
    for name, when in world.program['at'].items():
        if when == 0:
            world.create(name, loop.create_task)
        else:
            loop.agenda.add(when, lambda name=name: loop.arrived.append(
                lambda: world.create(name, loop.create_task)))
    everyone = set(world.program['at'])
    loop.stops_when = lambda: (
        everyone <= set(world.tasks) and not world.unfinished())
    loop.run_forever()


def cancel_leftovers(world):
    left = world.unfinished()
    if left:
        world.tell('LOOP', 'cancel-leftovers', tasks=left)
        tasks = [world.tasks[n] for n in left]
        for task in tasks:
            task.cancel()
        world.loop.run_until_complete(
            asyncio.gather(*tasks, return_exceptions=True))


def abandon(world):
    """Close what a standstill left, in silence."""
    world.telling = False
    for name in world.unfinished():
        for _ in range(50):       # a body may await while it is closed
            try:
                world.tasks[name].get_coro().close()
                break
            except BaseException:
                pass
    world.loop.close()


def run(program):
    """The log of a program."""
    # Coroutines of an abandoned run must not be finalised in a later one.
    gc.disable()
    world = World(program)
    try:
        play(world)
    finally:
        abandon(world)
        gc.enable()
    return world.log


def line(record):
    return json.dumps(record, separators=(',', ':'))


def be_silent():
    """No word about coroutines that a standstill left unfinished."""
    sys.unraisablehook = lambda what: None
    warnings.simplefilter('ignore')


if __name__ == '__main__':
    be_silent()
    with open(sys.argv[1], encoding='utf-8') as source:
        for each in run(json.load(source)):
            print(line(each))
