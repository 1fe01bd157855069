# SPDX-License-Identifier: MIT
"""Random programs: turntable's async setup against this Python's asyncio.

differential.py [--count N] [--from SEED] [--jobs N] [--shrink SEED]

Each seed is a program, run by the real asyncio on a virtual clock and by
turntable as a scenario; the two logs must be the same, record for record, the
loop's iterations included.  Needs Python 3.11, whose order turntable has; which
of its two orders (the key `python`) is found from the interpreter.
--shrink prints the smallest program found that still differs.
"""
import sys

if sys.version_info[:2] != (3, 11):
    print('1..0 # SKIP asyncio of Python 3.11 is what turntable follows,'
          ' this is %d.%d' % sys.version_info[:2])
    sys.exit()

import argparse
import collections
import json
import multiprocessing
import os

import compare
import randomly
import reference
import shrink
import to_scenario

SHOWN = 3                         # differences printed of each flavour


class Sides:
    """Both sides of the comparison."""

    def __init__(self, turntable):
        self.engine = compare.Engine(turntable, compare.python_key())

    def difference(self, program):
        expected = [reference.line(r) for r in reference.run(program)]
        return compare.find_difference(self.engine, program, expected)

    def check(self, seed):
        program = randomly.program_of(seed)
        try:
            return seed, program['flavour'], self.difference(program)
        except Exception as why:  # the test's own mistake: to be seen
            return seed, program['flavour'], 'the test itself: %r' % why


def results(sides, seeds, jobs):
    """(seed, flavour, difference or None) of every seed, in order."""
    reference.be_silent()
    if jobs <= 1:
        yield from map(sides.check, seeds)
        return
    with multiprocessing.Pool(jobs, reference.be_silent) as pool:
        yield from pool.imap(sides.check, seeds, chunksize=16)


def tell(outcome):
    """The TAP of (seed, flavour, difference) triples; passed, failed."""
    wrong = collections.defaultdict(list)
    count = collections.Counter()
    for seed, flavour, difference in outcome:
        count[flavour] += 1
        if difference is not None:
            wrong[flavour].append(seed)
            if len(wrong[flavour]) <= SHOWN:
                print('# seed %d\n%s' % (
                    seed, compare.commented(difference)), end='', flush=True)
    for number, flavour in enumerate(sorted(count), 1):
        bad = wrong[flavour]
        if bad:
            print('# differ: ' + ' '.join(map(str, bad[:40])))
        print('%s %d - %d programs: %s' % (
            'not ok' if bad else 'ok', number, count[flavour], flavour))
    print('1..%d' % len(count))
    failed = sum(map(len, wrong.values()))
    return sum(count.values()) - failed, failed


def like(difference, first):
    """Is it a difference of the same sort: of logs, or no log at all?"""
    return difference is not None and \
        difference.startswith('turntable') == first.startswith('turntable')


def show_smallest(sides, seed):
    """Everything about one seed, made as small as it can be."""
    reference.be_silent()
    program = randomly.program_of(seed)
    difference = sides.difference(program)
    if difference is None:
        print('seed %d does not differ' % seed)
        return
    program = shrink.shrink(program, lambda less: like(
        sides.difference(less), difference))
    print(json.dumps(program))
    print(to_scenario.scenario_of(program).text)
    print(sides.difference(program))


def arguments():
    parser = argparse.ArgumentParser(
        description='random programs: turntable against real asyncio')
    compare.add_arguments(parser)
    parser.add_argument('--count', type=int, metavar='N',
                        default=int(os.environ.get('TT_COUNT') or 300))
    parser.add_argument('--from', type=int, default=0, dest='start',
                        metavar='SEED')
    parser.add_argument('--jobs', type=int, default=2, metavar='N')
    parser.add_argument('--shrink', type=int, metavar='SEED')
    return parser.parse_args()


def main():
    options = arguments()
    if not options.turntable:
        sys.exit('differential.py: --turntable or $TURNTABLE must name it')
    sides = Sides(options.turntable)
    if options.shrink is not None:
        show_smallest(sides, options.shrink)
        return
    print('# python=%s, seeds %d to %d' % (
        sides.engine.python, options.start,
        options.start + options.count - 1))
    seeds = range(options.start, options.start + options.count)
    compare.report(*tell(results(sides, seeds, options.jobs)),
                   options.status)


if __name__ == '__main__':
    main()
