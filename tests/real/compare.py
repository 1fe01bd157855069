# SPDX-License-Identifier: MIT
"""Runs a program on turntable and compares its log with the one it should be.

For oracle.py and differential.py; compare.find_difference is what they share.
"""
import asyncio
import os
import subprocess
import sys

import reference
import to_log
import to_scenario

BEFORE = 6                        # records shown before a difference


class Engine:
    """The turntable that is tested."""

    def __init__(self, binary, python='3.11.7'):
        self.binary = binary
        self.python = python

    def trace(self, scenario):
        """Its trace in jsonl, a list of lines; ValueError if it refuses."""
        command = [self.binary, 'run', '-', '--format', 'jsonl', '--as',
                   '%s python=%s' % (scenario.setup, self.python)]
        try:
            done = subprocess.run(command, input=scenario.text, timeout=60,
                                  encoding='utf-8', capture_output=True)
        except subprocess.TimeoutExpired:
            raise ValueError('turntable does not end') from None
        if done.returncode != 0:
            raise ValueError('turntable ended with %d: %s' % (
                done.returncode, done.stderr.strip()[-2000:]))
        return done.stdout.splitlines()

    def log(self, program):
        scenario = to_scenario.scenario_of(program)
        return to_log.log_of(self.trace(scenario), scenario, program)


def python_key():
    """Which order this interpreter has: timeouts changed after 3.11.2."""
    enter = asyncio.Timeout.__aenter__.__code__
    return '3.11.7' if '_cancelling' in enter.co_names else '3.11.2'


def find_difference(engine, program, expected):
    """None if turntable's log is the expected one (a list of lines); else
    what differs first, as text to read."""
    try:
        got = [reference.line(record) for record in engine.log(program)]
    except ValueError as why:
        return str(why)
    if got == expected:
        return None
    return describe(expected, got)


def describe(expected, got):
    at = next((i for i, pair in enumerate(zip(expected, got))
               if pair[0] != pair[1]), min(len(expected), len(got)))
    told = ['  ' + line for line in expected[max(0, at - BEFORE):at]]
    told += ['asyncio    ' + line for line in expected[at:at + 3]]
    told += ['turntable  ' + line for line in got[at:at + 3]]
    return '\n'.join(told)


def commented(text):
    """As lines of a TAP report that are only read by people."""
    return ''.join('# %s\n' % line for line in text.splitlines())


def add_arguments(parser):
    """What every script here takes."""
    parser.add_argument(
        '--turntable', metavar='BIN', default=os.environ.get('TURNTABLE'),
        help='the program to test (default: $TURNTABLE)')
    parser.add_argument(
        '--status', action='store_true',
        help='end with 1 if anything differs; else the report alone says it')


def report(passed, failed, status):
    """The last line; does not return."""
    print('# %d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed and status else 0)
