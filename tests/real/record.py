# SPDX-License-Identifier: MIT
"""Records anew what asyncio did: tests/real/recorded, tests/real/corner.

oracle.py compares turntable with them, so the order is tested also where no
Python 3.11 is at hand.  In `recorded` of every flavour stands the first seed
whose log is neither short nor long and rich in different records; in `corner`
the programs are kept, each the smallest found that shows one rule (`about`),
and only their logs are made.  Needs Python 3.11.3 or a later 3.11.
"""
import glob
import json
import os
import sys

import compare
import randomly
import reference

SHORTEST, LONGEST, KINDS = 30, 80, 13


def good(log):
    return SHORTEST <= len(log) <= LONGEST and \
        len({record['ev'] for record in log}) >= KINDS


def chosen():
    """(name, program, log) of one seed of every flavour."""
    count = len(randomly.FLAVOURS)
    for place, flavour in enumerate(randomly.FLAVOURS):
        for seed in range(place, place + 5000 * count, count):
            program = randomly.program_of(seed)
            log = reference.run(program)
            if good(log):
                yield '%s-%d' % (flavour[0], seed), program, log
                break


def save(path, program, log):
    """A key of the program a line, a record of the log a line."""
    with open(path + '.json', 'w', encoding='utf-8') as out:
        out.write('{' + ',\n '.join(
            '%s: %s' % (json.dumps(key), json.dumps(program[key]))
            for key in program) + '}\n')
    with open(path + '.log', 'w', encoding='utf-8') as out:
        out.writelines(reference.line(record) + '\n' for record in log)


def record_flavours(folder):
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for name, program, log in chosen():
        save(os.path.join(folder, name), program, log)


def record_corners(folder):
    for path in sorted(glob.glob(os.path.join(folder, '*.json'))):
        with open(path, encoding='utf-8') as source:
            program = json.load(source)
        save(path.removesuffix('.json'), program, reference.run(program))


def main():
    if compare.python_key() != '3.11.7' or sys.version_info[:2] != (3, 11):
        sys.exit('record.py: needs Python 3.11.3 or a later 3.11')
    reference.be_silent()
    here = os.path.dirname(os.path.abspath(__file__))
    record_flavours(os.path.join(here, 'recorded'))
    record_corners(os.path.join(here, 'corner'))


if __name__ == '__main__':
    main()
