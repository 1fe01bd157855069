# SPDX-License-Identifier: MIT
"""Makes tests/real/recorded anew: a few programs and what asyncio did.

oracle.py compares turntable with them, so the order is tested also where no
Python 3.11 is at hand.  Of every flavour the first seed is taken whose log is
neither short nor long and rich in different records; needs Python 3.11.3 or a
later 3.11.  The result is the same on every machine.
"""
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


def main():
    if compare.python_key() != '3.11.7' or sys.version_info[:2] != (3, 11):
        sys.exit('record.py: needs Python 3.11.3 or a later 3.11')
    reference.be_silent()
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          'recorded')
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for name, program, log in chosen():
        path = os.path.join(folder, name)
        with open(path + '.json', 'w', encoding='utf-8') as out:
            json.dump(program, out, separators=(',', ':'))
            out.write('\n')
        with open(path + '.log', 'w', encoding='utf-8') as out:
            out.writelines(reference.line(r) + '\n' for r in log)


if __name__ == '__main__':
    main()
