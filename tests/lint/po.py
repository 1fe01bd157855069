#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The translations are whole: all strings of the sources, none unsure."""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, clean, done, ok

MARKED = re.compile(r"\b(?:N?_|ngettext|pgettext)\(\s*\"")


def run(*words):
    """(worked, what it said); a missing tool did not work."""
    try:
        done = subprocess.run(words, cwd=SRC, text=True, check=False,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
    except OSError as error:
        return False, str(error)
    return done.returncode == 0, done.stdout


def listed():
    lines = (SRC / "po/POTFILES.in").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def marked():
    return sorted(str(path.relative_to(SRC))
                  for path in (SRC / "src").rglob("*.[ch]")
                  if MARKED.search(path.read_text()))


def repeated(text):
    """Translations that are some words over and over."""
    strings = ["".join(re.findall(r'"(.*)"', entry)) for entry in
               re.findall(r"^msgstr.*\n(?:\".*\n)*", text, re.M)]
    return [said for said in strings if re.fullmatch(r"(.{12,}?)\1+", said)]


# A name stands in the nominative and nobody knows its gender: no verb in the
# past, no short adjective, nothing that would have to agree with it.
NAMED = re.compile(r"\{(?:who|task|name|other|holder|a|b)\}[»:,]?\s+"
                   r"(?:(?:не|уже|ещё|больше|тоже|сам|сама)\s+)*(\w+)")
AGREES = re.compile(r"\w+(?:л|ла|лся|лась)|сама?|готова?|долж(?:ен|на)|"
                    r"нуж(?:ен|на)|"
                    r"\w+(?:ан|ана|ен|ена|ён|ята|ят)")


def agreeing(text):
    """Russian sentences with a word that agrees with a name."""
    strings = ["".join(re.findall(r'"(.*)"', entry)) for entry in
               re.findall(r"^msgstr.*\n(?:\".*\n)*", text, re.M)]
    states = re.findall(r'N_\("(.*)"\)',
                        (SRC / "src/story/state.c").read_text())
    named = [re.search(rf'msgid "{re.escape(state)}"\nmsgstr "(.*)"', text)[1]
             for state in states]
    return [said for said in named if AGREES.fullmatch(said)] + [
            said for said in strings
            if any(AGREES.fullmatch(word) and word not in OTHERS
                   for word in NAMED.findall(said))]


OTHERS = {"отмена", "стоят", "хотят", "говорят"}

clean("POTFILES.in lists what has strings, sorted",
      () if listed() == marked() else
      sorted(set(listed()) ^ set(marked())) or ["not sorted"])
with tempfile.TemporaryDirectory() as tmp:
    pot = pathlib.Path(tmp, "turntable.pot")
    options = (SRC / "po/xgettext.options").read_text().split()
    worked, said = run("xgettext", *options, "-f", "po/POTFILES.in",
                       "-o", str(pot))
    ok("the strings can be collected", worked and pot.exists(), said)
    for po in sorted((SRC / "po").glob("*.po")):
        worked, said = run("msgfmt", "--check", "-o", "/dev/null", str(po))
        ok(f"{po.name} is well formed", worked, said)
        worked, said = run("msgcmp", str(po), str(pot))
        ok(f"{po.name} translates every string", worked, said)
        ok(f"{po.name} has nothing left over", "#~" not in po.read_text())
        ok(f"{po.name} has nothing unsure",
           "#, fuzzy" not in po.read_text())
        clean(f"{po.name} says nothing twice in a row",
              repeated(po.read_text()))
clean("ru.po has nothing that agrees with a name",
      agreeing((SRC / "po/ru.po").read_text()))
done()
