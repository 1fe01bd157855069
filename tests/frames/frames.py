#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pictures that the program draws, each beside the command that draws it.

A file NAME.frame holds, in this order and as often as needed:

    == FILE          the lines up to the next mark are a file of this name
    $ turntable ...  a command, and below it what it prints; a last line
                     [N] says that it ends with N and not with 0

The commands run in a folder of their own that has the files, and `lessons`.
With --record NAME... the files are written anew from what the program does:
read the difference before you believe it.
"""
import difflib
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tap import TURNTABLE, done, ok

LESSONS = HERE.parent.parent / "lessons"


def parts(text):
    """[(mark, body)]: what stands before the first mark has the mark ""."""
    found = [("", "")]
    for line in text.splitlines(keepends=True):
        if line.startswith(("== ", "$ ")):
            found.append((line, ""))
        else:
            mark, body = found[-1]
            found[-1] = (mark, body + line)
    return found


def draw(command, folder):
    """What a command prints, as it stands in a .frame file."""
    words = shlex.split(command)
    words[0] = str(pathlib.Path(TURNTABLE).resolve())
    ended = subprocess.run(words, cwd=folder, check=False,
                           env=dict(os.environ, XDG_STATE_HOME=str(folder)),
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT)
    if ended.returncode < 0:
        raise RuntimeError(f"{command.strip()}: signal {-ended.returncode}")
    said = ended.stdout.decode("utf-8", "surrogateescape")
    if said and not said.endswith("\n"):
        said += "\n[no newline]\n"
    return said + (f"[{ended.returncode}]\n" if ended.returncode else "")


def play(text):
    """[(mark, expected, drawn)]: drawn is None for what is no command."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(LESSONS, pathlib.Path(folder, "lessons"))
        for mark, body in parts(text):
            if mark.startswith("$ "):
                yield mark, body, draw(mark[2:], folder)
                continue
            if mark.startswith("== "):
                pathlib.Path(folder, mark[3:].strip()).write_text(
                    body, encoding="utf-8")
            yield mark, body, None


def record(path):
    path.write_text("".join(
        mark + (body if drawn is None else drawn)
        for mark, body, drawn in play(path.read_text(encoding="utf-8"))
    ), encoding="utf-8")


def check(path):
    """A picture for each command; a crash ends it all."""
    for mark, body, drawn in play(path.read_text(encoding="utf-8")):
        if drawn is None:
            continue
        lines = difflib.unified_diff(
            body.splitlines(), drawn.splitlines(), "expected", "drawn",
            lineterm="")
        ok(f"{path.stem}: {mark[2:].strip()}", body == drawn, *lines,
           f"to accept: tests/frames/frames.py --record {path.stem}")


def main():
    if sys.argv[1:2] == ["--record"]:
        for name in sys.argv[2:]:
            record(HERE / f"{name}.frame")
        return
    for path in sorted(HERE.glob("*.frame")):
        check(path)
    done()


main()
