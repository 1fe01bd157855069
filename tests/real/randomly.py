# SPDX-License-Identifier: MIT
"""Random programs, the same for the same seed on every machine.

A flavour says which operations a program may have and how its durations are
drawn; the small ones put a few tasks on one object at the same few instants,
which is where orders go wrong.  No program runs for ever: every loop has a
bound, and what waits in vain is a standstill, which is an answer too.
"""
import random

# name: (which operations, tasks from, to, choices of a duration)
TICKS = [1000, 1000, 1000, 2000, 2000, 3000, 5000, 8000]
FLAVOURS = [
    ('plain', 'time task flow', 2, 6, TICKS),
    ('locks', 'time task lock sem flow', 2, 6, TICKS),
    ('queues', 'time task queue flow', 2, 6, TICKS),
    ('events', 'time task event cond cut', 2, 6, TICKS),
    ('cut', 'time task cut fail lock', 2, 6, TICKS),
    ('groups', 'time task group fail cut', 3, 7, TICKS),
    ('threads', 'time task thread lock cut cpu', 2, 5, TICKS),
    ('devices', 'time task io cut flow', 2, 6, TICKS),
    ('flow', 'time flow lock fail group leave cut', 2, 5, TICKS),
    ('race-lock', 'race lock cut fail', 4, 8, [1000, 1000, 2000]),
    ('race-sem', 'race sem cut fail', 4, 8, [1000, 1000, 2000]),
    ('race-queue', 'race queue cut fail', 4, 8, [1000, 1000, 2000]),
    ('race-cond', 'race cond event cut', 4, 8, [1000, 1000, 2000]),
    ('race-thread', 'race thread cut', 4, 7, [1000, 1000, 2000]),
    ('race-permits', 'race permits sem cut', 4, 8, [1000]),
    ('race-shield', 'race shield cut', 4, 7, [1000, 1000, 2000]),
    ('race-group', 'race group cut fail', 4, 8, [1000, 1000, 2000]),
    ('mixed', 'time task lock sem queue event cond cut fail group thread '
     'io flow leave cpu', 3, 7, TICKS),
    ('mixed-race', 'race task lock sem queue event cond cut fail group thread '
     'leave', 4, 8, [1000, 1000, 2000]),
    ('misuse', 'time task misuse lock cond fail flow cut', 2, 5, TICKS),
    ('miscount', 'time task miscount queue fail flow cut', 2, 5, TICKS),
    ('zero', 'zero time task cut fail group io', 2, 6, TICKS),
    ('steps', 'step time task lock queue cut thread io', 2, 6, TICKS),
    ('crowd', 'race task lock sem cut fail', 12, 20, [1000, 2000]),
    ('released', 'free time task lock queue cut io thread group fail', 2, 6,
     TICKS),
]
DEEPEST = 3


class Maker:
    """Draws one program."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        name, kinds, low, high, ticks = FLAVOURS[seed % len(FLAVOURS)]
        self.kinds = set(kinds.split())
        self.ticks = ticks
        self.fine = 'race' not in self.kinds and self.chance(0.3)
        self.names = ['t%d' % (i + 1)
                      for i in range(self.random.randint(low, high))]
        self.printed = self.items = 0
        self.holding = []         # locks of the blocks round what is drawn
        self.who = 'main'
        self.program = {'seed': seed, 'flavour': name,
                        'pool': self.random.randint(1, 3)}
        self.declare()
        self.menu = [(weight, make) for kind, weight, make in MENU
                     if kind in self.kinds]

    def chance(self, p):
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def declare(self):
        few = 1 if 'race' in self.kinds else 2
        number = lambda: self.random.randint(1, few)
        has = self.kinds.__contains__
        self.program.update({
            'locks': ['L%d' % i for i in range(number())] if has('lock')
            else [],
            'sems': {'S0': self.pick([0, 1, 1, 1, 2, 2])} if has('sem')
            else {},
            'events': ['E%d' % i for i in range(number())] if has('event')
            else [],
            'queues': {'Q%d' % i: self.pick([0, 1, 1, 2])
                       for i in range(number())} if has('queue') else {},
            'conds': ['C0'] if has('cond') else [],
            'devices': {'D0': self.random.randint(0, 2)} if has('io') else {},
            'vars': {'v': 0}})

    # Small things.

    def duration(self):
        if self.fine:
            return self.random.randint(1, 12000)
        if 'zero' in self.kinds and self.chance(0.3):
            return 0
        return self.pick(self.ticks)

    def busy_time(self):
        return self.duration() or 1000

    def note(self):
        self.printed += 1
        return {'op': 'print', 'text': '%s %d' % (self.who, self.printed)}

    def other(self):
        """Another task: waits name later ones only, so that few of them go
        round in a circle; a cancel may name anyone."""
        later = self.names[self.names.index(self.who) + 1:] \
            if self.who in self.names else self.names
        return self.pick(later) if later else None

    def others(self, most=3):
        later = self.names[self.names.index(self.who) + 1:] \
            if self.who in self.names else self.names
        count = min(len(later), self.random.randint(1, most))
        chosen = self.random.sample(later, count)
        if chosen and self.chance(0.05):
            chosen.append(self.pick(chosen))      # named twice
        return chosen

    def some(self, depth, low=1, high=3):
        return [self.op(depth + 1)
                for _ in range(self.random.randint(low, high))]

    def brief(self):
        """What a race does between two steps."""
        return self.pick([{'op': 'yield'}, {'op': 'yield'},
                          {'op': 'sleep', 'd': self.duration()},
                          {'op': 'work', 'd': self.busy_time()}])

    def op(self, depth):
        """One random operation; simple when it would lie too deep."""
        weights = [weight for weight, _ in self.menu]
        while True:
            make = self.random.choices(self.menu, weights)[0][1]
            if depth >= DEEPEST and make in NESTING:
                return self.brief()
            made = make(self, depth)
            if made is not None:
                return made

    # Operations; each returns None where it makes no sense.

    def work(self, depth):
        return {'op': 'work', 'd': self.busy_time()}

    def sleep(self, depth):
        return {'op': 'sleep', 'd': self.duration()}

    def block(self, depth):
        return {'op': 'block', 'd': self.busy_time()}

    def give_way(self, depth):
        return {'op': 'yield'}

    def say(self, depth):
        return self.note()

    def step(self, depth):
        return self.brief()

    def thread(self, depth):
        return {'op': 'to_thread', 'd': self.duration()}

    def request(self, depth):
        op = {'op': 'io', 'd': self.duration()}
        if self.chance(0.6):
            op['device'] = 'D0'
        return op

    def spawn(self, depth):
        return {'op': 'spawn', 'task': self.pick(self.names)}

    def join(self, depth):
        return self.naming('join')

    def shield(self, depth):
        return self.naming('shield')

    def naming(self, op):
        task = self.other()
        made = task and {'op': op, 'task': task}
        if made and op == 'join' and self.chance(0.3):
            made['into'] = 'v'
        return made

    def cancel(self, depth):
        name = 'self' if self.chance(0.1) else self.pick(self.names)
        return {'op': 'cancel', 'task': name} if name != self.who else None

    def snatch(self, depth):
        """Gives something away and, before it is taken, cancels somebody."""
        gifts = [make for kind, _, make in MENU
                 if kind in self.kinds and make in GIVING]
        cancel = self.cancel(depth)
        if not gifts or cancel is None:
            return None
        gift = self.pick(gifts)(self, depth)
        return gift and {'op': 'call', 'ops': [gift, cancel]}

    def wait_for(self, depth):
        task = self.other()
        if task is None:
            return None
        op = {'op': 'wait_for', 'task': task, 'd': self.duration()}
        if self.chance(0.2):
            op['else'] = [self.note()]
        return op

    def gather(self, depth):
        tasks = self.others()
        if not tasks:
            return None
        op = {'op': 'gather', 'tasks': tasks, 'new': self.chance(0.5)}
        op['return_exceptions'] = self.chance(0.5)
        return op

    def wait(self, depth):
        tasks = self.others()
        if not tasks:
            return None
        op = {'op': 'wait', 'tasks': tasks, 'new': self.chance(0.5),
              'when': self.pick(['FIRST_COMPLETED', 'FIRST_EXCEPTION',
                                 'ALL_COMPLETED'])}
        if self.chance(0.5):
            op['d'] = self.duration()
        return op

    def group(self, depth):
        tasks = self.others()
        return tasks and {'op': 'group', 'tasks': tasks,
                          'ops': self.some(depth, 0, 2)} or None

    def timeout(self, depth):
        op = {'op': 'timeout', 'd': self.duration(), 'ops': self.some(depth)}
        if self.chance(0.2):
            op['else'] = [self.note()]
        return op

    def held(self, depth, op, kind, names):
        name = self.pick(list(names))
        if name in self.holding and self.chance(0.9):
            return None               # it would wait for itself
        self.holding.append(name)
        body = [self.brief()] if 'race' in self.kinds and self.chance(0.7) \
            else self.some(depth)
        self.holding.pop()
        return {'op': op, kind: name, 'ops': body}

    def with_lock(self, depth):
        return self.held(depth, 'with_lock', 'lock', self.program['locks'])

    def with_sem(self, depth):
        return self.held(depth, 'with_sem', 'sem', self.program['sems'])

    def with_cond(self, depth):
        return {'op': 'with_cond', 'cond': 'C0', 'ops': [self.brief()]}

    def by_hand(self, depth):
        made = self.held(depth, 'lock', 'lock', self.program['locks'])
        if made is None:
            return None
        lock, inner = made['lock'], made.pop('ops')
        return {'op': 'call', 'ops': [
            made, *inner, {'op': 'unlock', 'lock': lock}]}

    def extra_permit(self, depth):
        return {'op': self.pick(['acquire', 'release']), 'sem': 'S0'}

    def wait_event(self, depth):
        op = {'op': 'wait_event', 'event': self.pick(self.program['events'])}
        return self.limited(op)

    def limited(self, op):
        """Often within a limit, lest every program stands still."""
        if self.chance(0.5):
            return {'op': 'timeout', 'd': 3 * self.duration(), 'ops': [op]}
        return op

    def flag(self, depth):
        event = self.pick(self.program['events'])
        ops = [{'op': 'set', 'event': event}, {'op': 'clear', 'event': event}]
        return self.pick([ops[0], ops[0], ops[1], {'op': 'call', 'ops': ops}])

    def cond_wait(self, depth):
        return self.limited({'op': 'cond_wait', 'cond': 'C0'})

    def notify(self, depth):
        op = {'op': 'notify', 'cond': 'C0', 'n': self.pick([0, 1, 1, 2])}
        if self.chance(0.5):
            op['ops'] = [self.brief()]
        return op

    def put(self, depth):
        self.items += 1
        return {'op': 'put', 'queue': self.pick(list(self.program['queues'])),
                'v': self.items}

    def get(self, depth):
        queue = self.pick(list(self.program['queues']))
        ops = [{'op': 'get', 'queue': queue}]
        if self.chance(0.5):
            ops += [self.brief(), {'op': 'task_done', 'queue': queue}]
        return {'op': 'call', 'ops': ops} if len(ops) > 1 else ops[0]

    def drain(self, depth):
        return self.limited({'op': 'q_join', 'queue': self.pick(
            list(self.program['queues']))})

    def call(self, depth):
        op = {'op': 'call', 'ops': self.some(depth)}
        if self.chance(0.3):
            op['ops'].append({'op': 'return', 'v': self.random.randint(1, 9)})
            op['into'] = 'v'
        return op

    def repeat(self, depth):
        return {'op': 'repeat', 'n': self.random.randint(2, 3),
                'ops': self.some(depth, 1, 2)}

    def count(self, depth):
        return self.pick([{'op': 'add', 'var': 'v', 'n': 1},
                          {'op': 'show', 'var': 'v'}])

    def choose(self, depth):
        tests = [['below', 'v', 3]]
        tests += [[word, self.pick(self.names)] for word in ('done', 'failed')]
        for word, key in (('held', 'locks'), ('value', 'sems'),
                          ('isset', 'events'), ('size', 'queues')):
            tests += [[word, name] for name in self.program[key]]
        op = {'op': 'if', 'test': self.pick(tests),
              'ops': self.some(depth, 1, 2)}
        if self.chance(0.5):
            op['else'] = self.some(depth, 1, 1)
        return op

    def loop(self, depth):
        """A loop that is left from inside of something."""
        way = {'op': self.pick(['break', 'continue', 'return'])}
        if way['op'] == 'return':
            way['v'] = self.random.randint(1, 9)
        inner = self.some(depth, 0, 1) + [
            {'op': 'add', 'var': 'v', 'n': 1},
            {'op': 'if', 'test': ['below', 'v', self.random.randint(1, 4)],
             'ops': [way]}, *self.some(depth, 0, 1)]
        inner = self.wrapped(inner, depth)
        return {'op': 'repeat', 'n': 3, 'ops': inner + [self.brief()]}

    def wrapped(self, ops, depth):
        """The operations inside a block that has something to do on exit."""
        wraps = [{'op': 'try', 'ops': ops, 'except': 'none',
                  'finally': [self.brief()]},
                 {'op': 'try', 'ops': [{'op': 'raise', 'exc': 'Boom'}],
                  'except': 'Boom', 'handler': ops},
                 {'op': 'try', 'ops': [self.brief()], 'except': 'none',
                  'finally': ops},
                 {'op': 'timeout', 'd': self.duration(), 'ops': ops}]
        for lock in self.program['locks']:
            wraps.append({'op': 'with_lock', 'lock': lock, 'ops': ops})
        if self.chance(0.3) and (tasks := self.others()):
            wraps.append({'op': 'group', 'tasks': tasks, 'ops': ops})
        return [self.pick(wraps)]

    def fail(self, depth):
        return {'op': 'raise', 'exc': self.pick(['Boom', 'Boom', 'Bang'])}

    def attempt(self, depth):
        op = {'op': 'try', 'ops': self.some(depth), 'clauses': []}
        caught = self.random.sample(
            ['Boom', 'Bang', 'Exception', 'Cancelled', 'Group', 'Misuse'],
            self.random.randint(0, 3))
        if 'Exception' in caught:     # Python wants the widest one last
            caught.remove('Exception')
            caught.append('Exception')
        for name in caught:
            handler = [self.note()] if self.chance(0.5) \
                else self.some(depth, 0, 1)
            if self.chance(0.15):
                handler.append({'op': 'raise_again'})
            op['clauses'].append([name, handler])
        if not caught:
            op['clauses'] = [['none', []]]
        if self.chance(0.4) or not caught:
            op['finally'] = [self.note()] if self.chance(0.5) \
                else self.some(depth, 1, 1)
        return op

    def blunder(self, depth):
        lock = self.pick(self.program['locks'])
        if self.who == 'main' and self.chance(0.2):
            # To itself only: CPython 3.11 would leave a mark on the task that
            # makes another's await, in the same iteration, fail as well.
            return {'op': 'join', 'task': 'main'}
        return self.pick([
            {'op': 'unlock', 'lock': lock}, {'op': 'lock', 'lock': lock},
            {'op': 'divide', 'var': 'v'}, {'op': 'bare_wait', 'cond': 'C0'},
            {'op': 'bare_notify', 'cond': 'C0', 'n': self.pick([0, 1, 2])}])

    def too_often(self, depth):
        return {'op': 'task_done', 'queue': self.pick(
            list(self.program['queues']))}

    # The whole.

    def build(self):
        bodies = {}
        for self.who in self.names:
            bodies[self.who] = [
                self.op(0) for _ in range(self.random.randint(1, 5))]
        self.who = 'main'
        self.let_go(bodies)
        self.program['tasks'] = bodies
        if 'step' in self.kinds:
            self.program['step'] = self.pick([1, 7, 1000])
        if 'free' in self.kinds:
            self.release(bodies)
        else:
            self.program['main'] = self.main(bodies)
        return self.program

    def release(self, bodies):
        """Instead of a main: tasks that start by themselves, which nobody
        names, since to be waited for before one exists is no asyncio."""
        self.program['at'] = {}
        for number in range(self.random.randint(1, 4)):
            self.who = 'r%d' % (number + 1)
            self.program['at'][self.who] = self.pick([0, 0, *self.ticks])
            bodies[self.who] = self.some(0, 2, 5)

    def let_go(self, bodies):
        """Late in the run somebody sets the events and fills the queues."""
        last = bodies[self.names[-1]]
        for event in self.program['events']:
            last += [{'op': 'sleep', 'd': self.duration()},
                     {'op': 'set', 'event': event}]
        for cond in self.program['conds']:
            last += [{'op': 'sleep', 'd': self.duration()},
                     {'op': 'notify', 'cond': cond, 'n': 0}]
        for queue in self.program['queues']:
            for _ in range(self.random.randint(1, 5)):
                self.items += 1
                last.append({'op': 'put', 'queue': queue, 'v': self.items})

    def main(self, bodies):
        """Starts every task that no other task was given to start."""
        first = [self.names[0]]
        for i, name in enumerate(self.names[1:], 1):
            if self.chance(0.6):
                first.append(name)
            else:
                body = bodies[self.pick(self.names[:i])]
                body.insert(self.random.randint(0, len(body)),
                            {'op': 'spawn', 'task': name})
        ops = self.start(first) + [self.note()]
        if self.chance(0.4):
            ops = [{'op': 'try', 'ops': ops, 'handler': [self.note()],
                    'except': self.pick(['Exception', 'Cancelled'])}]
        return ops

    def start(self, first):
        way = self.pick(['gather', 'new', 'join', 'group', 'wait', 'leave',
                         'busy'])
        spawns = []
        for name in first:
            spawns.append({'op': 'spawn', 'task': name})
            if self.chance(0.2):
                spawns.append(self.op(1))
        keep = self.chance(0.6)
        if way == 'gather':
            return spawns + [{'op': 'gather', 'tasks': first,
                              'return_exceptions': keep}]
        if way == 'new':
            return [{'op': 'gather', 'tasks': first, 'new': True,
                     'return_exceptions': keep}]
        if way == 'join':
            return spawns + [{'op': 'join', 'task': n} for n in first]
        if way == 'group':
            return [{'op': 'group', 'tasks': first, 'ops': self.some(1, 0, 2)}]
        if way == 'wait':
            return spawns + [{'op': 'wait', 'tasks': first, 'when': self.pick(
                ['ALL_COMPLETED', 'FIRST_COMPLETED'])}]
        if way == 'leave':
            return spawns + [self.brief()]
        return spawns + self.some(0, 1, 4) + [
            {'op': 'gather', 'tasks': first, 'return_exceptions': True}]


# kind, weight, operation
MENU = [
    ('time', 5, Maker.work), ('time', 6, Maker.sleep),
    ('time', 3, Maker.give_way), ('time', 3, Maker.say),
    ('cpu', 2, Maker.block), ('race', 8, Maker.step),
    ('race', 3, Maker.snatch), ('permits', 6, Maker.extra_permit),
    ('shield', 8, Maker.shield),
    ('task', 1, Maker.spawn), ('task', 3, Maker.join),
    ('task', 2, Maker.gather), ('task', 1, Maker.wait),
    ('cut', 4, Maker.cancel), ('cut', 4, Maker.timeout),
    ('cut', 2, Maker.wait_for), ('cut', 2, Maker.shield),
    ('cut', 1, Maker.attempt), ('fail', 3, Maker.attempt),
    ('fail', 2, Maker.fail), ('group', 3, Maker.group),
    ('group', 2, Maker.gather), ('group', 2, Maker.wait),
    ('lock', 5, Maker.with_lock), ('lock', 1, Maker.by_hand),
    ('sem', 5, Maker.with_sem), ('sem', 1, Maker.extra_permit),
    ('event', 3, Maker.wait_event), ('event', 3, Maker.flag),
    ('cond', 4, Maker.cond_wait), ('cond', 4, Maker.notify),
    ('cond', 2, Maker.with_cond),
    ('queue', 5, Maker.put), ('queue', 5, Maker.get),
    ('queue', 1, Maker.drain), ('thread', 5, Maker.thread),
    ('io', 5, Maker.request), ('flow', 2, Maker.call),
    ('flow', 2, Maker.repeat), ('flow', 2, Maker.count),
    ('flow', 2, Maker.choose), ('leave', 4, Maker.loop),
    ('misuse', 3, Maker.blunder), ('miscount', 2, Maker.too_often),
]
GIVING = {Maker.with_lock, Maker.with_sem, Maker.flag, Maker.put, Maker.get,
          Maker.notify, Maker.extra_permit, Maker.thread, Maker.shield}
NESTING = {Maker.snatch, Maker.timeout, Maker.attempt, Maker.group,
           Maker.with_lock, Maker.by_hand, Maker.with_sem, Maker.call,
           Maker.repeat, Maker.choose, Maker.loop}


def program_of(seed):
    return Maker(seed).build()


if __name__ == '__main__':
    import json
    import sys
    print(json.dumps(program_of(int(sys.argv[1])), indent=1))
