#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a formatter does not see: licence lines, widths, sizes."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, clean, done

WIDTH, FILE_LINES, FUNCTION_LINES = 80, 600, 60
ROOT = ["configure.ac", "Makefile.am", "dev", ".clang-format", ".clang-tidy"]
CODE = {".c", ".h", ".py", ".sh"}


def files():
    """Everything that we write as code, with its text."""
    paths = [SRC / name for name in ROOT]
    for folder in ("src", "tests", "bench", "man", "po", ".ci"):
        paths += (path for path in sorted((SRC / folder).rglob("*"))
                  if path.suffix in CODE | {".po", ".1", ".5", ".7"}
                  or path.name in ("run", "POTFILES.in"))
    return {path.relative_to(SRC): path.read_text() for path in paths}


def without_licence(texts):
    for path, text in texts.items():
        head = "\n".join(text.splitlines()[:3])
        if "SPDX-License-Identifier: MIT" not in head:
            yield path


def lines_that(texts, is_fault):
    for path, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if is_fault(line):
                yield f"{path}:{number}"


def functions(text):
    """(line, length) of each function, found by braces in column 1."""
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number - start - 1
            start = None


texts = files()
code = {path: text for path, text in texts.items()
        if path.suffix in CODE or path.name in ("dev", "run")}
source = {path: text for path, text in code.items()
          if path.suffix in (".c", ".h") and path.parts[0] == "src"}
clean("every file has its licence", without_licence(texts))
clean(f"no line is wider than {WIDTH}",
      lines_that(code, lambda line: len(line.expandtabs(8)) > WIDTH))
clean("no line ends in blanks", lines_that(texts, re.compile(r"\s$").search))
clean(f"no file is longer than {FILE_LINES} lines",
      (path for path, text in source.items()
       if text.count("\n") > FILE_LINES))
clean(f"no function is longer than {FUNCTION_LINES} lines",
      (f"{path}:{line}: {length}" for path, text in source.items()
       for line, length in functions(text) if length > FUNCTION_LINES))
clean("no struct has a typedef, no name of ours ends in _t",
      lines_that(source, re.compile(
          r"^\s*typedef\s+(struct|enum|union)\b(?!.*\()|"
          r"\b(struct|enum|union) \w+_t\b|^\s*typedef\b.*_t;").search))
done()
