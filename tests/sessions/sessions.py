#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lessons gone through on a screen of 80x24: keys in, screens out.

NN.keys is a script (turntable(1), --script) for lesson NN; it is played in
every language, and NN.LANG.screens holds each screen it asks for with `frame`,
the last one, and what progress was written down.  Keys are the same in all
languages, since the answers are.  With --record NN... the screens are written
anew: read the difference before you believe it.
"""
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tap import TURNTABLE, done, ok

LESSONS = HERE.parent.parent / "lessons"
LANGUAGES = sorted(path.name for path in LESSONS.iterdir() if path.is_dir())
RULE = "=" * 80 + "\n"


def play(keys, language):
    """(the screens and the journal, what was wrong)."""
    with tempfile.TemporaryDirectory() as state:
        environment = dict(os.environ, XDG_STATE_HOME=state,
                           XDG_DATA_HOME=state, LC_ALL="C.UTF-8",
                           TURNTABLE_LESSONSDIR=str(LESSONS))
        environment.pop("TURNTABLE_PATH", None)
        ended = subprocess.run(
            [str(pathlib.Path(TURNTABLE).resolve()), "learn", "--lang",
             language, "--frame", "--script", str(keys), keys.stem],
            env=environment, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        journal = pathlib.Path(state, "turntable", "progress")
        facts = journal.read_text() if journal.exists() else ""
    lines = ended.stdout.decode().splitlines(keepends=True)
    screens = ["".join(lines[i:i + 24]) for i in range(0, len(lines), 24)]
    wrong = ended.stderr.decode()
    if ended.returncode != 0:
        wrong += f"it ended with {ended.returncode}"
    return RULE.join(screens + [facts]), wrong


def sessions():
    for keys in sorted(HERE.glob("*.keys")):
        for language in LANGUAGES:
            yield keys, language, HERE / f"{keys.stem}.{language}.screens"


def record(names):
    for keys, language, path in sessions():
        if keys.stem in names:
            played, wrong = play(keys, language)
            path.write_text(played)
            print(wrong, file=sys.stderr, end="")


def check():
    for keys, language, path in sessions():
        played, wrong = play(keys, language)
        expected = path.read_text() if path.exists() else ""
        ok(f"lesson {keys.stem} in {language}: its script is played",
           not wrong, wrong)
        lines = difflib.unified_diff(
            expected.splitlines(), played.splitlines(), "expected", "drawn",
            lineterm="")
        ok(f"lesson {keys.stem} in {language}: its screens",
           expected == played, *lines,
           f"to accept: tests/sessions/sessions.py --record {keys.stem}")
        ok(f"lesson {keys.stem} in {language}: it comes to its end",
           "\ndone\t" in played)
    done()


if sys.argv[1:2] == ["--record"]:
    record(sys.argv[2:])
else:
    check()
