#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What tmux shows is the canvas that --frame prints, key by key."""
import os
import tempfile

from terminal import KITCHEN, Tmux, command, frame
from tap import SRC, done, ok

TWO = ["play", KITCHEN, "--as", "sync", "--as", "async"]

# (name, words of the command, [(tmux's keys, the same as a script)])
CASES = [
    ("steps", TWO, [
        ([], ""), (["Right", "Right"], "right right"),
        (["S-Right"], "shift-right"), (["1", "2", "Right"], "12 right"),
        (["Left"], "left"), (["End"], "end"), (["Home"], "home")]),
    ("dialogs", TWO, [
        (["g", "8", "Enter"], 'g "8" enter'), (["?"], "?"),
        (["Escape"], "esc"), (["k", "Down"], "k down"),
        (["Escape"], "esc"), (["/", "pour"], '/ "pour"'),
        (["Enter"], "enter"), (["x"], "x"), (["m", "x", "m"], "m x m")]),
    ("windows", TWO, [
        (["g", "8", "Enter"], 'g "8" enter'), (["z", "z"], "z z"),
        ([">"], ">"), (["0"], "0"), (["a"], "a"), (["f"], "f")]),
    ("ASCII", [*TWO, "--ascii", "--as", "threads"], [
        (["End"], "end"), (["Down", "Enter"], "down enter")]),
    ("Russian", [*TWO, "--lang", "ru"], [(["End"], "end"), (["?"], "?")]),
    ("a lesson", ["learn", "4"], [
        ([], ""), (["Enter"], "enter"), (["n", "n"], "n n"), (["4"], "4"),
        (["Left"], "left"), (["Tab"], "tab"), (["t"], "t"),
        (["Escape"], "esc"), (["n", "Down"], "n down"),
        (["Enter"], "enter"), (["o"], "o"), (["?"], "?")]),
    ("the list", ["learn", "--lang", "ru"], [
        ([], ""), (["Down"], "down"), (["Enter"], "enter"),
        (["q"], "q")]),
]


def play(name, words, moves, folder):
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(dir=folder)
    tmux = Tmux(command(*words))
    script = ""
    for keys, same in moves:
        if keys:
            tmux.keys(*keys)
        script += f"{same}\n"
        expected = frame(words, script, folder)
        right, seen = tmux.shows(expected)
        ok(f"{name}: {same or 'the first screen'}", right,
           "expected", *expected, "seen", *seen)
    for width, height in ((120, 40), (40, 10), (80, 24)):
        tmux.resize(width, height)
        expected = frame(words, f"{script}size {width} {height}\n", folder)
        right, seen = tmux.shows(expected)
        ok(f"{name}: {width} by {height}", right,
           "expected", *expected, "seen", *seen)
    tmux.close()


os.environ["TURNTABLE_LESSONSDIR"] = str((SRC / "lessons").resolve())
with tempfile.TemporaryDirectory() as top:
    for case in CASES:
        play(*case, top)
done()
