# SPDX-License-Identifier: MIT
"""Laws of real Python threads, and that the program's setups keep them.

The machine may be busy: what it may spoil is asked of the best of a few
attempts, and bounds are loose.
"""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import TURNTABLE, done, ok, skip  # noqa: E402

ATTEMPTS = 6
MS = 0.001


def trace(scenario, setup):
    """The events of a scenario under a setup, as the program tells them."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "law.tt")
        pathlib.Path(path).write_text(scenario, encoding="utf-8")
        said = subprocess.run(
            [TURNTABLE, "run", path, "--as", setup, "--format", "jsonl"],
            stdout=subprocess.PIPE, check=True, timeout=60).stdout
    return [json.loads(line) for line in said.splitlines()]


def predicted(events):
    """Seconds until the last end; who ended in which order."""
    ends = [e for e in events if e["ev"] == "end" and "task" in e]
    return ends[-1]["t"] / 1e9, [e["task"] for e in ends]


def jobs_of(durations):
    return "".join(f"task j{i}:\n    wait {d}\n"
                   for i, d in enumerate(durations))


class Clock:
    """A clock that moves when all who could do something wait for it, so that
    a busy machine changes nothing."""

    def __init__(self):
        self.now = 0
        self.begun = 0
        self.sleepers = []
        self.ended = []
        self.changed = threading.Condition()

    def job(self, name, duration):
        """Sleeps for so long, and ends."""
        wake = threading.Event()
        with self.changed:
            self.sleepers.append((self.now + duration, self.begun, wake))
            self.begun += 1
            self.changed.notify_all()
        wake.wait()
        with self.changed:
            self.ended.append(name)
            self.changed.notify_all()

    def wait_for(self, asleep, ended):
        """Until so many sleep, and so many have ended."""
        with self.changed:
            if not self.changed.wait_for(
                    lambda: (len(self.sleepers), len(self.ended)) ==
                    (asleep, ended), 60):
                raise TimeoutError(f"{asleep} workers should wait by now")

    def wake_next(self):
        with self.changed:
            first = min(self.sleepers, key=lambda each: each[:2])
            self.sleepers.remove(first)
            self.now = first[0]
        first[2].set()


def in_pool(durations, workers):
    """The same with real workers, on a clock of their own."""
    clock = Clock()
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for i, d in enumerate(durations):
            pool.submit(clock.job, f"j{i}", d)
            clock.wait_for(min(i + 1, workers), 0)
        for ended in range(1, len(durations) + 1):
            clock.wake_next()
            clock.wait_for(min(len(durations) - ended, workers), ended)
    return clock.now * MS, clock.ended


def pool_law(name, durations, workers):
    seconds, order = predicted(trace(jobs_of(durations),
                                     f"pool workers={workers} cores=8"))
    took, ended = in_pool(durations, workers)
    ok(name, abs(took - seconds) < 1e-9 and ended == order,
       f"turntable: {seconds} {order}", f"python: {took} {ended}")


def burst_law():
    """n jobs at once make min(n, workers) threads; one by one, one thread."""
    def threads_of(submit_all):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            return len(set(submit_all(pool)))

    def at_once(pool):
        ready = threading.Barrier(4)
        return [f.result() for f in [
            pool.submit(lambda: (ready.wait(), threading.get_ident())[1])
            for _ in range(4)]]

    def one_by_one(pool):
        for _ in range(20):
            yield pool.submit(threading.get_ident).result()
            time.sleep(5 * MS)

    ok("a burst of jobs makes workers, jobs one by one make one",
       threads_of(at_once) == 4 and
       any(threads_of(one_by_one) == 1 for _ in range(ATTEMPTS)))


# --- the interpreter lock ---

def count(n):
    while n:
        n -= 1


def took(functions):
    threads = [threading.Thread(target=f) for f in functions]
    began = time.monotonic()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return time.monotonic() - began


def compute_law():
    """Two that compute take as long as one after the other: together they have
    no more than one core at a time, however many there are."""
    n = 1500000
    used = []
    for _ in range(ATTEMPTS):
        cpu = time.process_time()
        wall = took([lambda: count(n)] * 2)
        used.append((time.process_time() - cpu) / wall)
    hogs = "task a:\n    work 30\ntask b:\n    work 30\n"
    ok("two that compute take as long as one after the other",
       min(used) < 1.15 and
       predicted(trace(hogs, "gil cores=2"))[0] == 2 * 0.030,
       f"cores used: {used}")


def wait_law():
    """Those that wait do so side by side."""
    n, d = 8, 40
    best = min(took([lambda: time.sleep(d * MS)] * n)
               for _ in range(ATTEMPTS))
    waits = f"task t times {n}:\n    wait {d}\n"
    ok(f"{n} that wait take as long as one",
       d * MS <= best < 2.5 * d * MS and
       predicted(trace(waits, "gil"))[0] == d * MS, best)


def tenures(seconds, hogs):
    """How long each of some that compute had the lock, in order."""
    log = []
    until = time.monotonic() + seconds

    def hog(me):
        while time.monotonic() < until:
            log.append((me, time.monotonic()))

    took([lambda me=me: hog(me) for me in range(hogs)])
    found = [[log[0][0], log[0][1], log[0][1]]]
    for who, t in log:
        if who != found[-1][0]:
            found.append([who, t, t])
        found[-1][2] = t
    return [(who, end - begin) for who, begin, end in found]


def interval_law():
    """Nobody is made to give way before an interval is over, and of two who
    compute each has it in turn: in our traces never twice running."""
    middle = 0
    for _ in range(ATTEMPTS):
        lengths = sorted(length for _, length in tenures(0.3, 2)[1:-1])
        middle = lengths[len(lengths) // 2] if lengths else 0
        if 0.8 * sys.getswitchinterval() < middle < 0.1:
            break
    hogs = "task t times 3:\n    work 60\n"
    took_by = [e["task"] for e in trace(hogs, "gil") if e["ev"] == "gil-take"]
    ok("a tenure lasts an interval",
       0.8 * sys.getswitchinterval() < middle < 0.1, middle)
    ok("nobody has the lock twice running while others want it",
       all(a != b for a, b in zip(took_by, took_by[1:])), took_by)


def tick_law():
    """A loop of short sleeps is slowed down by one that computes."""
    def loop(n):
        for _ in range(n):
            time.sleep(MS)

    alone = min(took([lambda: loop(10)]) for _ in range(3))
    stop = []

    def hog():
        while not stop:
            pass

    thread = threading.Thread(target=hog)
    thread.start()
    # a hog that a busy machine keeps from its core is in nobody's way
    beside = max(took([lambda: loop(10)]) for _ in range(ATTEMPTS))
    stop.append(True)
    thread.join()
    ticks = "task tick:\n    repeat 10:\n        sleep 1\n"
    ours = trace(ticks + "task hog daemon:\n    work 1000\n", "gil")
    ok("a sleep of 1 ms beside one that computes lasts an interval more",
       alone < beside and beside > 10 * 0.8 * sys.getswitchinterval() and
       predicted(ours)[0] == 0.060, f"alone {alone}, beside {beside}")


def has_gil():
    return getattr(sys, "_is_gil_enabled", lambda: True)()


def main():
    pool_law("equal jobs: ceil(n/k) times one", [30] * 7, 3)
    # no two end within 20 ms of each other
    pool_law("unequal jobs: first come, first served", [90, 150, 80, 120, 40],
             2)
    burst_law()
    wait_law()
    for law in (compute_law, interval_law, tick_law):
        if has_gil():
            law()
        else:
            skip(law.__name__, "this Python has no lock")
    done()


main()
