# SPDX-License-Identifier: MIT
"""Small programs as they are in real Python, and the scenarios that say them.

Each pair in tests/real/pairs is NAME.py and NAME.tt; the second's first line
names the setup.  Their printed lines must be the same.  The machine may be
busy, so a real program runs until it has said one thing clearly more often
than any other; nothing measures time.
"""
import argparse
import collections
import glob
import json
import os
import subprocess
import sys

AHEAD = 5                         # so many runs more than of any other
MOST = 60


def said_by_python(path):
    runs = collections.Counter()
    for _ in range(MOST):
        # -E: an unbuffered print would let the interpreter lock go.
        done = subprocess.run([sys.executable, '-E', path], encoding='utf-8',
                              timeout=60, capture_output=True, check=True)
        runs[done.stdout] += 1
        first, second = (runs.most_common(2) + [(None, 0)])[:2]
        if first[1] - second[1] >= AHEAD:
            break
    return runs.most_common(1)[0][0]


def said_by_turntable(turntable, path):
    with open(path, encoding='utf-8') as source:
        setup = source.readline().removeprefix('# as: ').strip()
    done = subprocess.run(
        [turntable, 'run', path, '--as', setup, '--format', 'jsonl'],
        encoding='utf-8', timeout=60, capture_output=True, check=False)
    events = map(json.loads, done.stdout.splitlines())
    return ''.join(event['text'] + '\n' for event in events
                   if event['ev'] == 'print') + done.stderr


def check(turntable, path):
    """None if both say the same; else what they say."""
    python = said_by_python(path[:-3] + '.py')
    ours = said_by_turntable(turntable, path)
    if python == ours:
        return None
    return 'python:\n%sturntable:\n%s' % (python, ours)


def turntable_of(description):
    """The program, as the command line or the environment names it."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('--turntable', metavar='BIN',
                        default=os.environ.get('TURNTABLE'))
    turntable = parser.parse_args().turntable
    if not turntable:
        parser.error('--turntable or $TURNTABLE must name the program')
    return turntable


def main():
    turntable = turntable_of('pairs of programs')
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'pairs')
    paths = sorted(glob.glob(os.path.join(folder, '*.tt')))
    print('1..%d' % len(paths))
    for number, path in enumerate(paths, 1):
        difference = check(turntable, path)
        for line in (difference or '').splitlines():
            print('# ' + line)
        print('%s %d - %s' % ('not ok' if difference else 'ok', number,
                              os.path.basename(path)[:-3]), flush=True)


if __name__ == '__main__':
    main()
