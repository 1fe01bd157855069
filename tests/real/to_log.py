# SPDX-License-Identifier: MIT
"""From turntable's trace of a scenario back to a log of its program.

Reads the lines of `--format jsonl` and the Scenario they were made from, and
gives the records that story.py and reference.py would have told, so that two
logs can be compared word for word.  Nothing is worked out here that the trace
does not say; a field it lacks shows as a difference, never as agreement.
"""
import json
import re

from to_scenario import waits_on

FAILURES = {'cancelled': 'CancelledError', 'zero_division':
            'ZeroDivisionError', 'overflow': 'OverflowError'}
# A statement that went past what it waited for: record, field, its value.
PASSED = {'join': ('joined', 'target', 'task'),
          'shield': ('shield-ok', 'target', 'task'),
          'wait_for': ('wait-for-ok', 'target', 'task'),
          'wait_event': ('ev-ok', 'event', 'event'),
          'cond_wait': ('cond-ok', 'cond', 'cond'),
          'bare_wait': ('cond-ok', 'cond', 'cond'),
          'q_join': ('q-joined', 'queue', 'queue'),
          'group': ('group-ok', None, None),
          'to_thread': ('thread-done', None, None)}
WORKERS = ('run', 'wait', 'end')          # what a log has of other threads
# What happens to a task, and is not its doing.
PASSIVE = ('arrive', 'run', 'wake', 'end', 'release', 'deadlock')
KIND_OF = {'lock': 'lock', 'unlock': 'lock', 'with_lock': 'lock',
           'acquire': 'sem', 'release': 'sem', 'with_sem': 'sem'}


class Reader:
    """Takes the events of one trace in order; `log` grows."""

    def __init__(self, scenario, program):
        self.scenario = scenario
        self.misuse = misuse_of(program)
        self.has_main = 'main' in program
        self.log = []
        self.iteration = 0
        self.on = {}              # task: what it last set out to wait for
        self.waiting = {}         # task: the operation that waits
        self.ended = {}           # as created: 'ok', a failure, or None
        self.busy = None          # (task, record, time): it computes till then
        self.members = {}         # task: whom its gather or wait is about
        self.jobs = {}            # worker: whose job it has
        self.before = {}          # task: its `on` before the last mark
        self.stopped = False      # main is done
        self.last = None          # event of the loop's
        self.blocked = []         # deadlock events

    # Telling.

    def tell(self, event, ev, task=None, /, **fields):
        self.end_of_work()
        self.record(event['t'] // 1000, task or self.name(event['task']), ev,
                    fields)

    def record(self, time, task, ev, fields):
        self.log.append({'i': len(self.log), 't': time, 'it': self.iteration,
                         'task': task, 'ev': ev, **fields})

    def end_of_work(self):
        if self.busy is not None:
            task, ev, time = self.busy
            self.busy = None
            self.record(time, self.name(task), ev, {})

    def name(self, name):
        return self.scenario.names.get(name, name)

    def op(self, event):
        """The operation a statement's event belongs to."""
        return self.scenario.ops.get(event.get('line'), {'op': None})

    def failure(self, name):
        """'failures[Boom, misuse]' and the like, as Python names it."""
        name, inside, members = name.partition('[')
        if inside:
            parts = map(self.failure, split(members[:-1]))
            return 'ExceptionGroup[%s]' % ','.join(parts)
        if name == 'misuse':
            return self.misuse
        return FAILURES.get(name) or self.name(name)

    def thrown(self, event):
        """What is thrown into a task whose turn begins; of a group the trace
        has the members only where it ended the task that it comes from."""
        if event['raises'] != 'failures':
            return self.failure(event['raises'])
        op = self.waiting.get(self.name(event['task']), {})
        of = op.get('tasks') or [op.get('task')]
        groups = [how for task, how in self.ended.items()
                  if task in of and how and how.startswith('Ex')]
        return groups[0] if groups else 'ExceptionGroup[?]'

    # Events; one with no method here leaves no record.

    def read(self, event):
        take = getattr(self, 'ev_' + event['ev'].replace('-', '_'), None)
        if self.busy is not None and event.get('task') == self.busy[0]:
            self.end_of_work()
        if take is None or 'thread' in event and event['ev'] not in WORKERS:
            return
        self.note_wait(event)
        take(event)

    def note_wait(self, event):
        """A task that reaches an operation has set out to wait for it; to
        wait for a group is what its body sets out to do at its end."""
        op = self.op(event)
        on = waits_on(op)
        if on is None or event['ev'] in PASSIVE or 'task' not in event:
            return
        task = self.name(event['task'])
        self.waiting[task] = op
        if op['op'] != 'group' and event['ev'] != 'note':
            self.on[task] = on

    def ev_loop(self, event):
        if event['phase'] == 'poll':
            self.end_of_work()
            self.iteration = event['n']
        elif event['phase'] == 'stop':
            if self.has_main and not self.stopped:
                self.tell(event, 'main-done', 'LOOP')
            self.stopped = True
        if 'n' in event:
            self.last = event

    def ev_run(self, event):
        if 'task' not in event:
            if 'job' in event:
                self.jobs[event['thread']] = event['job']
            return
        told = {}
        if 'raises' in event:
            told['exc'] = self.thrown(event)
            self.members.pop(event['task'], None)
        if event.get('first'):
            self.tell(event, 'never-started' if told else 'start', **told)
        else:
            self.tell(event, 'resume', **told)

    def worker(self, event, ev, job, **fields):
        number = re.search(r'\d+$', event['thread']).group()
        self.record(event['t'] // 1000, 'pool-%d' % (int(number) - 1), ev,
                    {'job': self.name(job), **fields})

    def ev_end(self, event):
        if 'task' not in event:
            self.worker(event, 'thread-end', event['job'])
            return
        if event['status'] == 'stopped':
            return                # with the run; asyncio says nothing
        told = {'status': event['status']}
        task = self.name(event['task'])
        self.ended[task] = 'ok'
        if event['status'] == 'failed':
            told = {'status': 'error', 'exc': self.failure(event['failure'])}
            self.ended[task] = told['exc']
        elif event['status'] == 'cancelled':
            self.ended[task] = 'CancelledError'
            if event.get('late'):
                told['late'] = True
        self.tell(event, 'end', **told)

    def wait(self, event):
        task = self.name(event['task'])
        self.tell(event, 'wait', on=self.on.get(task))

    ev_sleep = ev_yield = wait

    def ev_wait(self, event):
        if 'thread' in event:     # its job, which is nothing else
            self.worker(event, 'thread-begin', self.jobs[event['thread']],
                        d=event['for'] // 1000)
        else:
            self.wait(event)

    def ev_block(self, event):
        op = self.op(event)
        if op['op'] == 'block':
            self.begin_work(event, 'block')
        else:
            if op['op'] in ('gather', 'wait'):
                self.members[event['task']] = self.begun(op)
            self.wait(event)

    def begun(self, op):
        """Of the tasks an operation names those that have begun."""
        return [n for n in op.get('tasks', []) if n in self.ended]

    def ev_work(self, event):
        self.begin_work(event, 'work')

    def begin_work(self, event, kind):
        time = (event['t'] + event['for']) // 1000
        self.tell(event, kind + '-begin', d=event['for'] // 1000)
        self.busy = (event['task'], kind + '-end', time)

    def ev_print(self, event):
        op, task = self.op(event), self.name(event['task'])
        if op['op'] == '@on':
            self.before[task] = self.on.get(task)
            self.on[task] = op['on']
        elif op['op'] == '@cond-rel':
            self.tell(event, 'cond-rel', cond=op['cond'])
        else:
            self.tell(event, 'print', text=event['text'])

    def ev_arrive(self, event):
        self.ended[self.name(event['task'])] = None

    def ev_spawn(self, event):
        self.tell(event, 'spawn', child=self.name(event['child']))

    def ev_note(self, event):
        note = event['note']
        if note.startswith('main is done'):
            left = [n for n, how in self.ended.items() if how is None]
            self.tell(event, 'cancel-leftovers', 'LOOP', tasks=left)
        elif note in ('spawned twice', 'not in the group: it runs'):
            self.tell(event, 'skip', op='spawn', target=self.name(event['of']))
        elif note == 'never spawned':
            task, op = self.name(event['task']), self.op(event)['op']
            if op in ('join', 'shield') and task in self.before:
                self.on[task] = self.before[task]
            self.tell(event, 'skip', op=op, target=self.name(event['of']))

    def ev_cancel(self, event):
        self.tell(event, 'cancel', target=self.op(event)['task'],
                  ok=event['accepted'])

    def ev_acquire(self, event):
        op = self.op(event)
        if op['op'] == 'with_cond':
            self.tell(event, 'cond-acq', cond=op['cond'])
        elif op['op'] in KIND_OF:
            kind = KIND_OF[op['op']]
            self.tell(event, kind + '-acq', **{kind: op[kind]})

    def ev_release(self, event):
        op = self.op(event)
        if op['op'] in KIND_OF:
            kind = KIND_OF[op['op']]
            self.tell(event, kind + '-rel', **{kind: op[kind]})

    def ev_put(self, event):
        self.tell(event, event['ev'], queue=self.name(event['queue']),
                  v=event['value'])

    ev_get = ev_put

    def ev_task_done(self, event):
        self.tell(event, 'task-done', queue=self.name(event['queue']))

    def ev_set(self, event):
        self.tell(event, 'ev-' + event['ev'], event=self.name(event['of']))

    ev_clear = ev_set

    def ev_notify(self, event):
        op = self.op(event)
        self.tell(event, 'notify', cond=op['cond'], n=op['n'])

    def ev_join(self, event):
        op = self.op(event)
        members = self.members.pop(event['task'], None) or self.begun(op)
        if op['op'] == 'gather':
            self.tell(event, 'gathered',
                      results=[self.ended[n] for n in members])
        elif op['op'] == 'wait':
            done = sorted({n for n in members if self.ended[n]})
            self.tell(event, 'wait-done', done=done,
                      pending=sorted(set(members) - set(done)))
        elif op['op'] in PASSED:
            ev, field, key = PASSED[op['op']]
            self.tell(event, ev, **({field: op[key]} if field else {}))

    def ev_timeout(self, event):
        op = self.op(event)
        target = {'target': op['task']} if op['op'] == 'wait_for' else {}
        self.tell(event, 'timed-out', **target)

    def ev_caught(self, event):
        self.tell(event, 'caught', exc=self.failure(event['failure']))

    def ev_deadlock(self, event):
        self.blocked.append(event)

    def finish(self):
        """After the last event."""
        if self.blocked:
            tasks = [self.name(event['task']) for event in self.blocked]
            if not self.has_main:
                tasks.sort()
            self.tell(self.blocked[0], 'deadlock', 'LOOP', blocked=[
                {'task': task, 'on': self.on.get(task)} for task in tasks])
        else:
            self.tell(self.last, 'finish', 'LOOP')


def misuse_of(program):
    """asyncio has two names for a call at the wrong time."""
    text = json.dumps(program)
    return 'ValueError' if '"task_done"' in text else 'RuntimeError'


def split(members):
    """'a, failures[b, c]' into 'a' and 'failures[b, c]'."""
    parts, depth, word = [], 0, ''
    for letter in members + ',':
        depth += (letter == '[') - (letter == ']')
        if letter == ',' and depth == 0:
            parts.append(word.strip())
            word = ''
        else:
            word += letter
    return parts


def log_of(lines, scenario, program):
    """The log that a trace in jsonl stands for."""
    reader = Reader(scenario, program)
    for line in lines:
        reader.read(json.loads(line))
    reader.finish()
    return reader.log
