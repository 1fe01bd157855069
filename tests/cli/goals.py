#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Goals of exercises in words: an expression of each kind, as the lesson in
lines tells it in English and in Russian."""

import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap  # noqa: E402

LESSON = """# A lesson

## One

```scenario
unit min
var n = 0
lock pan
task bo "Бо":
    work 2
    n = n + 1
task ann "Аня":
    work 4
    print "x"
```

```stage
free: threads policy=fcfs
turns: threads quantum=1
```

```try
Do it.
change: turns.quantum 1..4
goal: {goal}
solution: turns.quantum=2
```
"""

# The goal, what it is in English, and in Russian.
GOALS = [
    ("finish(bo, turns) <= 5min and makespan(turns) <= 24min",
     "turns: Bo ends by 5 min; all is done by 24 min",
     "turns: Бо заканчивает не позже 5 мин; всё готово не позже 24 мин"),
    ("24min > makespan(free) and misses(turns) = 0",
     "free: all is done before 24 min; turns: nobody is late",
     "free: всё готово раньше 24 мин; turns: никто не опаздывает"),
    ("start(ann, turns) >= 1min and start(ann, turns) != 2min",
     "turns: Ann begins not before 1 min; Ann begins, but not at 2 min",
     "turns: Аня начинает не раньше 1 мин; Аня начинает, но не в 2 мин"),
    ("waiting(bo, free) = 0min or waiting(turns) > 1min",
     "Bo is never in line or on average a task is in line for more than 1 min",
     "Бо не стоит в очереди или в среднем задача стоит в очереди дольше 1 мин"),
    ("preemptions(free) = 0 and preemptions(bo, turns) < 3",
     "free: nobody is interrupted; turns: Bo: interruptions: less than 3",
     "free: никого не прерывают; turns: Бо: прерываний: меньше 3"),
    ("not deadlock(turns) and ended(bo, turns)",
     "turns: there is no deadlock; Bo comes to its end",
     "turns: взаимной блокировки нет; Бо доходит до конца"),
    ("finish(bo, turns) < finish(ann, turns)",
     "turns: end: Bo earlier than Ann",
     "turns: конец: Бо раньше, чем Аня"),
    ("makespan(turns) = makespan(free)",
     "end of all: turns and free at the same time",
     "конец всего: turns и free одновременно"),
    ("cpu(bo, turns) + cpu(ann, turns) = 6min",
     "turns: running time (Bo + Ann): 6 min",
     "turns: время работы (Бо + Аня): 6 мин"),
    ("finish(bo, turns) - finish(bo, free) > 1min",
     "end (Bo, turns) - end (Bo, free): more than 1 min",
     "конец (Бо, turns) - конец (Бо, free): больше 1 мин"),
    ("next(turns, 1min) = ann and order(turns) = [bo, ann]",
     "turns: who has the next turn at 1 min: Ann; in this order they end: "
     "Bo, Ann",
     "turns: чей ход следующий в 1 мин: Аня; заканчивают в таком порядке: "
     "Бо, Аня"),
    ("value(n, turns) >= 1 and prints(free) = prints(turns)",
     "turns: n: 1 at least; what is printed: free and turns the same",
     "turns: n: не меньше 1; печатается: free и turns одно и то же"),
    ("memory(turns) <= 48KiB",
     "turns: memory at a time: 48 KiB at most",
     "turns: памяти одновременно: не больше 48 КиБ"),
    ("finish(bo, threads policy=rr quantum=1) = 3min",
     "threads, in turns of 1 min: Bo ends at 3 min",
     "потоки, по очереди, по 1 мин: Бо заканчивает в 3 мин"),
]

HEADS = {"en": "Goal: ", "ru": "Цель: "}


def goal_of(folder, goal, language):
    """What stands behind "Goal:" when the lesson is read in lines."""
    path = os.path.join(folder, "l.md")
    text = LESSON.format(goal=goal)
    if language == "en":
        text = text.replace("Бо", "Bo").replace("Аня", "Ann")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    env = dict(os.environ, XDG_STATE_HOME=folder, COLUMNS="200")
    done = subprocess.run(
        [tap.TURNTABLE, "learn", "--plain", "--lang", language,
         path], input="\n\nquit\n", env=env, capture_output=True,
        encoding="utf-8", check=False)
    said = " ".join(done.stdout.split())
    match = re.search(HEADS[language] + "(.*?) (You may change|Менять можно)",
                      said)
    return match.group(1) if match else said + done.stderr


def functions():
    """Each function that can be asked about, as a goal."""
    listed = subprocess.run([tap.TURNTABLE, "list", "functions"],
                            capture_output=True, encoding="utf-8", check=True)
    calls = re.findall(r"^ +([a-z_]+\(.*?\)) ", listed.stdout, re.M)
    meant = {"TASK": "bo", "SETUP": "turns", "TIME": "1min", "VAR": "n"}
    return [re.sub("[A-Z]+", lambda name: meant[name.group(0)],
                   re.sub(r"[][]", "", call)) for call in calls]


def main():
    with tempfile.TemporaryDirectory() as folder:
        for goal, english, russian in GOALS:
            for language, wanted in (("en", english), ("ru", russian)):
                said = goal_of(folder, goal, language)
                tap.ok(f"{language}: {goal}", said == wanted,
                       f"said: {said}", f"not:  {wanted}")
        for call in functions():
            goal = f"{call} = {call}"
            said = goal_of(folder, goal, "ru")
            tap.ok(f"in words: {call}",
                   not re.search("[a-z_]+[(]", said), said)
    tap.done()


main()
