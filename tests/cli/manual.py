#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The EXAMPLES of every manual page, run in the order they stand.

    .Pa NAME.tt :        the display that follows is this file
    .Dl turntable ...    is run, and ends with 0; a display that follows
                         is what it says at first, and must if it says
                         something
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, TURNTABLE, clean, done, ok

ESCAPES = {r"\&": "", r"\e": "\\", r"\-": "-", r"\(dq": '"', r"\(aq": "'"}
FILE, COMMAND = ".Pa ", ".Dl "


def plain(line):
    return re.sub(r"\\(&|e|-|\(dq|\(aq)", lambda m: ESCAPES[m.group()], line)


def examples(page):
    """The lines of the section EXAMPLES, whatever it is called."""
    text = page.read_text()
    found = re.search(r"^\.Sh (EXAMPLES|ПРИМЕРЫ)\n(.*?)(?=^\.Sh |\Z)", text,
                      re.M | re.S)
    return found.group(2).splitlines() if found else []


def steps(lines):
    """(FILE or COMMAND, what it says, the lines of its display or None)."""
    waiting, display = None, None
    for line in lines:
        if line.startswith(".Bd "):
            display = []
        elif line == ".Ed":
            if waiting:
                yield *waiting, display
            waiting, display = None, None
        elif display is not None:
            display.append(plain(line))
        elif line.startswith((FILE, COMMAND)) and (
                line.startswith(COMMAND) or line.endswith(".tt :")):
            if waiting:
                yield *waiting, None
            words = plain(line[4:])
            waiting = line[:4], words.removesuffix(" :").strip()
    if waiting:
        yield *waiting, None


def same(lines, said):
    """What is shown is what it says at first."""
    return [line.rstrip() for line in said.splitlines()][:len(lines)] == lines


def run(command, folder):
    where = pathlib.Path(TURNTABLE).resolve().parent
    path = f"{where}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, check=False, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=60,
        env=dict(os.environ, PATH=path, TERM="dumb", COLUMNS="80",
                 XDG_STATE_HOME=str(folder), HOME=str(folder)))


def try_page(page, folder):
    used = ""
    (folder / "x.tt").write_text("task a:\n    work 25\ntask b:\n    work 3\n")
    (folder / "lessons").symlink_to((SRC / "lessons").resolve())
    for kind, words, display in steps(examples(page)):
        if kind == FILE:
            (folder / words).write_text("\n".join(display) + "\n")
            used += "\n".join(display)
            continue
        got = run(words, folder)
        shown = same(display, got.stdout) if display else not got.stdout
        right = got.returncode == 0 and shown
        ok(f"{page.name}: {words}", right, got.stdout)
    return used


used = {}
for each in sorted((SRC / "man").rglob("*.[0-9]")):
    with tempfile.TemporaryDirectory() as top:
        used[each.name] = try_page(each, pathlib.Path(top))
words = re.findall(r'\[WORD_\w+\] = \{"(\w+)"',
                   (SRC / "src/scenario/word.c").read_text())
seen = re.findall(r"\w+", re.sub(r"#.*", "", used["turntable-scenario.5"]))
clean("turntable-scenario(5) has an example for every word of the language",
      sorted(set(words) - set(seen)))
done()
