#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The file is played anew when it is saved or edited; a wrong one is told, and
the old run stays.  The mouse finds times and tasks."""
import os
import pathlib
import tempfile

from terminal import Tmux, command, poll
from tap import done, ok

SCENARIO = """unit s
task tea:
    work {}
    sleep 4
task cake:
    work 3
"""
CLICK = "\x1b[<0;{};{}M\x1b[<0;{};{}m"


def line_of(tmux, word):
    """The row that has the word, from 1; 0 if none comes to have it."""
    def found():
        lines = tmux.screen()
        return next((number for number, line in enumerate(lines, 1)
                     if word in line), 0)
    return poll(found)


def replace(path, text):
    """As careful editors save: beside it, then in its place."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.rename(new, path)


def saved(folder):
    path = pathlib.Path(folder, "x.tt")
    path.write_text(SCENARIO.format(2))
    tmux = Tmux(command("play", str(path), "--as", "sync"))
    ok("it draws", tmux.has("of 9 s"))
    tmux.keys("g", "1", "Enter")
    ok("it goes to a time", tmux.has("1 s of 9 s"))
    path.write_text(SCENARIO.format(4))
    ok("what is written over is played", tmux.has("1 s of 11 s"))
    replace(path, SCENARIO.format(5))
    ok("what is moved into its place is played", tmux.has("1 s of 12 s"))
    replace(path, SCENARIO.replace("sleep", "slepe").format(5))
    ok("what is wrong is told", tmux.has("slepe"))
    ok("with its place", tmux.has("x.tt:4:5: error"))
    tmux.keys("Escape")
    ok("and the old run is still there", tmux.has("1 s of 12 s"))
    replace(path, SCENARIO.format(1))
    ok("what is put right is played", tmux.has("1 s of 8 s"))
    tmux.close()


def edited(folder):
    path = pathlib.Path(folder, "y.tt")
    path.write_text(SCENARIO.format(2))
    editor = pathlib.Path(folder, "editor")
    editor.write_text("#!/bin/sh\nsed -i 's/work 2/work 6/' \"$2\"\n")
    editor.chmod(0o755)
    play = command("play", str(path), "--as", "sync")
    tmux = Tmux(f"env VISUAL='{editor} --wait' {play}")
    ok("it draws before the editor", tmux.has("of 9 s"))
    tmux.keys("e")
    ok("what was edited is played", tmux.has("of 13 s"))
    tmux.keys("Right")
    ok("keys are heard after the editor", tmux.has("tea arrives"))
    tmux.close()


def mouse(folder):
    path = pathlib.Path(folder, "z.tt")
    path.write_text(SCENARIO.format(2))
    tmux = Tmux(command("play", str(path), "--as", "sync"))
    row = line_of(tmux, " cake")
    tmux.run("send-keys", "-l", CLICK.format(1, row, 1, row))
    ok("a click chooses a task", tmux.has("\u25b8cake"))
    tmux.run("send-keys", "-l", CLICK.format(8, row, 8, row))
    ok("a click at the left is the start", tmux.has("0 s of 9 s"))
    tmux.run("send-keys", "-l", CLICK.format(80, row, 80, row))
    ok("a click at the right is the end", tmux.has("9 s of 9 s"))
    tmux.keys("q")
    ok("q ends it", poll(tmux.is_dead))
    tmux.close()


with tempfile.TemporaryDirectory() as top:
    saved(top)
    edited(top)
    mouse(top)
done()
