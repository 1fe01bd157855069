#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The svg format: sound XML that says what it shows, shapes that stay inside
and apart, and lengths that are those of the metrics."""
import csv
import io
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as tree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, TURNTABLE, clean, done, ok

SVG = "{http://www.w3.org/2000/svg}"
KITCHEN = SRC / "lessons/kitchen.tt"
CASES = [
    (KITCHEN, ["sync", "async", "threads quantum=1"], []),
    (KITCHEN, ["gil", "pool workers=2"], ["--machine", "--width", "60"]),
    (SRC / "tests/rules/E1-two-locks.tt", ["threads", "async"], ["--steps"]),
    (SRC / "tests/rules/E6-typical-costs.tt", ["async", "threads"],
     ["--width", "200"]),
]


def run(path, form, setups, *options):
    return subprocess.run(
        [TURNTABLE, "run", path, "--format", form, *options,
         *(f"--as={setup}" for setup in setups)],
        capture_output=True, text=True, check=True).stdout


def box(rect):
    return [float(rect.get(name, 0)) for name in ("x", "y", "width", "height")]


def bars(root):
    """The shapes of lanes: those that tell in words what they are."""
    return [rect for rect in root.iter(SVG + "rect")
            if rect.find(SVG + "title") is not None]


def outside(root):
    width, height = (float(root.get(name)) for name in ("width", "height"))
    for rect in bars(root):
        x, y, w, h = box(rect)
        if x < 0 or y < 0 or x + w > width + 0.01 or y + h > height or w <= 0:
            yield tree.tostring(rect)
    for text in root.iter(SVG + "text"):
        if not (0 <= float(text.get("x")) <= width
                and 0 <= float(text.get("y")) <= height):
            yield text.text


def overlapping(root):
    until = {}
    for rect in bars(root):
        x, y, w, _ = box(rect)
        if x < until.get(y, 0) - 0.011:
            yield tree.tostring(rect)
        until[y] = x + w


def unruled(root):
    """Classes that no rule knows, patterns that are not there."""
    rules = root.find(SVG + "style").text
    ids = {pattern.get("id") for pattern in root.iter(SVG + "pattern")}
    for name in {rect.get("class") for rect in bars(root)}:
        if f".{name}{{" not in rules:
            yield f"no rule for {name}"
        if f"url(#{name})" in rules and name not in ids:
            yield f"no pattern for {name}"


def case(path, setups, options):
    text = run(path, "svg", setups, *options)
    root = tree.fromstring(text)
    name = f"{path.stem} {' '.join(options)}"
    words = "".join(root.itertext())
    ok(f"{name}: a title", root.find(SVG + "title").text.startswith(path.stem))
    said = root.find(SVG + "desc").text
    clean(f"{name}: says what is seen",
          [setup for setup in setups if f"{setup} (" not in said])
    clean(f"{name}: setups stand as text",
          [setup for setup in setups if setup not in words])
    clean(f"{name}: nothing is outside", outside(root))
    clean(f"{name}: no bars overlap", overlapping(root))
    clean(f"{name}: rules and patterns", unruled(root))
    ok(f"{name}: light and dark", "prefers-color-scheme:dark" in text)
    ok(f"{name}: the same bytes again",
       run(path, "svg", setups, *options) == text)


def lengths(path, setups, ends):
    """A task's bars of a state, as parts of the axis, beside its metrics."""
    root = tree.fromstring(run(path, "svg", setups))
    states = {"tt-running": "cpu", "tt-ready": "waiting", "tt-waiting": "io"}
    axis = [path.get("d") for path in root.iter(SVG + "path")
            if path.get("class") == "tt-line" and "H" in path.get("d")][0]
    left, right = (float(x) for x in
                   (axis[1:].split(",")[0], axis.split("H")[1]))
    found = {}
    for rect in bars(root):
        who = rect.find(SVG + "title").text.split(":")[0]
        key = (box(rect)[1], who)
        sums = found.setdefault(key, {})
        metric = states[rect.get("class")]
        sums[metric] = sums.get(metric, 0) + box(rect)[2]
    rows = [row for row in csv.DictReader(io.StringIO(run(path, "csv", setups)))
            if row["task"]]
    for (_, who), row in zip(sorted(found), rows):
        sums = found[min(key for key in found if key[1] == who)]
        for metric in states.values():
            want = int(row[metric]) / ends * (right - left)
            if abs(sums.get(metric, 0) - want) > 0.1:
                yield f"{who}: {metric} {sums.get(metric)}, not {want}"


for arguments in CASES:
    case(*arguments)
for setup in ("sync", "async", "threads quantum=1"):
    END = max(int(row["total_makespan"]) for row in csv.DictReader(
        io.StringIO(run(KITCHEN, "csv", [setup]))) if row["total_makespan"])
    clean(f"lengths under {setup}", lengths(KITCHEN, [setup], END))
done()
