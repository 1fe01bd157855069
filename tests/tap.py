# SPDX-License-Identifier: MIT
"""TAP for tests in Python: ok(...) for each result, done() at the end.

SRC is the folder of the sources, TURNTABLE the program, as make check says.
"""
import os
import pathlib
import sys

SRC = pathlib.Path(os.environ.get("TT_SRC", "."))
TURNTABLE = os.environ.get("TURNTABLE", "build/turntable")
os.environ.setdefault(  # by hand: the words beside the program
    "TURNTABLE_LOCALEDIR", str(pathlib.Path(TURNTABLE).resolve().parent / "po"))
os.environ.setdefault("TURNTABLE_LESSONSDIR", str((SRC / "lessons").resolve()))
_count = 0


def ok(name, passed, *details):
    """One result; the details are shown when it is a failure."""
    global _count
    _count += 1
    print(f"{'ok' if passed else 'not ok'} {_count} - {name}")
    for line in () if passed else details:
        print("#", str(line).replace("\n", "\n# "))


def clean(name, faults):
    """One result from a list of faults, each a line."""
    faults = list(faults)
    ok(name, not faults, *faults)


def skip(name, reason):
    """A test that could not run; it is counted as such."""
    global _count
    _count += 1
    print(f"ok {_count} - {name} # SKIP {reason}")


def done():
    print(f"1..{_count}")
    sys.stdout.flush()
