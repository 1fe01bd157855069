#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pages of runs and of lessons: sound, alone in the world, answers folded."""
import html
import html.parser
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, TURNTABLE, clean, done, ok

EMPTY = {"meta", "br", "hr"}


class Page(html.parser.HTMLParser):
    """What is open; what is wrong; what is where."""

    def __init__(self, text):
        super().__init__()
        self.open, self.faults, self.counts = [], [], {}
        self.feed(text)
        self.faults += [f"never closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        for name, value in attributes:
            fetched = name in ("src", "data", "srcset") or name[:2] == "on"
            if fetched or (tag == "link" and name == "href"):
                self.faults.append(f"not alone: {tag} {name}={value}")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.counts[tag] = self.counts.get(tag, 0) + 1

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closes nothing: {tag} {self.getpos()}")


def said(*words):
    return subprocess.run([TURNTABLE, *words], capture_output=True, text=True,
                          check=True).stdout


def drawings(text):
    """Drawings that are no XML or refer to what is not there."""
    found = re.findall(r"<svg.*?</svg>", text, re.S)
    ids = set(re.findall(r'<pattern id="([^"]*)"', text))
    for drawing in found:
        try:
            tree.fromstring(drawing)
        except tree.ParseError as why:
            yield str(why)
    yield from (f"no pattern {name}" for name in
                set(re.findall(r"url\(#([^)]*)\)", text)) - ids)


def sound(name, text):
    page = Page(text)
    clean(f"{name}: its tags are paired, nothing is fetched", page.faults)
    clean(f"{name}: its drawings are sound", drawings(text))
    return page.counts


def lesson(path):
    text = said("learn", str(path), "--format", "html")
    name = "/".join(path.parts[-2:])
    counts = sound(name, text)
    source = path.read_text(encoding="utf-8")
    asked = len(re.findall(r"^```(?:predict|quiz)", source, re.M))
    tries = len(re.findall(r"^```try", source, re.M))
    folds = len(re.findall(r'<div class="ask">', text))
    ok(f"{name}: every question and exercise is there", folds == asked + tries,
       folds, asked, tries)
    ok(f"{name}: what would tell is folded",
       counts.get("details", 0) >= asked + tries, counts)
    for title in re.findall(r"^## (.*?) *$", source, re.M):
        if f"<h2>{html.escape(title, quote=False)}</h2>" not in \
                text.replace("&quot;", '"'):
            ok(f"{name}: {title}", False)
    note = re.search(r"<!-- note: (.{20})", source)
    ok(f"{name}: the instructor's notes are not",
       not note or note.group(1) not in text)


run = said("run", str(SRC / "lessons/kitchen.tt"), "--as=async", "--as=sync",
           "--format", "html")
sound("a run", run)
ok("its scenario is there", "bring it to the table" in run)
ok("its figures are there", '<td class="n best">13 min</td>' in run)
for folder in ("en", "ru"):
    for path in sorted((SRC / "lessons" / folder).glob("*.md"))[:4]:
        lesson(path)
first = sorted((SRC / "lessons/en").glob("*.md"))[2]
plain = said("learn", str(first), "--format", "text")
ok("text: the answers stand behind the questions",
   0 < plain.find("Question 1.") < plain.find("\nAnswers\n"), plain[-500:])
ok("text: lines are not wide", max(map(len, plain.splitlines())) <= 80)
wrong = subprocess.run([TURNTABLE, "learn", first, "--format", "pdf"],
                       capture_output=True, text=True)
ok("what cannot be written is refused", wrong.returncode == 2
   and "pdf" in wrong.stderr, wrong.stderr)
failed = subprocess.run([TURNTABLE, "learn", first, "--format", "html", "-o",
                         "/dev/full"], capture_output=True, text=True)
ok("a full disk is told", failed.returncode != 0 and failed.stderr,
   failed.returncode)
ok("in the language of the page", '<html lang="ru">' in said(
    "--lang", "ru", "learn", str(first), "--format", "html"))
done()
