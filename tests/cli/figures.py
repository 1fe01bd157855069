#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What must be true of the figures and events of every run there is."""
import csv
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, clean, done

SETUPS = "sync", "async", "threads", "threads cores=2 switch=1", "async cores=2"
SPENT = "waiting", "cpu", "io", "timer", "blocked"
ENDED = "ok", "failed", "cancelled"


def run(path, setup, form):
    """What comes out, or nothing where the scenario is refused."""
    words = [os.environ["TURNTABLE"], "run", str(path), "--as", setup,
             "--format", form, "--limit", "100000"]
    got = subprocess.run(words, text=True, check=False, encoding="utf-8",
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return got.stdout.splitlines()


def ended(row):
    return row["fate"] in ENDED and row["turnaround"]


def unaccounted(rows):
    """Tasks whose turnaround is not what they spent it on."""
    for row in filter(ended, rows):
        if int(row["turnaround"]) != sum(int(row[key]) for key in SPENT):
            yield row["task"]


def disordered(lines):
    """Events that are no JSON, or before the one that stands above them."""
    before = 0
    for number, line in enumerate(lines, 1):
        event = json.loads(line)
        if event["t"] < before or not event["ev"]:
            yield number
        before = event["t"]


lost, busy, wrong, runs = [], [], [], 0
for path in sorted([*SRC.glob("lessons/*.tt"), *SRC.glob("tests/rules/*.tt")]):
    for setup in SETUPS:
        rows = list(csv.DictReader(run(path, setup, "csv")))
        runs += len(rows) > 0
        name = f"{path.name} under {setup}"
        lost += [f"{name}: {task}" for task in unaccounted(rows)]
        busy += [name for row in rows[-1:]
                 if float(row["total_utilisation"] or 0) > 1]
        wrong += [f"{name}: line {n}"
                  for n in disordered(run(path, setup, "jsonl"))]

clean("there are runs to look at", () if runs > 100 else (str(runs),))
clean("a turnaround is what it was spent on", lost)
clean("no core works more than all the time", busy)
clean("every line is JSON, in the order of time", wrong)
done()
