#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every rule has a scenario of its name, with what must come of it.

A file NAME.tt is a scenario. Its lines that begin with #! say what is expected
of it, worked out from the rule by hand:

    #! as threads quantum=2         what follows holds under this setup
    #!   cpu: a 0-2, b 2-3          who had the CPU from when to when
    #!   cpu 1: b 0-2               the same of one core of several
    #!   ends: a 2, b 3 failed boom
    #!   prints: one / two
    #!   vars: x=3                  what was written to it last
    #!   makespan: 3                any metric of the setup, and of a task:
    #!   a.waiting: 0
    #!   wait: a 0, b 2 server      all events of a kind: who, when and, if
    #!                              they matter, fields (or no-FIELD)
    #!   wake+run: a 2 wake, a 2 run    of several kinds
    #!   same work as: sync         each task's events, time apart
    #!   drawn work: 3 4 5          all durations of a kind, each once
    #!   refused: words             the scenario is no scenario: what is said
    #!   warned: words

Times are in the scenario's unit. "none" is an empty list. A fact may go on in
the next line after a comma or a slash.
"""
import csv
import io
import json
import pathlib
import re
import shlex
import subprocess
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

UNITS = {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9, "min": 60 * 10**9,
         "h": 3600 * 10**9}
TIMES = {"for", "cost", "limit", "deadline"}
TIME_METRICS = {"makespan", "first_run", "end", "release"}
# What takes the CPU from whoever has it.
OFF = {"preempt", "wait", "sleep", "block", "yield", "end"}


class Run:
    """One scenario under one setup, as the program tells it."""

    def __init__(self, path, setup, unit):
        self.path, self.setup, self.unit = path, setup, unit
        self.cache = {}

    def ask(self, form):
        if form not in self.cache:
            self.cache[form] = subprocess.run(
                [tap.TURNTABLE, "run", str(self.path), "--as", self.setup,
                 "--format", form], capture_output=True, text=True,
                check=False, timeout=60)
        return self.cache[form]

    def events(self):
        done = self.ask("jsonl")
        if done.stderr:
            raise ValueError(done.stderr)
        for line in done.stdout.splitlines():
            yield json.loads(line)

    def time(self, ns):
        t = Fraction(ns, self.unit)
        return str(t.numerator) if t.denominator == 1 else str(float(t))

    def has(self, event, word):
        """Has it a field of this value; or, for no-FIELD, no such field?"""
        if word.startswith("no-"):
            return word[3:] not in event
        return word in {self.time(v) if k in TIMES else str(v)
                        for k, v in event.items()}

    # --- facts: each returns what is so, in the words of the expectation ---

    def cpu(self, core=None):
        """Spans on a core, in order of their begin."""
        spans, on = [], {}
        for e in self.events():
            who = who_of(e)
            if "task" not in e:
                pass
            elif e["ev"] == "run" and core in (None, e.get("core")):
                on[who] = len(spans)
                spans.append([who, e["t"], None])
            elif e["ev"] in OFF and who in on:
                spans[on.pop(who)][2] = e["t"]
            last = e["t"]
        return [f"{who} {self.time(a)}-{self.time(last if b is None else b)}"
                for who, a, b in spans]

    def ends(self):
        return [" ".join([who_of(e), self.time(e["t"])] +
                         [e["status"]] * (e["status"] != "ok") +
                         [e["failure"] for _ in "f" if "failure" in e])
                for e in self.events() if e["ev"] == "end" and "task" in e]

    def prints(self):
        return [e["text"] for e in self.events() if e["ev"] == "print"]

    def vars(self):
        last = {e["var"]: e["value"] for e in self.events()
                if e["ev"] == "write"}
        return [f"{name}={value}" for name, value in last.items()]

    def listed(self, kinds, items):
        """The events of these kinds; fields only where they are asked for."""
        kinds = kinds.split("+")
        found = []
        for e in self.events():
            if e["ev"] not in kinds:
                continue
            words = [who_of(e), self.time(e["t"])]
            words += [e["ev"]] * (len(kinds) > 1)
            wanted = items[len(found)][len(words):] \
                if len(found) < len(items) else []
            words += [w if self.has(e, w) else f"not {w}: {e}"
                      for w in wanted]
            found.append(words)
        return found

    def each(self, kind):
        """What every task did of a kind, in its own order."""
        did = {}
        for e in self.events():
            if e["ev"] == kind:
                did.setdefault(who_of(e), []).append(
                    e["t"] if kind == "arrive" else e.get("for"))
        return did

    def metric(self, task, name):
        done = self.ask("csv")
        rows = csv.DictReader(io.StringIO(done.stdout, newline=""))
        for row in rows:
            if row["task"] == task:
                value = row[name if task else "total_" + name]
                return self.time(int(value)) if is_time(name) else value
        raise ValueError(f"no task {task}")


def who_of(event):
    if event["ev"] == "idle" and "core" in event:
        return f"core-{event['core']}"
    return event.get("task", event.get("thread", "-"))


def is_time(name):
    return name in TIME_METRICS or re.match(
        "(response|turnaround|waiting|cpu|io|timer|blocked)", name)


def split(text, by):
    return [] if text == "none" else [w.strip() for w in text.split(by)]


def check(run, key, text):
    """(is it so, what is)"""
    word, _, rest = key.partition(" ")
    if word == "refused":
        said = run.ask("jsonl")
        return said.returncode == 1 and not said.stdout \
            and text in " ".join(said.stderr.split()), said.stderr
    if word == "same":
        kind = rest.split()[0]
        mine = run.each(kind)
        other = Run(run.path, text, run.unit).each(kind)
        return mine == other and mine, f"{mine}\n{other}"
    if word == "drawn":
        is_so = {run.time(d) for ds in run.each(rest).values() for d in ds}
        return is_so == set(text.split()), is_so
    if word == "cpu":
        is_so = run.cpu(int(rest) if rest else None)
        return is_so == split(text, ","), ", ".join(is_so)
    if word == "ends":
        return run.ends() == split(text, ","), ", ".join(run.ends())
    if word == "prints":
        return run.prints() == split(text, "/"), " / ".join(run.prints())
    if word == "vars":
        return sorted(run.vars()) == sorted(text.split()), run.vars()
    if key in KINDS or "+" in key:
        items = [shlex.split(item) for item in split(text, ",")]
        found = run.listed(key, items)
        return found == items, ", ".join(" ".join(w) for w in found) or "none"
    task, _, name = key.rpartition(".")
    return run.metric(task, name) == text, run.metric(task, name)


KINDS = set("""arrive ready run preempt switch yield work wait sleep block wake
acquire release put get task_done set clear notify spawn start join print read
write offload call cancel timeout caught end miss note loop deadlock livelock
idle gil-request gil-take gil-drop""".split())


def expectations(path):
    """(setup, key, text) of each #! line, those that go on put together."""
    setup, facts = None, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#!"):
            continue
        line = line[2:].strip()
        if line.startswith("as "):
            setup = line[3:]
            facts.append((setup, None, None))
        elif facts[-1][1] and facts[-1][2].endswith((",", "/")):
            facts[-1] = (setup, facts[-1][1], facts[-1][2] + " " + line)
        else:
            key, _, text = line.partition(":")
            facts.append((setup, key.strip(), text.strip()))
    return facts


def unit_of(path):
    found = re.search(r"^unit (\w+)", path.read_text(encoding="utf-8"), re.M)
    return UNITS[found.group(1) if found else "ms"]


def examine(path):
    """All that is wrong with one file."""
    runs, facts = {}, expectations(path)
    if not any(key for _, key, _ in facts):
        yield "nothing is expected of it"
    for setup, key, text in facts:
        run = runs.setdefault(setup, Run(path, setup, unit_of(path)))
        if key is None:
            continue
        try:
            good, is_so = check(run, key, text)
        except (ValueError, KeyError) as error:
            good, is_so = False, repr(error)
        if not good:
            yield f"{setup}: {key}\n  expected {text}\n  it is    {is_so}"


def rule_of(path):
    """"E1", or "policy-sjf"."""
    words = path.stem.split("-")
    return "-".join(words[:2 if words[0] == "policy" else 1])


def in_manual(rule, page):
    """Has turntable-setups(7) this rule? Those of the language are together,
    and turntable-policies(7) has the policies."""
    if rule.startswith("policy-"):
        page = (HERE.parents[1] / "man/turntable-policies.7").read_text()
        return re.search(rf"^\.It Cm {rule[7:]}$", page, re.M)
    return re.search(rf"^\.It {rule}$", page, re.M) or rule[0] in "Gs"


def main():
    names = sys.argv[1:] or sorted(HERE.glob("*.tt"))
    for path in map(pathlib.Path, names):
        tap.clean(path.stem.replace("-", " "), examine(path))
    page = (HERE.parents[1] / "man/turntable-setups.7").read_text()
    rules = {rule_of(path) for path in HERE.glob("*.tt")}
    tap.clean("every rule that has a test is in the manual",
              (rule for rule in sorted(rules) if not in_manual(rule, page)))
    tap.done()


main()
