# SPDX-License-Identifier: MIT
"""From a program (a dictionary) to the scenario that says the same.

A program declares locks, sems, events, queues, conds, devices, vars, the
number of threads behind to_thread (`pool`), task bodies (`tasks`) and `main`;
durations are whole microseconds.  OPS below has every operation.

The scenario knows nothing of programs, so the way back, from a statement of
the trace to its operation, is kept beside it: Scenario.ops, by line.  What
leaves no event in a trace but a record in a log gets a `print` of its own, a
mark, whose operation begins with '@'.
"""
import re
import sys

# Words that may not be names: they begin a statement or stand inside one.
RESERVED = set('''
    work wait block sleep yield offload print spawn join gather call return
    acquire release with put get set clear notify done timeout cancel fail try
    except finally repeat while forever break continue if elif else my pass
    group shield task routine device lock semaphore queue event condition var
    unit seed on until empty any all failure for started within keep failures
    into over next self cancelled number and or not misuse zero_division
    overflow size value isset held failed N
    '''.split())

CLAUSES = {'Boom': 'Boom', 'Bang': 'Bang', 'Exception': '',
           'Group': 'failures', 'Cancelled': 'cancelled', 'Misuse': 'misuse',
           'ZeroDivision': 'zero_division'}
WHEN = {'FIRST_COMPLETED': 'any', 'FIRST_EXCEPTION': 'failure',
        'ALL_COMPLETED': 'all'}
# Operations whose wait may fail before it begins, and so leave no event.
MAY_FAIL_AT_ONCE = ('join', 'shield', 'gather', 'wait_for', 'bare_wait')


class Scenario:
    """A scenario's text; what each of its lines stands for; its names."""

    def __init__(self):
        self.text = ''
        self.ops = {}             # line, from 1, to an operation
        self.names = {}           # name in the scenario to that in the program
        self.setup = ''


def quoted(text):
    return '"%s"' % text.replace('\\', '\\\\').replace('"', '\\"') \
                        .replace('\n', '\\n')


def has_op(ops, wanted):
    return any(op['op'] == wanted or
               any(has_op(part, wanted) for part in bodies_of(op))
               for op in ops)


def bodies_of(op):
    """The lists of operations inside an operation."""
    found = [op[k] for k in ('ops', 'handler', 'finally', 'else') if k in op]
    return found + [body for _, body in op.get('clauses', [])]


def waits_on(op):
    """What a log calls the wait of an operation; None if it has none."""
    word, thing = ON.get(op['op'], (None, None))
    if word is None:
        return None
    what = op[thing] if thing else ''
    if isinstance(what, list):
        what = ','.join(what)
    return ('%s %s' % (word, what)).rstrip()


ON = {'sleep': ('sleep', 'd'), 'yield': ('yield', None), 'io': ('io', 'd'),
      'to_thread': ('thread', 'd'), 'join': ('join', 'task'),
      'shield': ('shield', 'task'), 'wait_for': ('wait_for', 'task'),
      'gather': ('gather', 'tasks'), 'wait': ('wait', 'tasks'),
      'group': ('group', 'tasks'), 'lock': ('lock', 'lock'),
      'with_lock': ('lock', 'lock'), 'acquire': ('sem', 'sem'),
      'with_sem': ('sem', 'sem'), 'wait_event': ('event', 'event'),
      'put': ('put', 'queue'), 'get': ('get', 'queue'),
      'q_join': ('q_join', 'queue'), 'cond_wait': ('cond', 'cond'),
      'bare_wait': ('cond', 'cond'), 'notify': ('condlock', 'cond'),
      'with_cond': ('condlock', 'cond')}


class Writer:
    """Writes one program as a scenario."""

    def __init__(self, program):
        self.program = program
        self.scenario = Scenario()
        self.lines = []
        self.depth = 0
        self.routines = []        # still to be written
        self.marking = False      # this body needs to know every wait
        self.known = {}           # name in the program to that in the scenario

    def name(self, name):
        if name not in self.known:
            safe = re.sub(r'[^A-Za-z0-9_]', '_', name)
            while safe in RESERVED or safe in self.scenario.names:
                safe += '_'
            self.known[name] = safe
            self.scenario.names[safe] = name
        return self.known[name]

    def task_names(self, names):
        return ' '.join(map(self.name, names))

    def put(self, op, text, label=True, end=''):
        """One line; `label` is the wait's own name unless it is False."""
        on = waits_on(op) if label and op else None
        if on is not None:
            text += ' ' + quoted(on)
        self.lines.append('    ' * self.depth + text + end)
        if op is not None:
            self.scenario.ops[len(self.lines)] = op

    def mark(self, **op):
        self.put(op, 'print "%s"' % op['op'])

    def body(self, ops, last=None):
        self.depth += 1
        self.all(ops)
        if last is not None:
            last()
        if not ops and last is None:
            self.put(None, 'pass')
        self.depth -= 1

    def all(self, ops):
        for op in ops:
            if self.marking and op['op'] in MAY_FAIL_AT_ONCE:
                self.mark(op='@on', on=waits_on(op))
            OPS[op['op']](self, op)

    # The whole.

    def write(self):
        program = self.program
        self.put(None, 'unit us')
        self.declare(program)
        self.name('main')
        released = program.get('at', {})
        for name, ops in program['tasks'].items():
            when = 'at %d' % released[name] if name in released \
                else 'on demand'
            self.whole('task %s %s:' % (self.name(name), when), ops)
        if 'main' in program:
            self.whole('task main:', program['main'])
        while self.routines:
            name, ops, self.marking = self.routines.pop(0)
            self.put(None, 'routine %s:' % name)
            self.body(ops)
        self.scenario.text = '\n'.join(self.lines) + '\n'
        self.scenario.setup = 'async executor=%d step=%d' % (
            program.get('pool', 4), program.get('step', 0))
        return self.scenario

    def whole(self, head, ops):
        self.marking = has_op(ops, 'group')
        self.put(None, head)
        self.body(ops)

    def declare(self, program):
        for key, word in (('locks', 'lock'), ('events', 'event'),
                          ('conds', 'condition')):
            for name in program.get(key, []):
                self.put(None, '%s %s' % (word, self.name(name)))
        for key, word in (('sems', 'semaphore %s %d'),
                          ('queues', 'queue %s capacity %d'),
                          ('devices', 'device %s latency 1 capacity %d'),
                          ('vars', 'var %s = %d')):
            for name, amount in program.get(key, {}).items():
                text = word % (self.name(name), amount)
                self.put(None, text.replace(' capacity 0', ''))

    # Single operations that are more than a line of text.

    def block(self, op, head, body, last=None, label=True):
        """A statement with a body."""
        self.put(op, head, label=label, end=':')
        self.body(body, last)

    def otherwise(self, op):
        if 'else' in op:
            self.put(None, 'else:')
            self.body(op['else'])

    def op_call(self, op):
        name = self.name('call%d' % (len(self.known)))
        self.routines.append((name, op['ops'], self.marking))
        into = ' into ' + self.name(op['into']) if 'into' in op else ''
        self.put(op, 'call %s%s' % (name, into))

    def op_test(self, op):
        self.put(op, '%s %s:' % (op['op'], self.condition(op['test'])))
        self.body(op['ops'])
        self.otherwise(op)

    def condition(self, test):
        word, name, *rest = test
        if word == 'below':
            return '%s < %d' % (self.name(name), rest[0])
        return '%s(%s) > 0' % (word, self.name(name))

    def op_gather(self, op):
        self.put(op, 'gather %s%s%s' % (
            '' if op.get('new') else 'started ', self.task_names(op['tasks']),
            ' keep failures' if op.get('return_exceptions') else ''))

    def op_wait(self, op):
        within = ' within %d' % op['d'] if op.get('d') is not None else ''
        self.put(op, 'wait %s %s%s%s' % (
            WHEN[op['when']], '' if op.get('new') else 'started ',
            self.task_names(op['tasks']), within))

    def op_wait_for(self, op):
        task = self.name(op['task'])
        self.put(op, 'wait for %s within %d' % (task, op['d']))
        self.otherwise(op)

    def op_timeout(self, op):
        self.block(op, 'timeout %d' % op['d'], op['ops'])
        self.otherwise(op)

    def op_group(self, op):
        on = waits_on(op)
        self.block(op, 'group ' + self.task_names(op['tasks']),
                   op.get('ops', []), lambda: self.mark(op='@on', on=on))

    def op_cancel(self, op):
        whom = op['task'] if op['task'] == 'self' else self.name(op['task'])
        self.put(op, 'cancel ' + whom)

    def op_cond_wait(self, op):
        cond = self.name(op['cond'])
        self.block(op, 'with ' + cond, [],
                   lambda: self.put(op, 'wait on ' + cond))

    def op_notify(self, op):
        cond = self.name(op['cond'])
        self.put(op, 'with ' + cond, end=':')
        self.depth += 1
        self.put(op, 'notify %s %s' % (cond, op['n'] or 'all'), label=False)
        self.all(op.get('ops', []))
        self.depth -= 1

    def op_with_cond(self, op):
        self.block(op, 'with ' + self.name(op['cond']), op['ops'])
        self.mark(op='@cond-rel', cond=op['cond'])

    def op_try(self, op):
        clauses = op.get('clauses') or [
            [op.get('except', 'Exception'), op.get('handler', [])]]
        clauses = [each for each in clauses if each[0] != 'none']
        self.put(op, 'try:')
        self.body(op['ops'])
        for name, handler in clauses:
            self.put(op, ('except ' + CLAUSES[name]).rstrip() + ':')
            self.body(handler)
        if op.get('finally') or not clauses:
            self.put(op, 'finally:')
            self.body(op.get('finally', []))

    def op_join(self, op):
        into = ' into ' + self.name(op['into']) if 'into' in op else ''
        self.put(op, 'join %s%s' % (self.name(op['task']), into))

    def op_io(self, op):
        on = ' on ' + self.name(op['device']) if 'device' in op else ''
        self.put(op, 'wait %d%s' % (op['d'], on))

    def op_print(self, op):
        text = op['text'].replace('{', '{{').replace('}', '}}')
        self.put(op, 'print ' + quoted(text))


def simple(form, *keys):
    """An operation that is one line: names and numbers put into a form."""
    def put(writer, op):
        values = [op[k] if isinstance(op[k], int) else writer.name(op[k])
                  for k in keys]
        writer.put(op, form % tuple(values))
    return put


def holding(key):
    def put(writer, op):
        writer.block(op, 'with ' + writer.name(op[key]), op['ops'])
    return put


OPS = {
    'work': simple('work %d', 'd'),
    'sleep': simple('sleep %d', 'd'),
    'block': simple('block %d', 'd'),
    'to_thread': simple('offload block %d', 'd'),
    'io': Writer.op_io,
    'yield': simple('yield'),
    'print': Writer.op_print,
    'call': Writer.op_call,
    'repeat': lambda w, op: w.block(op, 'repeat %d' % op['n'], op['ops']),
    'while': Writer.op_test,
    'if': Writer.op_test,
    'break': simple('break'),
    'continue': simple('continue'),
    'return': simple('return %d', 'v'),
    'add': simple('%s += %d', 'var', 'n'),
    'divide': simple('%s = 1 // 0', 'var'),
    'show': lambda w, op: w.put(
        op, 'print "%s={%s}"' % (op['var'], w.name(op['var']))),
    'spawn': simple('spawn %s', 'task'),
    'join': Writer.op_join,
    'shield': simple('shield %s', 'task'),
    'cancel': Writer.op_cancel,
    'gather': Writer.op_gather,
    'wait': Writer.op_wait,
    'wait_for': Writer.op_wait_for,
    'timeout': Writer.op_timeout,
    'group': Writer.op_group,
    'lock': simple('acquire %s', 'lock'),
    'unlock': simple('release %s', 'lock'),
    'with_lock': holding('lock'),
    'acquire': simple('acquire %s', 'sem'),
    'release': simple('release %s', 'sem'),
    'with_sem': holding('sem'),
    'set': simple('set %s', 'event'),
    'clear': simple('clear %s', 'event'),
    'wait_event': simple('wait until %s', 'event'),
    'put': simple('put %s %d', 'queue', 'v'),
    'get': simple('get %s', 'queue'),
    'task_done': simple('done %s', 'queue'),
    'q_join': simple('wait done %s', 'queue'),
    'cond_wait': Writer.op_cond_wait,
    'notify': Writer.op_notify,
    'with_cond': Writer.op_with_cond,
    'bare_wait': simple('wait on %s', 'cond'),
    'bare_notify': lambda w, op: w.put(
        op, 'notify %s %s' % (w.name(op['cond']), op['n'] or 'all')),
    'raise': simple('fail %s', 'exc'),
    'raise_again': simple('fail'),
    'try': Writer.op_try,
}


def scenario_of(program):
    return Writer(program).write()


if __name__ == '__main__':
    import json
    with open(sys.argv[1], encoding='utf-8') as source:
        print(scenario_of(json.load(source)).text, end='')
