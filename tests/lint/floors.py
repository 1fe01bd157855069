#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No floor of src/ looks up, and each outside library stands on one floor."""
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, clean, done, ok

FLOORS = ("base sim vos policy runtime scenario story lesson app ui export "
          "term cli").split()
# Which floors may see a header that is not C11's; what is not named here
# (POSIX) is for the floors that are built with feature macros.
GUESTS = {r"uni(?!std)\w+\.h": ["base"], r"md4c\.h": ["lesson"],
          r"libintl\.h": ["base"], r"n?curses.*": ["term"]}
C11 = {f"{name}.h" for name in
       "assert ctype errno float inttypes iso646 limits locale math setjmp "
       "stdalign stdarg stdbool stddef stdint stdio stdlib stdnoreturn string "
       "time wchar wctype".split()}
SYSTEM = {"app", "term", "cli"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def fault_own(floor, header):
    """An include written from src/ must name a floor at or below its own."""
    if header == "config.h":
        return None if floor in SYSTEM else "config.h is for cli"
    owner = header.split("/")[0]
    if "/" not in header or owner not in FLOORS:
        return f'"{header}" is not written from src/'
    if FLOORS.index(owner) > FLOORS.index(floor):
        return f"{floor} looks up to {header}"
    return None


def fault_outside(floor, header):
    for pattern, floors in GUESTS.items():
        if re.fullmatch(pattern, header.removeprefix("ncursesw/")):
            return None if floor in floors else f"<{header}> in {floor}"
    if header in C11 or floor in SYSTEM:
        return None
    return f"<{header}> is not C11's"


def faults(src):
    """Every include in the tree that the plan of the house forbids."""
    for path in sorted(src.rglob("*.[ch]")):
        floor = path.relative_to(src).parts[0]
        if floor not in FLOORS:
            yield f"{path.relative_to(src)}: not on a floor"
            continue
        for quote, header in INCLUDE.findall(path.read_text()):
            judge = fault_own if quote == '"' else fault_outside
            fault = judge(floor, header)
            if fault:
                yield f"{path.relative_to(src)}: {fault}"


def planted(floor, line):
    """Whether the test sees a fault in a tree that has only this one."""
    with tempfile.TemporaryDirectory() as top:
        path = pathlib.Path(top, floor, "planted.c")
        path.parent.mkdir()
        path.write_text(line + "\n")
        return len(list(faults(pathlib.Path(top)))) == 1


for floor, line in (("vos", '#include "scenario/parse.h"'),
                    ("base", '# include "sim/evq.h"'),
                    ("ui", "#include <ncursesw/curses.h>"),
                    ("sim", "#include <unistd.h>"),
                    ("story", '#include "trace.h"'),
                    ("attic", "")):
    ok(f"a planted {line or 'folder'} is seen in {floor}",
       planted(floor, line))
clean("no floor looks up", faults(SRC / "src"))
done()
