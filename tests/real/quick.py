# SPDX-License-Identifier: MIT
"""Runs a Python program with its clock so many times as fast: quick.py N FILE.

Sleeps, the event loop's timers and what clocks say are scaled alike; nothing
else is touched, so who comes before whom is the interpreter's own doing.
"""
import runpy
import selectors
import sys
import time

CLOCKS = ('monotonic', 'perf_counter', 'time')


def hasten(times):
    really_sleep = time.sleep
    really_select = selectors.DefaultSelector.select

    def sleep(seconds):
        really_sleep(seconds / times)

    def select(self, timeout=None):
        return really_select(self, timeout and timeout / times)

    def quick(clock, since):
        return lambda: since + (clock() - since) * times

    time.sleep = sleep
    selectors.DefaultSelector.select = select
    for name in CLOCKS:
        clock = getattr(time, name)
        setattr(time, name, quick(clock, clock()))


if __name__ == '__main__':
    hasten(float(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_path(sys.argv[0], run_name='__main__')
