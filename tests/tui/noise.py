#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random keys, bytes, moves of the mouse and sizes: the program lives on, and
gives the terminal back.  noise.py [HOW MANY], or $TT_COUNT of them."""
import os
import random
import sys
import tempfile

from terminal import KITCHEN, PROGRAM, Pty
from tap import SRC, done, ok

KEYS = [b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[H", b"\x1b[F",
        b"\x1b[1;2C", b"\x1b[1;2D", b"\x1bOC", b"\x1b[5~", b"\x1b[6~",
        b"\r", b"\t", b"\x7f", b"\x0c",
        b"\x1b", b" ", b"\xd0\xb6", b"\xff", b"\xe2\x96",
        b"\x1b[200~no\x1b[201~", b"\x1b[99;99;99Z", b"\x1b[<",
        *(bytes([c]) for c in b"acfghklmxXzZ0123456789+-=<>[]/?.,")]
ROUNDS = 5
EXAMPLES = [["play", KITCHEN], ["play", KITCHEN, "--as", "all"],
            ["play", KITCHEN, "--as", "pool workers=12 gil=on", "--as",
             "async"],
            ["play", str(SRC / "lessons/asyncio-first.tt"), "--ascii"],
            ["play", str(SRC / "lessons/threads-first.tt"), "--still",
             "--lang", "ru"]]
# Of a lesson; `e` would open an editor, which is no part of this.
LESSON_KEYS = [*KEYS, *(bytes([c]) for c in b"nnnnpp00tiorhsu"), b"n", b"n"]
LESSONS = [["learn"], ["learn", "4", "--lang", "ru"],
           ["learn", "12", "--vote"], ["learn", "3", "--step", "4"]]


def mouse(rnd, width, height):
    button = rnd.choice((0, 32, 64, 65, 3))
    end = rnd.choice("Mm")
    x, y = rnd.randint(1, width), rnd.randint(1, height)
    return f"\x1b[<{button};{x};{y}{end}".encode()


def one(rnd, program, size, keys):
    """One thing that a reader might do."""
    roll = rnd.random()
    if roll < 0.02:
        size[:] = rnd.randint(1, 300), rnd.randint(1, 80)
        program.size(*size)
    elif roll < 0.1:
        program.send(mouse(rnd, *size))
    else:
        program.send(rnd.choice(keys))


def play(seed, count, examples, keys):
    rnd = random.Random(seed)
    size = [80, 24]
    words = examples[seed % len(examples)]
    program = Pty([PROGRAM, *words])
    program.has(b"\x1b[?1006h")
    for _ in range(count):
        if program.process.poll() is not None:
            break
        one(rnd, program, size, keys)
        program.read(0)
        program.out = program.out[-4096:]
    alive = program.process.poll() is None
    ok(f"seed {seed}: it lives through {count}", alive, words,
       program.out[-1000:])
    program.send(b"\x1b\x1b\x1bqq")
    program.read()
    ok(f"seed {seed}: q ends it", program.ended() == 0,
       program.process.returncode, program.out[-2000:])
    ok(f"seed {seed}: settings are as before",
       program.settings() == program.before)
    program.close()


total = int(sys.argv[1] if len(sys.argv) > 1 else os.environ["TT_COUNT"])
for number in range(ROUNDS):
    play(number, total // ROUNDS, EXAMPLES, KEYS)
with tempfile.TemporaryDirectory() as state:
    os.environ["XDG_STATE_HOME"] = state
    os.environ["TURNTABLE_LESSONSDIR"] = str((SRC / "lessons").resolve())
    for number in range(ROUNDS):
        play(number, total // ROUNDS, LESSONS, LESSON_KEYS)
done()
