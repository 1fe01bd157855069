# SPDX-License-Identifier: MIT
"""Makes a program that differs smaller while it goes on differing.

Tries to drop each operation, to put a block's inside in its place, and to
drop whole tasks, until nothing more can go.
"""
import copy


def lists_in(ops):
    """Every list of operations, the outermost first."""
    yield ops
    for op in ops:
        for key in ('ops', 'handler', 'finally', 'else'):
            if key in op:
                yield from lists_in(op[key])
        for clause in op.get('clauses', []):
            yield from lists_in(clause[1])


def bodies(program):
    main = [program['main']] if 'main' in program else []
    return main + list(program['tasks'].values())


def smaller_ones(program):
    """Programs that are one step smaller, each a fresh copy."""
    for body in range(len(bodies(program))):
        count = sum(1 for _ in lists_in(bodies(program)[body]))
        for number in range(count):
            yield from cuts(program, body, number)
    for name in program['tasks']:
        if program['tasks'][name]:
            less = copy.deepcopy(program)
            less['tasks'][name] = []
            yield less


def cuts(program, body, number):
    size = len(list(lists_in(bodies(program)[body]))[number])
    for place in range(size):
        less = copy.deepcopy(program)
        ops = list(lists_in(bodies(less)[body]))[number]
        inner = ops[place].get('ops')
        del ops[place]
        yield less
        if inner:
            less = copy.deepcopy(program)
            list(lists_in(bodies(less)[body]))[number][place:place + 1] = \
                copy.deepcopy(inner)
            yield less


def shrink(program, differs):
    """The smallest found for which differs(program) still holds."""
    going = True
    while going:
        going = False
        for less in smaller_ones(program):
            if differs(less):
                program, going = less, True
                break
    return program
