#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The screen beside the least program that draws the same, through a pty.

    bench/screen.py BUILD-FOLDER

Both are measured in turn, so that a busy machine is busy for both.  First
screen: from the start of the process to the last byte before a silence.  Key:
from writing it to the last byte of the answer.  Medians; sizes in bytes.
"""
import fcntl
import os
import pathlib
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

COLUMNS, ROWS = 120, 40
STARTS, KEYS = 15, 60
SILENCE, KEY_SILENCE = 0.1, 0.02
MILLION = """unit ms
task a:
    repeat 70000:
        work 1
        sleep 1
task b:
    repeat 70000:
        work 1
        sleep 2
task c:
    repeat 70000:
        work 1
        sleep 3
"""
RIGHT, LEFT = b"\x1b[C", b"\x1b[D"


class Program:
    """A program on a pty of its own."""

    def __init__(self, words):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ,
                    struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environment = dict(os.environ, TERM="xterm-256color",
                           LC_ALL="C.UTF-8")
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(words, stdin=slave, stdout=slave,
                                        stderr=slave, env=environment,
                                        start_new_session=True)
        os.close(slave)

    def burst(self, silence, patience=20.0):
        """(time of the first byte, of the last, bytes) until a silence."""
        first = last = None
        size, wait = 0, patience
        while select.select([self.master], [], [], wait)[0]:
            data = os.read(self.master, 65536)
            last = time.perf_counter()
            first = first or last
            size += len(data)
            wait = silence
        return first, last, size

    def answer(self, key):
        """(seconds, bytes) from a key to the end of what it brings."""
        begun = time.perf_counter()
        os.write(self.master, key)
        _, last, size = self.burst(KEY_SILENCE, 0.5)
        return (last - begun if last else None), size

    def watch(self, seconds):
        """Sizes of the bursts in a time, by silences of 3 ms."""
        sizes, end = [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            _, _, size = self.burst(0.003, end - time.perf_counter())
            if size:
                sizes.append(size)
        return sizes

    def cpu(self):
        path = f"/proc/{self.process.pid}/schedstat"
        return int(pathlib.Path(path).read_text().split()[0]) / 1e9

    def status(self, word):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{word}:\s+(\d+)", text, re.M).group(1))

    def close(self):
        try:
            os.write(self.master, b"q")
            self.process.wait(5)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
        self.process.wait()
        os.close(self.master)


def milliseconds(values):
    return statistics.median(value for value in values if value) * 1e3


def first_screens(floor, screen):
    """Medians in ms of both, each started in turn."""
    times = ([], [])
    sizes = []
    for _ in range(STARTS):
        for words, into in ((floor, times[0]), (screen, times[1])):
            program = Program(words)
            _, last, size = program.burst(SILENCE)
            into.append(last - program.begun)
            program.close()
        sizes.append(size)
    return milliseconds(times[0]), milliseconds(times[1]), \
        statistics.median(sizes)


def ready(words, before=()):
    program = Program(words)
    program.burst(SILENCE)
    for key in before:
        program.answer(key)
    program.burst(SILENCE, 0.2)
    return program


def key_times(words, keys, before=()):
    program = ready(words, before)
    times = [program.answer(keys[i % len(keys)])[0] for i in range(KEYS)]
    program.close()
    return milliseconds(times)


def playing(words, before, seconds=5):
    """(part of a core, median and largest bytes of a frame)."""
    program = ready(words, before)
    os.write(program.master, b" ")
    program.watch(0.3)
    begun, cpu = time.perf_counter(), program.cpu()
    sizes = program.watch(seconds)
    part = (program.cpu() - cpu) / (time.perf_counter() - begun)
    program.close()
    return part, statistics.median(sizes), max(sizes)


def paused(words, seconds=2):
    """(bytes, times it woke up, peak KiB) while nothing moves."""
    program = ready(words)
    woken = program.status("voluntary_ctxt_switches")
    sizes = program.watch(seconds)
    woken = program.status("voluntary_ctxt_switches") - woken
    memory = program.status("VmHWM")
    program.close()
    return sum(sizes), woken, memory


def line(name, value, goal):
    print(f"  {name:34} {value:28} {goal}")


def measure(build, folder):
    floor = [str(build / "bench/screen")]
    program = str(build / "turntable")
    large = pathlib.Path(folder, "million.tt")
    large.write_text(MILLION)
    kitchen = [program, "play", "lessons/kitchen.tt", "--as", "sync", "--as",
               "async"]
    million = [program, "play", str(large), "--as", "threads"]
    middle = list(b"g300000\r")
    middle = [bytes([byte]) for byte in middle]

    print(f"the screen, {COLUMNS} by {ROWS}, beside its floor")
    low, high, size = first_screens(floor, kitchen)
    line("first screen", f"{high:.1f} ms, {size:.0f} bytes",
         f"floor {low:.1f} ms: {high / low:.2f} times (at most 2)")
    low = key_times(floor, [b"S"])
    high = key_times(kitchen, [RIGHT, b"."])
    line("key to redraw, 100 events", f"{high:.2f} ms",
         f"floor {low:.2f} ms: {high / low:.2f} times (at most 2.5)")
    high = key_times(million, [RIGHT, LEFT], middle)
    line("key to redraw, a million events", f"{high:.2f} ms",
         f"{high / low:.2f} times (at most 2.5)")
    high = key_times(million, [b"l"], middle)
    line("a million events drawn anew", f"{high:.2f} ms", "(at most 10 ms)")
    for name, words in (("the kitchen", kitchen), ("a million", million)):
        part, usual, most = playing(words, [])
        line(f"playing {name}", f"{part:.1%} of a core",
             f"{usual:.0f} bytes a frame, {most} at most "
             "(5 %, 1500, 12000)")
    written, woken, memory = paused(kitchen)
    line("paused", f"{written} bytes, woken {woken} times", "(0, 0)")
    line("memory", f"{memory} KiB", "(6 MiB beside the trace)")


os.chdir(pathlib.Path(__file__).resolve().parents[1])
with tempfile.TemporaryDirectory() as top:
    measure(pathlib.Path(sys.argv[1]).resolve(), top)
