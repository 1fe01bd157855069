# SPDX-License-Identifier: MIT
"""Folders of recorded programs: turntable must give the recorded logs.

oracle.py [--turntable BIN] [--python KEY] [--status] [DIR...]
oracle.py --reference DIR...      the logs against this Python, not turntable

A recording is NAME.json, a program, and NAME.log beside it, the log that real
asyncio gave, one record a line; folders are searched to the bottom.  Prints
TAP; of each difference the first record and those before it.
"""
import argparse
import glob
import json
import os

import compare
import reference


HERE = os.path.dirname(os.path.abspath(__file__))
OURS = [os.path.join(HERE, name) for name in ('corner', 'recorded')]


def recordings(folder):
    """Paths of its programs, without `.json`, in order."""
    found = []
    for path, _, names in os.walk(folder):
        found += [os.path.join(path, name[:-5]) for name in names
                  if name.endswith('.json') and name[:-5] + '.log' in names]
    return sorted(found)


def read(path):
    with open(path, encoding='utf-8') as source:
        return source.read()


class ThisPython:
    """Stands in for the engine: real asyncio itself."""

    def log(self, program):
        return reference.run(program)


def check(engine, folders):
    """Prints the TAP of all recordings; how many passed and failed."""
    failed = count = 0
    for folder in folders:
        for path in recordings(folder):
            count += 1
            difference = compare.find_difference(
                engine, json.loads(read(path + '.json')),
                read(path + '.log').splitlines())
            if difference is not None:
                failed += 1
                print(compare.commented(difference), end='')
            print('%s %d - %s' % ('not ok' if difference else 'ok', count,
                                  os.path.basename(path)), flush=True)
    if count == 0 and any(names for folder in folders for names in
                          glob.glob(folder + '/**/cases.jsonl',
                                    recursive=True)):
        print('ok 1 - recorded programs # SKIP only runs of simulators here')
        count = 1
    elif count == 0:
        print('not ok 1 - there are recordings in ' + ' '.join(folders))
        count = failed = 1
    print('1..%d' % count)
    return count - failed, failed


def main():
    parser = argparse.ArgumentParser(
        description='recorded programs on turntable')
    compare.add_arguments(parser)
    parser.add_argument('--python', metavar='KEY', default='3.11.7',
                        help='whose order the logs have (3.11.7)')
    parser.add_argument('--reference', action='store_true',
                        help='compare this Python instead of turntable')
    parser.add_argument('folders', nargs='*', metavar='DIR',
                        help='default: $TT_ORACLE or our own recordings')
    options = parser.parse_args()
    folders = options.folders or [
        folder for folder in [os.environ.get('TT_ORACLE')] if folder] or OURS
    if not options.turntable and not options.reference:
        parser.error('--turntable or $TURNTABLE must name the program')
    reference.be_silent()
    engine = ThisPython() if options.reference else compare.Engine(
        options.turntable, options.python)
    compare.report(*check(engine, folders), options.status)


if __name__ == '__main__':
    main()
