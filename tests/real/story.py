# SPDX-License-Identifier: MIT
"""What one task of a program does on real asyncio, operation by operation.

Each operation is the shortest asyncio code that it stands for, and a record
of what came of it.
"""
import asyncio

import virtual


class Boom(Exception):
    """A failure that programs raise."""


class Bang(Exception):
    """Another one."""


CAUGHT_BY = {'Boom': Boom, 'Bang': Bang, 'Exception': Exception,
             'Group': ExceptionGroup, 'Cancelled': asyncio.CancelledError,
             'Misuse': (RuntimeError, ValueError),
             'ZeroDivision': ZeroDivisionError, 'none': ()}
RAISED = {'Boom': Boom, 'Bang': Bang}
BREAK, CONTINUE = ('break', 0), ('continue', 0)
WHEN = {'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'}


def failure_name(failure):
    if isinstance(failure, type):
        return failure.__name__
    name = type(failure).__name__
    if isinstance(failure, BaseExceptionGroup):
        name += '[%s]' % ','.join(map(failure_name, failure.exceptions))
    return name


class Story:
    """What one task does: an operation `op` is the method do_op.

    It returns None to go on, or BREAK, CONTINUE or ('return', value), which
    then leaves the blocks round it as Python's own statement would.
    """

    def __init__(self, world, name):
        self.world = world
        self.name = name
        self.on = None            # what it last set out to wait for
        self.handled = []         # failures whose handlers it is in

    def tell(self, ev, **fields):
        self.world.tell(self.name, ev, **fields)

    async def body(self):
        program = self.world.program
        left = await self.do_all(program['main'] if self.name == 'main'
                                 else program['tasks'][self.name])
        return left[1] if left else 0

    async def do_all(self, ops):
        for op in ops:
            left = await getattr(self, 'do_' + op['op'])(op)
            if left is not None:
                return left
        return None

    def whom(self, op):
        """The task an operation names, or None if it never began."""
        name = self.name if op['task'] == 'self' else op['task']
        task = self.world.tasks.get(name)
        if task is None:
            self.tell('skip', op=op['op'], target=name)
        return task

    def spawn(self, name, make=None):
        world = self.world
        if name in world.tasks:
            self.tell('skip', op='spawn', target=name)
            return None
        self.tell('spawn', child=name)
        return world.create(name, make or world.loop.create_task)

    def those(self, op):
        """The tasks of a gather or wait: the new ones are begun."""
        found = []
        for name in op['tasks']:
            task = self.world.tasks.get(name)
            if task is None and op.get('new'):
                task = self.spawn(name)
            if task is None:
                self.tell('skip', op=op['op'], target=name)
            else:
                found.append(task)
        return found

    def names(self, tasks):
        return sorted(n for n, t in self.world.tasks.items() if t in tasks)

    # Time and order.

    async def do_work(self, op):
        loop = self.world.loop
        self.tell('work-begin', d=op['d'])
        loop.advance(loop.clock + op['d'])
        self.tell('work-end')

    async def do_sleep(self, op):
        self.on = 'sleep %d' % op['d']
        await asyncio.sleep(op['d'])

    async def do_yield(self, op):
        self.on = 'yield'
        await asyncio.sleep(0)

    async def do_block(self, op):
        loop = self.world.loop
        self.tell('block-begin', d=op['d'])
        loop.advance(loop.clock + op['d'])
        self.tell('block-end')

    async def do_io(self, op):
        device = self.world.things.get(op.get('device'), self.world.anything)
        if op['d']:
            self.on = 'io %d' % op['d']
            await device.request(op['d'])

    async def do_to_thread(self, op):
        loop = self.world.loop
        self.on = 'thread %d' % op['d']
        await loop.run_in_executor(loop.workers, self.name, op['d'])
        self.tell('thread-done')

    async def do_print(self, op):
        self.tell('print', text=op['text'])

    # Control flow.

    async def do_call(self, op):
        left = await self.do_all(op['ops'])
        if 'into' in op:
            self.world.values[op['into']] = left[1] if left else 0

    async def do_repeat(self, op):
        for _ in range(op['n']):
            left = await self.do_all(op['ops'])
            if left == BREAK:
                break
            if left not in (None, CONTINUE):
                return left
        return None

    async def do_while(self, op):
        while self.holds(op['test']):
            left = await self.do_all(op['ops'])
            if left == BREAK:
                break
            if left not in (None, CONTINUE):
                return left
        return None

    async def do_if(self, op):
        return await self.do_all(
            op['ops'] if self.holds(op['test']) else op.get('else', []))

    async def do_break(self, op):
        return BREAK

    async def do_continue(self, op):
        return CONTINUE

    async def do_return(self, op):
        return ('return', op['v'])

    async def do_add(self, op):
        self.world.values[op['var']] += op['n']

    async def do_show(self, op):
        self.tell('print', text='%s=%d' % (op['var'],
                                           self.world.values[op['var']]))

    async def do_divide(self, op):
        self.world.values[op['var']] = 1 // 0

    def holds(self, test):
        word, name, *rest = test
        if word == 'below':
            return self.world.values[name] < rest[0]
        if word in ('done', 'failed'):
            task = self.world.tasks.get(name)
            return task is not None and task.done() and (
                word == 'done' or
                not task.cancelled() and task.exception() is not None)
        thing = self.world.things[name]
        return {'size': asyncio.Queue.qsize, 'isset': asyncio.Event.is_set,
                'held': asyncio.Lock.locked,
                'value': lambda sem: sem._value}[word](thing) > 0

    # Tasks.

    async def do_spawn(self, op):
        self.spawn(op['task'])

    async def do_join(self, op):
        if (task := self.whom(op)) is not None:
            self.on = 'join ' + op['task']
            value = await task
            self.tell('joined', target=op['task'])
            if 'into' in op:
                self.world.values[op['into']] = value

    async def do_shield(self, op):
        if (task := self.whom(op)) is not None:
            self.on = 'shield ' + op['task']
            await asyncio.shield(task)
            self.tell('shield-ok', target=op['task'])

    async def do_cancel(self, op):
        if (task := self.whom(op)) is not None:
            self.tell('cancel', target=op['task'], ok=task.cancel())

    async def do_gather(self, op):
        tasks = self.those(op)
        self.on = 'gather ' + ','.join(op['tasks'])
        keep = bool(op.get('return_exceptions'))
        values = await asyncio.gather(*tasks, return_exceptions=keep)
        self.tell('gathered', results=[
            failure_name(v) if isinstance(v, BaseException) else 'ok'
            for v in values])

    async def do_wait(self, op):
        assert op['when'] in WHEN
        tasks = self.those(op)
        if tasks:
            self.on = 'wait ' + ','.join(op['tasks'])
            done, pending = await asyncio.wait(
                tasks, timeout=op.get('d'), return_when=op['when'])
            self.tell('wait-done', done=self.names(done),
                      pending=self.names(pending))

    async def do_wait_for(self, op):
        name = op['task']
        task = self.world.tasks.get(name) or self.spawn(name)
        self.on = 'wait_for ' + name
        try:
            await asyncio.wait_for(task, op['d'])
            self.tell('wait-for-ok', target=name)
            return None
        except TimeoutError:
            self.tell('timed-out', target=name)
        return await self.do_all(op.get('else', []))

    async def do_timeout(self, op):
        try:
            async with asyncio.timeout(op['d']):
                return await self.do_all(op['ops'])
        except TimeoutError:
            self.tell('timed-out')
        return await self.do_all(op.get('else', []))

    async def do_group(self, op):
        async with virtual.Group() as group:
            for name in op['tasks']:
                self.spawn(name, group.create_task)
            left = await self.do_all(op.get('ops', []))
            if left is None:
                self.on = 'group ' + ','.join(op['tasks'])
        self.tell('group-ok')
        return left

    # Locks and their kin.

    async def take(self, op, kind):
        self.on = '%s %s' % (kind, op[kind])
        await self.world.things[op[kind]].acquire()
        self.tell(kind + '-acq', **{kind: op[kind]})

    async def give_back(self, op, kind):
        self.world.things[op[kind]].release()
        self.tell(kind + '-rel', **{kind: op[kind]})

    async def hold(self, op, kind):
        await self.take(op, kind)
        try:
            return await self.do_all(op['ops'])
        finally:
            await self.give_back(op, kind)

    async def do_lock(self, op):
        await self.take(op, 'lock')

    async def do_unlock(self, op):
        await self.give_back(op, 'lock')

    async def do_with_lock(self, op):
        return await self.hold(op, 'lock')

    async def do_acquire(self, op):
        await self.take(op, 'sem')

    async def do_release(self, op):
        await self.give_back(op, 'sem')

    async def do_with_sem(self, op):
        return await self.hold(op, 'sem')

    async def do_set(self, op):
        self.world.things[op['event']].set()
        self.tell('ev-set', event=op['event'])

    async def do_clear(self, op):
        self.world.things[op['event']].clear()
        self.tell('ev-clear', event=op['event'])

    async def do_wait_event(self, op):
        self.on = 'event ' + op['event']
        await self.world.things[op['event']].wait()
        self.tell('ev-ok', event=op['event'])

    async def do_put(self, op):
        self.on = 'put ' + op['queue']
        await self.world.things[op['queue']].put(op['v'])
        self.tell('put', queue=op['queue'], v=op['v'])

    async def do_get(self, op):
        self.on = 'get ' + op['queue']
        item = await self.world.things[op['queue']].get()
        self.tell('get', queue=op['queue'], v=item)

    async def do_task_done(self, op):
        self.world.things[op['queue']].task_done()
        self.tell('task-done', queue=op['queue'])

    async def do_q_join(self, op):
        self.on = 'q_join ' + op['queue']
        await self.world.things[op['queue']].join()
        self.tell('q-joined', queue=op['queue'])

    async def do_cond_wait(self, op):
        self.on = 'cond ' + op['cond']
        cond = self.world.things[op['cond']]
        async with cond:
            await cond.wait()
        self.tell('cond-ok', cond=op['cond'])

    async def do_notify(self, op):
        self.on = 'condlock ' + op['cond']
        cond = self.world.things[op['cond']]
        async with cond:
            if op['n']:
                cond.notify(op['n'])
            else:
                cond.notify_all()
            self.tell('notify', cond=op['cond'], n=op['n'])
            return await self.do_all(op.get('ops', []))

    async def do_bare_wait(self, op):
        self.on = 'cond ' + op['cond']
        await self.world.things[op['cond']].wait()
        self.tell('cond-ok', cond=op['cond'])

    async def do_bare_notify(self, op):
        cond = self.world.things[op['cond']]
        cond.notify(op['n'] or len(cond._waiters))
        self.tell('notify', cond=op['cond'], n=op['n'])

    async def do_with_cond(self, op):
        self.on = 'condlock ' + op['cond']
        async with self.world.things[op['cond']]:
            self.tell('cond-acq', cond=op['cond'])
            left = await self.do_all(op['ops'])
        if left is None:
            self.tell('cond-rel', cond=op['cond'])
        return left

    # Failures.

    async def do_raise(self, op):
        raise RAISED[op['exc']]

    async def do_raise_again(self, op):
        # Not a bare `raise`: that looks for the failure on a chain of
        # coroutines, which throw() leaves out.
        raise self.handled[-1]

    async def handle(self, failure, ops):
        self.handled.append(failure)
        try:
            return await self.do_all(ops)
        finally:
            self.handled.pop()

    async def do_try(self, op):
        clauses = op.get('clauses') or [
            [op.get('except', 'Exception'), op.get('handler', [])]]
        try:
            try:
                return await self.do_all(op['ops'])
            except BaseException as failure:
                for name, handler in clauses:
                    if isinstance(failure, CAUGHT_BY[name]):
                        self.tell('caught', exc=failure_name(failure))
                        return await self.handle(failure, handler)
                raise
        finally:
            left = await self.do_all(op.get('finally', []))
            if left is not None:
                return left
