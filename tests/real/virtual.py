# SPDX-License-Identifier: MIT
"""The interpreter's own asyncio under a clock that only we advance.

Everything that decides an order (the loop's iteration, tasks, futures, locks,
gather, timeouts) is the real code of this Python.  We supply what the machine
would: time as a whole number, a selector that jumps to the next thing to
happen instead of sleeping, worker threads that take jobs first come first
served, and devices.  Two orders that real runs leave to memory addresses are
fixed to creation order: the members of a TaskGroup, and timers due at once.
"""
import asyncio
import collections
import concurrent.futures
import heapq


class Stuck(Exception):
    """Nothing is ready and nothing will ever happen."""


class Endless(Exception):
    """Far more iterations than any program of ours needs."""


class Agenda:
    """What the world outside the loop's thread will do, and when."""

    def __init__(self):
        self.heap = []
        self.count = 0

    def number(self):
        """What comes at one time goes by these."""
        self.count += 1
        return self.count

    def add(self, when, action, number=None):
        if number is None:
            number = self.number()
        heapq.heappush(self.heap, (when, number, action))

    def next_time(self):
        return self.heap[0][0] if self.heap else None

    def take(self, until):
        """The next action due by `until`, with its time; else None."""
        if self.heap and self.heap[0][0] <= until:
            when, _, action = heapq.heappop(self.heap)
            return when, action
        return None


class Due(asyncio.TimerHandle):
    """A timer that goes before a later-made one of the same time."""

    __slots__ = ('number',)

    def __lt__(self, other):
        if self._when == other._when:
            return self.number < other.number
        return self._when < other._when


class Loop(asyncio.BaseEventLoop):
    """BaseEventLoop on a virtual clock of whole microseconds."""

    LIMIT = 100_000

    def __init__(self, workers=4):
        super().__init__()
        self.clock = 0
        self.iteration = 0
        self.agenda = Agenda()
        self.arrived = []         # callbacks of what came, not yet polled for
        self.stops_when = lambda: False
        self.timers_made = 0
        self.workers = Workers(self, workers)
        self._clock_resolution = 1     # so that due means when <= now
        self._selector = self          # select() and close() are below
        self.set_exception_handler(lambda loop, context: None)

    def time(self):
        return self.clock

    def advance(self, until):
        """Let the world go on up to `until`; nothing of the loop runs."""
        while (item := self.agenda.take(until)) is not None:
            when, action = item
            self.clock = max(self.clock, when)
            action()
        self.clock = max(self.clock, until)

    def call_at(self, when, callback, *args, context=None):
        timer = Due(when, callback, args, self, context)
        timer.number = self.timers_made
        self.timers_made += 1
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def select(self, timeout):
        began = self.clock
        self.advance(began)
        while timeout != 0 and not self.awake():
            times = [self.agenda.next_time(), self.first_timer()]
            times = [when for when in times if when is not None]
            if not times:
                self.clock = began    # what nobody hears of took no time
                raise Stuck
            self.advance(max(min(times), self.clock))
        done, self.arrived = self.arrived, []
        return done

    def awake(self):
        """Has anything happened that ends a poll?"""
        first = self.first_timer()
        return self.arrived or self._ready or (
            first is not None and first <= self.clock)

    def first_timer(self):
        return self._scheduled[0]._when if self._scheduled else None

    def close(self):
        if not self.is_closed():
            self._selector = None
            super().close()

    def _process_events(self, done):
        for callback in done:
            self._ready.append(asyncio.Handle(callback, (), self))

    def _write_to_self(self):
        pass

    def _run_once(self):
        self.iteration += 1
        if self.iteration > self.LIMIT:
            raise Endless
        super()._run_once()
        if self.stops_when():
            self.stop()


def answer(future):
    """A request's callback, as a transport would make it."""
    if not future.done():
        future.set_result(None)


class Workers(concurrent.futures.Executor):
    """A pool of threads that need no interpreter lock to take or end a job.

    A job is a duration; the lowest idle worker takes the oldest one.
    """

    def __init__(self, loop, count):
        self.loop = loop
        self.idle = list(range(count))
        self.jobs = collections.deque()
        self.told = lambda worker, what, owner, duration: None

    def submit(self, owner, duration):
        job = concurrent.futures.Future()
        self.jobs.append((job, owner, duration))
        self.take_jobs()
        return job

    def take_jobs(self):
        while self.idle and self.jobs:
            job, owner, duration = self.jobs.popleft()
            if job.set_running_or_notify_cancel():
                worker = heapq.heappop(self.idle)
                self.told(worker, 'thread-begin', owner, duration)
                self.loop.agenda.add(
                    self.loop.clock + duration,
                    lambda: self.end_job(worker, job, owner))

    def end_job(self, worker, job, owner):
        self.told(worker, 'thread-end', owner, None)
        job.set_result(None)
        heapq.heappush(self.idle, worker)
        self.take_jobs()


class Device:
    """Serves requests in order of arrival, so many at once (0: all).

    Those that end at one time are answered in order of arrival, too.
    """

    def __init__(self, loop, capacity=0):
        self.loop = loop
        self.capacity = capacity
        self.serving = 0
        self.line = collections.deque()

    def request(self, duration):
        future = self.loop.create_future()
        self.line.append((future, duration, self.loop.agenda.number()))
        self.serve()
        return future

    def serve(self):
        while self.line and (not self.capacity or
                             self.serving < self.capacity):
            future, duration, number = self.line.popleft()
            if not future.cancelled():
                self.serving += 1
                self.loop.agenda.add(self.loop.clock + duration,
                                     lambda f=future: self.finish(f), number)

    def finish(self, future):
        self.serving -= 1
        if not future.done():     # else nobody listens any more
            self.loop.arrived.append(lambda: answer(future))
        self.serve()


class Members(dict):
    """A set that keeps the order in which its members came."""

    def add(self, item):
        self[item] = True

    def discard(self, item):
        self.pop(item, None)


class Group(asyncio.TaskGroup):
    """A TaskGroup that cancels its members in creation order."""

    def __init__(self):
        super().__init__()
        self._tasks = Members()
