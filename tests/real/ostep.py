# SPDX-License-Identifier: MIT
"""Runs of OSTEP's simulators: turntable must run the same jobs the same way.

ostep.py [DIR...]       default: $TT_ORACLE or tests/real/jobs

A recording is a line of a file cases.jsonl under DIR, an object with `command`,
the simulator's name and options, and either `stdout`, what it printed, or what
is to come of it:

    jobs    the list as `turntable run --jobs` takes it
    cpu     who had the CPU when, such as "0 0-2, 1 2-5"; not where there
            are several
    figures of each job, what of these the simulator tells: response,
            turnaround, waiting, end

Compared are the CPU's history and every figure. What turntable's language
cannot say (an order or a queue that is drawn, machine code) is passed over,
and counted. Prints TAP.
"""
import json
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

MS = 10**6
OFF = {"preempt", "wait", "yield", "end"}


class Case:
    """What the simulator was asked, and what came of it."""

    def __init__(self, jobs, setup, io="5", seed="0"):
        self.jobs, self.setup, self.io, self.seed = jobs, setup, io, seed
        self.cpu = []      # (job, begin, end)
        self.figures = {}  # name: list by job

    def ran(self, job, begin, end):
        add_slice(self.cpu, job, Fraction(begin), Fraction(end))


def add_slice(cpu, job, begin, end):
    """Slices of one job that touch are one."""
    if cpu and cpu[-1][0] == job and cpu[-1][2] == begin:
        cpu[-1] = (job, cpu[-1][1], end)
    elif end > begin:
        cpu.append((job, begin, end))


def options(words, with_value, flags=""):
    """-q 2 -S: {'q': '2', 'S': True}; None if one is not known."""
    found, words = {}, list(words)
    while words:
        name = words.pop(0)[1:]
        if name in flags:
            found[name] = True
        elif name in with_value and words:
            found[name] = words.pop(0)
        else:
            return None
    return found


# --- scheduler.py ---

POLICIES = {"FIFO": "fcfs", "SJF": "sjf", "RR": "rr"}


def scheduler(words, out):
    """A list of lengths, all there at 0."""
    given = options(words, "psjlmq", "c")
    lengths = re.findall(r"Job \d+ \( length = ([\d.]+) \)", out)
    policy = POLICIES[given["p"]]
    setup = f"threads like=ostep policy={policy}"
    if policy == "rr":
        setup += " quantum=" + given.get("q", "1")
    case = Case(",".join(lengths), setup)
    now = Fraction(0)
    for job, length in re.findall(r"Run job +(\d+) for ([\d.]+) secs", out):
        case.ran(int(job), now, now + Fraction(length))
        now += Fraction(length)
    figures = sorted(re.findall(r"Job +(\d+) -- Response: ([\d.]+) +"
                                r"Turnaround ([\d.]+) +Wait ([\d.]+)", out),
                     key=lambda line: int(line[0]))
    for i, name in enumerate(("response", "turnaround", "waiting")):
        case.figures[name] = [Fraction(line[i + 1]) for line in figures]
    return case


# --- mlfq.py ---

def by_level(out, what):
    """Values of the queues, the top one first."""
    found = re.findall(what + r" for queue +(\d+) is +(\d+)", out)
    return [value for _, value in sorted(found, key=lambda f: -int(f[0]))]


def mlfq(words, out):
    """Start, run time and I/O; everything else stands in its heading."""
    jobs = re.findall(r"Job +\d+: startTime +(\d+) - runTime +(\d+) - "
                      r"ioFreq +(\d+)", out)
    heading = dict(re.findall(r"OPTIONS (\w+) (\w+)$", out, re.M))
    quanta = by_level(out, "quantum length")
    setup = (f"threads like=ostep policy=mlfq levels={len(quanta)} "
             f"quanta={','.join(quanta)} "
             f"allotment={','.join(by_level(out, 'allotments'))}")
    if heading["boost"] != "0":
        setup += " boost=" + heading["boost"]
    if heading["stayAfterIO"] == "True":
        setup += " stay=on"
    if heading["iobump"] == "True":
        setup += " iobump=on"
    case = Case(":".join(",".join(job) for job in jobs) + ":", setup,
                heading["ioTime"])
    for now, job in re.findall(r"\[ time (\d+) \] Run JOB (\d+) at", out):
        case.ran(int(job), int(now), int(now) + 1)
    figures = re.findall(r"Job +\d+: startTime +\d+ - response +(\d+) - "
                         r"turnaround +(\d+)", out)
    case.figures = {"response": [Fraction(f[0]) for f in figures],
                    "turnaround": [Fraction(f[1]) for f in figures]}
    return case


# --- lottery.py ---

def draws_for_jobs(given):
    """How many random numbers its own choice of jobs has used."""
    random.seed(int(given.get("s", "0")))
    used = 0
    if "l" not in given:
        for _ in range(int(given.get("j", "3"))):
            for most in (given.get("m", "10"), given.get("T", "100")):
                used += 1
                while int(int(most) * random.random()) == 0:
                    used += 1
    return used


def lottery(words, out):
    """Every slice is a whole quantum there, the last one too."""
    given = options(words, "sjlmTq", "c")
    quantum = int(given.get("q", "1"))
    jobs = [(-(-int(length) // quantum) * quantum, tickets)
            for length, tickets in
            re.findall(r"length = (\d+), tickets = (\d+)", out)]
    case = Case(",".join("%d:%s" % job for job in jobs),
                f"threads like=ostep policy=lottery quantum={quantum} "
                f"skip={draws_for_jobs(given)}", seed=given.get("s", "0"))
    for i, job in enumerate(re.findall(r"-> Run (\d+)", out)):
        case.ran(int(job), i * quantum, (i + 1) * quantum)
    ends = dict(re.findall(r"JOB (\d+) DONE at time (\d+)", out))
    case.figures["end"] = [Fraction(ends[str(i)]) for i in range(len(jobs))]
    return case


# --- process-run.py ---

def programs(rows, n):
    """What each process did, from what it was seen doing."""
    steps = [[] for _ in range(n)]
    for states in rows:
        for pid, state in enumerate(states):
            if state == "RUN:cpu":
                if steps[pid] and steps[pid][-1][0] == "c":
                    steps[pid][-1] = f"c{int(steps[pid][-1][1:]) + 1}"
                else:
                    steps[pid].append("c1")
            elif state == "RUN:io":
                steps[pid].append("i")
    return ":".join(",".join(s) for s in steps)


def process_run(words, out):
    """A row for each tick, the first one called 1."""
    given = options(words, "slPLSI", "cp")
    table = [line for line in out.splitlines() if re.match(r" *\d+\*? ", line)]
    n = out.splitlines()[0].count("PID:")
    rows = [line.split()[1:1 + n] for line in table]
    setup = "threads like=ostep policy=ring"
    if given.get("I") == "IO_RUN_IMMEDIATE":
        setup += " iobump=on"
    if given.get("S") == "SWITCH_ON_END":
        setup = "sync"
    case = Case(programs(rows, n), setup, given.get("L", "5"))
    for now, states in enumerate(rows):
        for pid, state in enumerate(states):
            if state.startswith("RUN:"):
                case.ran(pid, now, now + 1)
    return case


# --- multi.py ---

def ran_at(row, cpus):
    """The jobs of a row of the trace, "-" for a CPU without one."""
    return re.sub(r"(cache)?\[.*?\]|Q\d*:.*", "", row).split()[1:1 + cpus]


def multi(words, out):
    """Of several CPUs it is the ends that are compared, and with more than two
    only one queue: which other one is looked into is drawn, as is the order in
    which random ones (-o) go."""
    given = options(words, "sjRWLAnqPwrM", "pootTCSc")
    jobs = [job.split(":") for job in given.get("L", "").split(",") if job]
    cpus = int(given.get("n", "2"))
    if not jobs or "A" in given or "o" in given or \
            ("p" in given and cpus > 2):
        return None
    setup = f"threads cores={cpus} like=ostep policy=rr quantum=" + \
        given.get("q", "10")
    for option, key in (("M", "cache"), ("w", "warmup"), ("r", "rate")):
        if option in given:
            setup += f" {key}={given[option]}"
    if "p" in given:
        setup += " queues=each steal=" + given.get("P", "30")
    case = Case(given["L"], setup)
    names, ends = [job[0] for job in jobs], {}
    for row in re.findall(r"^ +\d+ +.*$", out, re.M):
        now = int(row.split()[0])
        for name in ran_at(row, cpus):
            if cpus == 1 and name in names:
                case.ran(names.index(name), now, now + 1)
            ends[name] = now + 1
    case.figures["end"] = [Fraction(ends[name]) for name in names]
    return case


SIMULATORS = {"scheduler.py": scheduler, "mlfq.py": mlfq,
              "lottery.py": lottery, "process-run.py": process_run,
              "multi.py": multi}


# --- turntable ---

def run(case):
    """Its events, one after another."""
    done = subprocess.run(
        [tap.TURNTABLE, "run", "--jobs", case.jobs, "--io", case.io, "--seed",
         case.seed, "--as", case.setup, "--format", "jsonl"],
        capture_output=True, text=True, check=False, timeout=60)
    if done.returncode or done.stderr:
        raise ValueError(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def number_of(task, names):
    """job7 is 7; others by their first event."""
    if re.fullmatch(r"job\d+", task):
        return int(task[3:])
    return names.setdefault(task, len(names))


class Told:
    """The same two things from turntable's events."""

    def __init__(self, events):
        self.cpu, self.end = [], {}
        self.release, self.first, self.used = {}, {}, {}
        since, names = {}, {}
        for e in events:
            if "task" not in e:
                continue
            job = number_of(e["task"], names)
            now = Fraction(e["t"], MS)
            if e["ev"] == "arrive":
                self.release[job] = now
            elif e["ev"] == "run":
                since[job] = now
                self.first.setdefault(job, now)
            if e["ev"] in OFF and job in since:
                begin = since.pop(job)
                add_slice(self.cpu, job, begin, now)
                self.used[job] = self.used.get(job, 0) + now - begin
            if e["ev"] == "end":
                self.end[job] = now
        self.cpu.sort(key=lambda piece: piece[1])

    def figure(self, name, job):
        """One figure of a job."""
        if name == "end":
            return self.end[job]
        if name == "response":
            return self.first[job] - self.release[job]
        turnaround = self.end[job] - self.release[job]
        return turnaround - (self.used[job] if name == "waiting" else 0)


def shown(cpu):
    return ", ".join("%s %g-%g" % (job, begin, end) for job, begin, end in cpu)


def differences(case, told):
    """A line for each thing that is not the same."""
    if case.cpu and case.cpu != told.cpu:
        yield "expected " + shown(case.cpu)
        yield "but it is " + shown(told.cpu)
    for name, values in case.figures.items():
        for job, value in enumerate(values):
            found = told.figure(name, job)
            if abs(found - value) >= Fraction(1, 100):
                yield f"{name} of job {job}: {float(value):g} expected, " \
                      f"{float(found):g} found"


# --- recordings ---

def read_cpu(text):
    """"0 0-2, 1 2-5" as slices."""
    cpu = []
    for piece in text.split(", "):
        job, begin, end = re.fullmatch(r"(\d+) ([\d.]+)-([\d.]+)",
                                       piece).groups()
        add_slice(cpu, int(job), Fraction(begin), Fraction(end))
    return cpu


def case_of(recording):
    """None: the language cannot say it."""
    words = shlex.split(recording["command"])
    while words[0] == "python3":
        words.pop(0)
    if "setup" in recording:
        case = Case(recording["jobs"], recording["setup"],
                    recording.get("io", "5"), recording.get("seed", "0"))
        if "cpu" in recording:
            case.cpu = read_cpu(recording["cpu"])
        case.figures = {name: [Fraction(str(value)) for value in values]
                        for name, values in recording["figures"].items()}
        return case
    if words[0] not in SIMULATORS:
        return None
    return SIMULATORS[words[0]](words[1:], recording["stdout"])


def recordings(folders):
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("cases.jsonl")):
            with open(path, encoding="utf-8") as lines:
                yield from map(json.loads, lines)


def main():
    folders = sys.argv[1:] or [os.environ.get("TT_ORACLE") or
                               HERE / "jobs"]
    passed_over, count = [], 0
    for recording in recordings(folders):
        case = case_of(recording)
        if case is None:
            passed_over.append(recording["command"])
            continue
        count += 1
        faults = list(differences(case, Told(run(case))))
        tap.clean(recording["command"],
                  faults and [f"turntable run --jobs {case.jobs} --io {case.io}"
                              f" --as '{case.setup}'"] + faults)
    if count == 0:
        tap.skip("runs of OSTEP's simulators", "no cases.jsonl in " +
                 " ".join(map(str, folders)))
    for command in passed_over:
        print("# not said: " + command)
    tap.done()


main()
