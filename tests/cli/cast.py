#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The cast format: replayed on a terminal of our own it shows the frames that
the screen shows; both versions tell the same times; asciinema plays it."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "tui"))
from tap import SRC, TURNTABLE, clean, done, ok, skip
from terminal import Tmux

KITCHEN = SRC / "lessons/kitchen.tt"
SETUPS = ["--as=async", "--as=threads quantum=1"]
TOKEN = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|(.)", re.S)


def cast(*options):
    text = subprocess.run(
        [TURNTABLE, "run", KITCHEN, "--format", "cast", *SETUPS, *options],
        capture_output=True, text=True, check=True).stdout
    head, *events = text.splitlines()
    return json.loads(head), [json.loads(event) for event in events], text


class Terminal:
    """Rows of characters, all of one cell; colours are passed over."""

    def __init__(self, width, height):
        self.rows = [[" "] * width for _ in range(height)]
        self.x = self.y = 0

    def write(self, text):
        for numbers, letter, char in TOKEN.findall(text):
            if letter == "H":
                at = [int(n) for n in numbers.split(";")] if numbers else [1, 1]
                self.y, self.x = at[0] - 1, at[1] - 1
            elif letter == "J":
                self.rows = [[" "] * len(row) for row in self.rows]
            elif char and char >= " ":
                self.rows[self.y][self.x] = char
                self.x += 1

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.rows) + "\n"


def frame(steps, size="size 80 24"):
    with tempfile.NamedTemporaryFile("w", suffix=".keys") as keys:
        keys.write(f"{size}\n" + (f"{steps} right\n" if steps else ""))
        keys.flush()
        return subprocess.run(
            [TURNTABLE, "play", KITCHEN, *SETUPS, "--frame", "--still",
             f"--script={keys.name}"],
            capture_output=True, text=True, check=True).stdout


def frames(head, events):
    """The screen after each step; before the first one, too."""
    shown = Terminal(head["width"], head["height"])
    before = -1
    for now, code, data in events:
        if now > before and before >= 0:
            yield shown.text()
        before = now
        if code == "o":
            shown.write(data)


def played_by_asciinema(text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "it.cast")
        path.write_text(text, encoding="utf-8")
        tmux = Tmux(f"LC_ALL=C.UTF-8 asciinema cat {path}; cat", height=30)
        played = tmux.has("dessert ends")
        tmux.close()
        return played


def same_times(events, later):
    """The third version tells the time since the last event."""
    now = 0
    for old, new in zip(events, later):
        now += round(new[0] * 1000)
        if new[1:] != old[1:] or now != round(old[0] * 1000):
            yield f"{old} and {new}"


def steps_that_differ(shown):
    for step in (0, 1, 7, 20, len(shown) - 1):
        if shown[step] != frame(step):
            yield f"step {step}:\n{shown[step]}\nnot\n{frame(step)}"


head, events, text = cast()
ok("version 2, with its size", head["version"] == 2
   and (head["width"], head["height"]) == (80, 24), head)
markers = [event for event in events if event[1] == "m"]
shown = list(frames(head, events))
ok("a marker for every step", len(markers) == len(shown) - 1,
   len(markers), len(shown))
ok("markers say what happened", markers[1][2].endswith("kettle arrives"),
   markers[1])
ok("times go on", all(a[0] <= b[0] for a, b in zip(events, events[1:])))
clean("its frames are those of the screen", steps_that_differ(shown))
ok("the same bytes again", cast()[2] == text)
newer, later, _ = cast("--cast-version=3")
ok("version 3, with its size", newer["version"] == 3
   and newer["term"]["cols"] == 80 and newer["term"]["rows"] == 24, newer)
ok("it ends with a status", later[-1][1:] == ["x", "0"], later[-1])
clean("both tell the same", same_times(events, later))
wide, _, _ = cast("--width=120")
ok("a wide one", (wide["width"], wide["height"]) == (120, 40), wide)
if shutil.which("asciinema"):
    ok("asciinema plays it", played_by_asciinema(text))
else:
    skip("asciinema plays it", "there is no asciinema here")
done()
