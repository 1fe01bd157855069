# SPDX-License-Identifier: MIT
"""The Python in the lessons, run by this Python.

A block `python` is a whole program and must run; `python NAME` must besides
print what the lesson's scenario NAME prints, under the first setup of the
first stage that shows it; `python part` must only be Python.  Sleeps are cut
short.  What has one thread runs once; with several it runs until it has said
one thing more often than any other, and clearly so if that is a wrong one: the
machine may be busy.  Nothing measures time.
"""
import ast
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import pairs

RIGHT_AHEAD = 2                   # so many runs more than of any other
WRONG_AHEAD = 5
MOST = 40
LONGEST = 0.08                    # seconds that a program's sleeps may last
FENCE = re.compile(r'^(```+)([^\n`]*)\n(.*?)^\1[ ]*$', re.M | re.S)
SETUP = re.compile(r'^[\w-]+(?:[ ]+"[^"]*")?:[ ]+(?:([\w-]+) in )?(\w.*)$')
SEVERAL = re.compile(r'threading|concurrent|multiprocessing|to_thread')
NO_SETUPS = {'at', 'until', 'focus'}

Block = collections.namedtuple('Block', 'kind name text line')


def blocks(lesson):
    for fence in FENCE.finditer(lesson):
        kind, _, name = fence[2].strip().partition(' ')
        yield Block(kind, name.strip(), fence[3],
                    lesson.count('\n', 0, fence.start()) + 2)


def setup_of(wanted, lesson):
    """The first setup of the first stage that shows this scenario."""
    last = ''
    for block in lesson:
        if block.kind == 'scenario':
            last = block.name
        if block.kind != 'stage':
            continue
        for line in block.text.splitlines():
            found = SETUP.match(line)
            if found and line.split(':')[0] not in NO_SETUPS:
                if (found[1] or block.name or last) == wanted:
                    return found[2]
    return None


def simulated(turntable, scenario, setup, folder):
    """What the scenario prints, and the seconds that it takes."""
    path = os.path.join(folder, 'scenario.tt')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(scenario)
    done = subprocess.run(
        [turntable, 'run', path, '--as', setup, '--format', 'jsonl'],
        encoding='utf-8', timeout=60, capture_output=True, check=True)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    return (''.join(event['text'] + '\n' for event in events
                    if event['ev'] == 'print'),
            max(event['t'] for event in events if 't' in event) / 1e9)


def said(program, seconds, folder, right=None, most=MOST):
    """What a program prints; of several runs, what most of them do."""
    path = os.path.join(folder, 'program.py')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(program)
    quick = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                         'quick.py')
    runs = collections.Counter()
    for _ in range(most):
        done = subprocess.run(
            [sys.executable, '-E', quick, str(max(1, seconds / LONGEST)),
             path], encoding='utf-8', timeout=60, capture_output=True,
            check=False)
        if done.returncode or done.stderr:
            return done.stderr or 'status %d\n' % done.returncode
        runs[done.stdout] += 1
        first, second = (runs.most_common(2) + [(None, 0)])[:2]
        ahead = RIGHT_AHEAD if first[0] == right else WRONG_AHEAD
        if not SEVERAL.search(program) or first[1] - second[1] >= ahead:
            break
    return runs.most_common(1)[0][0]


def fault(turntable, block, lesson):
    """What is wrong with a block of Python, or None."""
    if block.name == 'part':
        try:
            compile(block.text, 'part', 'exec',
                    ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError as error:
            return str(error)
        return None
    with tempfile.TemporaryDirectory() as folder:
        if not block.name:
            program = block.text + '\nprint("ran to its end")\n'
            last = said(program, 2, folder, most=1)
            return None if last.endswith('ran to its end\n') else last
        scenarios = [b.text for b in lesson
                     if b.kind == 'scenario' and b.name == block.name]
        setup = setup_of(block.name, lesson)
        if not scenarios or not setup:
            return 'no scenario %s, or no stage shows it' % block.name
        ours, seconds = simulated(turntable, scenarios[0], setup, folder)
        python = said(block.text, seconds, folder, ours)
    if python == ours:
        return None
    return 'python:\n%s%s:\n%s' % (python, setup, ours)


def main():
    turntable = pairs.turntable_of('Python in lessons')
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          '..', '..', 'lessons')
    count = 0
    for path in sorted(glob.glob(os.path.join(folder, '*', '*.md'))):
        with open(path, encoding='utf-8') as source:
            lesson = list(blocks(source.read()))
        for block in lesson:
            if block.kind != 'python':
                continue
            count += 1
            wrong = fault(turntable, block, lesson)
            for line in (wrong or '').splitlines():
                print('# ' + line)
            print('%s %d - %s:%d %s' % (
                'not ok' if wrong else 'ok', count,
                os.path.relpath(path, folder), block.line, block.name),
                flush=True)
    print('1..%d' % count)


if __name__ == '__main__':
    main()
