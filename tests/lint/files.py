#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every file of the tree is in Makefile.am, so that a tarball has it.

A folder that Makefile.am names stands for all that is in it, and a program
without sources for the .c of its name.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, clean, done, ok

FOLDERS = ("src tests bench man po lessons completions data debian editors "
           "examples .ci".split())
JUNK = {".pyc", ".orig", ".rej", ".o", ".gmo"}


def listed_in(makefile):
    return set(makefile.replace("$(srcdir)/", "").split())


def is_listed(path, listed):
    folders = [folder for folder in path.parents if len(folder.parts) > 1]
    program = path.with_suffix("") if path.suffix == ".c" else path
    return any(str(part) in listed for part in (path, program, *folders))


def files():
    for folder in FOLDERS:
        for path in sorted((SRC / folder).rglob("*")):
            if path.is_file() and path.suffix not in JUNK \
                    and not path.name.endswith("~"):
                yield path.relative_to(SRC)


listed = listed_in((SRC / "Makefile.am").read_text())
ok("a file that is not listed is seen",
   not is_listed(pathlib.Path("src/base/planted.c"), listed))
clean("every file is listed",
      (path for path in files() if not is_listed(path, listed)))
done()
