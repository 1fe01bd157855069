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


def loose(text):
    """What may be wider than a telephone and cannot be moved by itself."""
    depth = 0
    for tag in re.findall(r'<div class="(?:wide|columns)"|</?div|<table>'
                          r'|<svg[^>]*class="tt"', text):
        if tag.startswith('<div class="'):
            depth = 1
        elif tag == "<div":
            depth += depth > 0
        elif tag == "</div":
            depth -= depth > 0
        elif depth == 0:
            yield tag


def sound(name, text):
    page = Page(text)
    clean(f"{name}: its tags are paired, nothing is fetched", page.faults)
    clean(f"{name}: its drawings are sound", drawings(text))
    clean(f"{name}: what is wide can be moved", loose(text))
    return page.counts


# --- colours ---

def luminance(colour):
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [part / 12.92 if part <= .04045 else ((part + .055) / 1.055) ** 2.4
             for part in parts]
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + .05) / (low + .05)


def grounds(text):
    """(the rules for light, those for dark) of all style sheets."""
    sheets = "".join(re.findall(r"<style>(.*?)</style>", text, re.S))
    dark = re.findall(r"@media screen and \(prefers-color-scheme:dark\)"
                      r"\{((?:[^{}]*\{[^{}]*\})*)", sheets)
    light = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", sheets)
    return light, "".join(dark)


def pale(text):
    """Words that are hard to read on their ground: under 4.5 to 1."""
    for rules, ground in zip(grounds(text), ("#fff", "#16181c")):
        for where, what in re.findall(r"([^{}]*)\{([^{}]*)\}", rules):
            is_word = "text" in where or "tt-" not in where
            for colour in re.findall(r"(?:^|;)(?:color|fill):(#[0-9a-f]+)",
                                     what):
                if is_word and contrast(colour, ground) < 4.5 and \
                        "pattern" not in where and "#tt" not in where:
                    yield f"{where.strip()} {colour} on {ground}"


# --- lessons ---

def parts(source, word):
    return re.findall(rf"^```{word}", source, re.M)


def stages(source):
    """How many drawings: a stage has one for each program it shows."""
    head = r'^(?!at|until|focus)\w+(?: +"[^"]*")?: *'
    for block in re.findall(r"^```stage.*?\n(.*?)^```", source, re.M | re.S):
        named = set(re.findall(head + r"(\w+) in ", block, re.M))
        plain = re.search(head + r"(?! |\w+ in )", block, re.M)
        yield len(named) + bool(plain)


def plain_text(text):
    return re.sub(r"\s+", " ", html.unescape(text))


def lesson(path):
    text = said("learn", str(path), "--format", "html")
    name = "/".join(path.parts[-2:])
    counts = sound(name, text)
    source = path.read_text(encoding="utf-8")
    asked = len(parts(source, "(?:predict|quiz)"))
    tries = len(parts(source, "try"))
    folds = len(re.findall(r'<div class="ask">', text))
    ok(f"{name}: every question and exercise is there", folds == asked + tries,
       folds, asked, tries)
    ok(f"{name}: what would tell is folded",
       counts.get("details", 0) >= asked + tries, counts)
    ok(f"{name}: all that its stages show",
       text.count('class="tt"') == sum(stages(source)),
       text.count('class="tt"'), sum(stages(source)))
    for title in re.findall(r"^## (.*?) *$", source, re.M):
        if f"<h2>{html.escape(title, quote=False)}</h2>" not in \
                text.replace("&quot;", '"'):
            ok(f"{name}: {title}", False)
    words = re.search(r"^```words\n.*?^core *= *(.*?)(?: {n})?$", source,
                      re.M | re.S)
    ok(f"{name}: the story's words", not words or
       f"<dd>{html.escape(words.group(1))}</dd>" in text)
    notes = re.findall(r"<!-- note:\s+(.{20})", source)
    ok(f"{name}: the instructor's notes are not", notes and
       not any(note in plain_text(text) for note in notes))
    ok(f"{name}: nothing is open", "<details open" not in text)
    teacher = said("learn", str(path), "--format", "html", "--answers")
    sound(f"{name} with answers", teacher)
    ok(f"{name} with answers: the notes are", all(
        plain_text(note) in plain_text(teacher) for note in notes))
    ok(f"{name} with answers: nothing is folded",
       len(re.findall(r"<details(?: class=\"source\")? open>", teacher))
       == teacher.count("<details"))


run = said("run", str(SRC / "lessons/kitchen.tt"), "--as=async", "--as=sync",
           "--format", "html")
sound("a run", run)
ok("its scenario is there", "bring it to the table" in run)
ok("its figures are there, the best with a sign",
   '<td class="n best">13 min<i>◂</i></td>' in run)
ok("its title stands on the page, not in the picture again",
   "<h1>kitchen: async, sync</h1>" in run and "tt-title\">" not in run)
for folder in ("en", "ru"):
    for path in sorted((SRC / "lessons" / folder).glob("*.md"))[:4]:
        lesson(path)
first = sorted((SRC / "lessons/en").glob("*.md"))[2]
plain = said("learn", str(first), "--format", "text")
ok("text: the answers stand behind the questions",
   0 < plain.find("Question 1.") < plain.find("\nAnswers\n"), plain[-500:])
ok("text: the scenario, the picture and the words are there",
   all(line in plain for line in (
       "    task kettle \"Kettle\":\n", "    a core: your hands\n",
       "loop, 6 min:\n\n", "hands: Meat", "out of your hands: …")), plain)
notes = said("learn", str(first), "--format", "text", "--answers")
ok("text: the notes are the teacher's", "Note: Who cooks" in notes
   and "Note:" not in plain)
ok("text: solutions stand behind", "\nExercise 1." in
   plain[plain.index("\nAnswers\n"):])
loop = said("learn", str(SRC / "lessons/en/06-loop.md"), "--format", "html")
seen = re.findall(r'<desc>([^<]*)</desc>', loop)
ok("what a stage has `until` for is not told", "done at" not in seen[0]
   and "done at" in seen[1] and ">3</text>" in loop.split("</svg>")[1]
   and ">4</text>" not in loop.split("</svg>")[1], seen[:2])
two = said("learn", str(SRC / "lessons/en/02-friends.md"), "--format", "html")
for shown in ("goes", "stays"):
    ok(f"a stage of two scenarios shows {shown}", f"<h3>{shown}</h3>" in two)
clean("words are not pale", pale(two + run))
ok("text: lines are not wide", max(map(len, plain.splitlines())) <= 80)
wrong = subprocess.run([TURNTABLE, "learn", first, "--answers"],
                       capture_output=True, text=True)
ok("answers go with a format", wrong.returncode == 2
   and "--format" in wrong.stderr, wrong.stderr)
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
