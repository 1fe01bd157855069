#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The chrome format by the rules of its readers: order, nesting, pairs, ids;
and what it shows adds up to the metrics."""
import csv
import io
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, TURNTABLE, clean, done, ok

RULES = ["E1-kitchen", "E1-two-locks", "E4-the-convoy", "E6-typical-costs",
         "E8-cancelling-a-waiter", "G4-in-time", "G9-ranges-draw-whole-units",
         "S11-a-livelock-is-one-tasks", "G10-put-alone-puts-0"]
PAIRS = ["executor-async", "queue-threads", "condition-threads"]
FILES = ([SRC / "lessons/kitchen.tt"]
         + [SRC / f"tests/rules/{name}.tt" for name in RULES]
         + [SRC / f"tests/real/pairs/{name}.tt" for name in PAIRS])
SETUPS = ["sync", "async", "async step=1us switch=1us", "threads",
          "threads cores=2 quantum=1", "threads policy=mlfq", "gil",
          "pool workers=2", "processes cores=2", "processes workers=2",
          "processes each=async cores=2"]
CLASS = {"e": 0, "C": 1, "b": 2, "n": 2, "T": 2, "X": 3, "s": 3, "f": 3, "i": 3}
SPANS = {"ready": "waiting", "switch": "waiting", "sleep": "timer",
         "I/O": "io", "wait": "blocked"}


def run(path, form, *options):
    said = subprocess.run(
        [TURNTABLE, "run", path, "--format", form, "--limit", "200000",
         *options, *(f"--as={setup}" for setup in SETUPS)],
        capture_output=True, text=True, check=True)
    return said.stdout


def order(events):
    """Times never go back; at one time, ends go before beginnings."""
    last, before = 0, {}
    for event in events:
        now = (event["ts"], CLASS[event["ph"]])
        if event["ts"] < last or now < before.get(event["pid"], now):
            yield f"out of order: {event}"
        last, before[event["pid"]] = event["ts"], now


def nesting(events):
    """Slices of one thread do not overlap; all threads have names."""
    until = {}
    for event in events:
        if event["ph"] != "X":
            continue
        tid = event["tid"]
        if event["ts"] < until.get(tid, 0):
            yield f"overlaps what goes on until {until[tid]}: {event}"
        until[tid] = event["ts"] + event["dur"]


def pairs(events):
    """What begins ends, inner before outer, under one name, of some length."""
    tracks, pids = {}, {}
    for event in events:
        if event["ph"] not in "ben":
            continue
        key = event["cat"], event["id"]
        stack = tracks.setdefault(key, [])
        if pids.setdefault(key, event["pid"]) != event["pid"]:
            yield f"an id of two processes: {event}"
        if event["ph"] == "b":
            stack.append(event)
        elif event["ph"] == "e":
            begun = stack.pop() if stack else {"name": None, "ts": 0}
            if begun["name"] != event["name"] or begun["ts"] >= event["ts"]:
                yield f"ends what did not begin: {event}"
    yield from (f"has no end: {stack[-1]}" for stack in tracks.values()
                if stack)


def flows(events):
    """From a slice that stands there to a slice that begins there."""
    top, begun, ended = {}, {}, set()
    for event in events:
        tid, ts = event["tid"], event["ts"]
        if event["ph"] == "X":
            top[tid] = event
        if event["ph"] not in "sf":
            continue
        slice = top.get(tid, {"ts": ts + 1, "dur": 0})
        if not slice["ts"] <= ts <= slice["ts"] + slice["dur"]:
            yield f"not in a slice: {event}"
        if not isinstance(event["id"], int):
            yield f"its id is no number: {event}"
        if event["ph"] == "s" and begun.setdefault(event["id"], ts) != ts:
            yield f"begins twice: {event}"
        if event["ph"] == "f":
            if event["id"] not in begun or event["id"] in ended:
                yield f"ends without a beginning: {event}"
            if event.get("bp") != "e" or slice["ts"] != ts:
                yield f"does not lead to a slice: {event}"
            ended.add(event["id"])


# --- as Perfetto's trace processor reads it ---

PENDING = None


class Slice:
    def __init__(self, event, dur):
        self.ts, self.dur, self.name = ns(event, "ts"), dur, event["name"]

    def end(self):
        return self.ts + (self.dur or 0)


def ns(event, key):
    return round(event[key] * 1000)


def turn(event):
    """At one time slices come first, longer before shorter; else as read."""
    return (ns(event, "ts"),
            -ns(event, "dur") if event["ph"] == "X" else 0)


def close(stack, ts, dur):
    """Slices that are over leave the stack of their track; what is wrong."""
    pending = False
    for i in reversed(range(len(stack))):
        open_slice = stack[i]
        if open_slice.dur is PENDING:
            pending = True
        elif pending:
            if ts > open_slice.end():
                return "an end is misplaced"
        elif open_slice.end() < ts or (
                open_slice.end() == ts and (open_slice.dur, dur) != (0, 0)):
            stack.pop(i)
        elif dur is not PENDING and open_slice.ts <= ts < open_slice.end() \
                < ts + dur:
            return f"overlaps {open_slice.name}"
    return None


def end_async(stack, event):
    fault = close(stack, ns(event, "ts"), PENDING)
    for i in reversed(range(len(stack))):
        if stack[i].dur is PENDING and stack[i].name == event["name"]:
            stack[i].dur = ns(event, "ts") - stack[i].ts
            if i == len(stack) - 1:
                stack.pop()
            return fault
    return "nothing to end"


def flow(starts, stack, event):
    """An arrow belongs to the slice on top: it may not point backwards."""
    if not stack:
        return "a flow outside of slices"
    key = event["cat"], event["name"], event["id"]
    if event["ph"] == "s":
        if key in starts:
            return "a flow's number is given twice"
        starts[key] = stack[-1]
        return stack[-1].end() < ns(event, "ts") and "leaves what is over"
    if key not in starts:
        return "a flow without a start"
    if stack[-1].ts != ns(event, "ts"):
        return "a flow to what began before"
    return starts[key].end() > stack[-1].ts and "an arrow backwards"


def imported(events):
    threads, tracks, starts = {}, {}, {}
    for event in sorted(events, key=turn):
        stack = threads.setdefault((event["pid"], event["tid"]), [])
        fault, kind = None, event["ph"]
        if kind in "bne":
            stack = tracks.setdefault((event["cat"], event["id"]), [])
        if kind == "X" or kind == "n" or kind == "i" and event["s"] == "t":
            new = Slice(event, ns(event, "dur") if kind == "X" else 0)
            fault = close(stack, new.ts, new.dur)
            stack.append(new)
        elif kind == "b":
            fault = close(stack, ns(event, "ts"), PENDING)
            stack.append(Slice(event, PENDING))
        elif kind == "e":
            fault = end_async(stack, event)
        elif kind in "sf":
            fault = flow(starts, stack, event)
        elif kind == "i" and event["s"] not in "gp":
            fault = "a scope it does not know"
        elif kind == "C" and not all(
                isinstance(value, (int, float))
                for value in event["args"].values()):
            fault = "a counter of no number"
        if fault:
            yield f"{fault}: {event}"


def names(meta, events):
    """Threads have numbers of their own, and names."""
    threads = [(event["pid"], event["tid"]) for event in meta
               if event["name"] == "thread_name"]
    pids = {event["pid"] for event in meta if event["name"] == "process_name"}
    tids = [tid for _, tid in threads]
    if len(set(tids)) != len(tids) or 0 in tids:
        yield "a number is that of two threads, or 0"
    for event in meta + events:
        if (event["pid"], event.get("tid")) not in threads:
            yield f"no name for its thread: {event}"
        if event["pid"] not in pids:
            yield f"no name for its process: {event}"


def add(sums, key, us):
    sums[key] = sums.get(key, 0) + round(us * 1000)


def sums(meta, events):
    """By process, task and metric: how long, ns."""
    cores = {event["tid"] for event in meta if event["name"] == "thread_name"
             and event["args"]["name"].startswith("core-")}
    found, tracks = {}, {}
    for event in events:
        if event["ph"] == "X" and event["tid"] not in cores:
            who = event["name"].split(": ")[0]
            if event["cat"] == "run":
                add(found, (event["pid"], who, "cpu"), event["dur"])
        elif event["ph"] == "b":
            tracks.setdefault(event["id"], []).append(event)
        elif event["ph"] == "e":
            begun = tracks[event["id"]].pop()
            word = begun["name"].split(":")[0].split(" ")[0]
            if tracks[event["id"]]:
                task = tracks[event["id"]][0]["name"].split(" ", 1)[1]
                add(found, (event["pid"], task, SPANS[word]),
                    event["ts"] - begun["ts"])
    return found


def adds_up(path, meta, events):
    """What is shown of a task is what the metrics say of it."""
    found = sums(meta, events)
    pids = {event["args"]["name"]: event["pid"] for event in meta
            if event["name"] == "process_name"}
    for row in csv.DictReader(io.StringIO(run(path, "csv"))):
        pid = pids[row["setup"]]
        for metric in ("cpu", "waiting", "io", "timer", "blocked"):
            want = row[metric]
            got = found.get((pid, row["task"], metric), 0)
            if row["task"] and want and int(want) != got:
                yield f"{row['setup']}, {row['task']}: {metric} {want}, {got}"


def check(path):
    text = run(path, "chrome")
    trace = json.loads(text)
    every = trace["traceEvents"]
    meta = [event for event in every if event["ph"] == "M"]
    events = [event for event in every if event["ph"] != "M"]
    name = path.stem
    ok(f"{name}: a process for each setup",
       sorted(event["pid"] for event in meta
              if event["name"] == "process_name")
       == [1 + i for i in range(len(SETUPS))])
    clean(f"{name}: in order", order(events))
    clean(f"{name}: slices nest", nesting(events))
    clean(f"{name}: what begins ends", pairs(events))
    clean(f"{name}: flows", flows(events))
    clean(f"{name}: names", names(meta, events))
    clean(f"{name}: Perfetto reads it without errors", imported(events))
    clean(f"{name}: adds up", adds_up(path, meta, events))
    ok(f"{name}: the same bytes again", run(path, "chrome") == text)


for path in FILES:
    check(path)
states = {event["name"] for path in FILES[:4]
          for event in json.loads(run(path, "chrome", "--trace-sched"))
          ["traceEvents"] if event["ph"] == "T"}
ok("states of threads, where they are asked for",
   states == {"Running", "R", "S", "D"}, states)
done()
