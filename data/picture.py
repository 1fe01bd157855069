#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws a terminal's screen as SVG: data/screen.svg, README's picture.

    tmux capture-pane -e -p | data/picture.py TITLE >data/screen.svg

Reads lines with their colours (SGR 0, 1, 4, 7, 38;5;N, 48;5;N and the likes).
Blanks are places, not text: what draws the picture may leave them out.
"""
import re
import sys
import unicodedata
from xml.sax.saxutils import escape

CELL, ROW, EDGE = 8.4, 18, 14
PAPER, INK = "#1c1c1c", "#d0d0d0"
BASIC = ("#000000 #cc5555 #55aa55 #cdaa55 #5588cc #aa55aa #55aaaa #d0d0d0 "
         "#808080 #ff8080 #80ff80 #ffff80 #80a0ff #ff80ff #80ffff #ffffff"
         ).split()


def colour(number):
    """One of xterm's 256."""
    if number < 16:
        return BASIC[number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[number // by % 6]:02x}" for by in (36, 6, 1))


def change(style, codes):
    """The style after a sequence of SGR codes."""
    style, codes = dict(style), list(codes)
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code in (38, 48):
            codes.pop(0)
            style["ink" if code == 38 else "paper"] = colour(codes.pop(0))
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style["ink"] = colour(code - (30 if code < 90 else 82))
        elif code in (39, 49):
            style.pop("ink" if code == 39 else "paper", None)
        elif code in (1, 4, 7, 22, 24, 27):
            name = {1: "bold", 4: "line", 7: "turned", 22: "bold",
                    24: "line", 27: "turned"}[code]
            style[name] = code < 10
    return style


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else
               0 if unicodedata.combining(c) else 1 for c in text)


def pieces(line, style):
    """(column, text, style) of a line, and the style it ends with."""
    column, found = 0, []
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b"):
            style = change(style, [int(code or 0)
                                   for code in part[2:-1].split(";")])
        elif part:
            found.append((column, part, style))
            column += width(part)
    return found, style


def draw(column, row, text, style):
    ink, paper = style.get("ink", INK), style.get("paper")
    if style.get("turned"):
        ink, paper = paper or PAPER, ink
    x, y = EDGE + column * CELL, EDGE + row * ROW
    wide = width(text) * CELL
    if paper:
        yield (f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" '
               f'height="{ROW}" fill="{paper}"/>')
    more = ' font-weight="bold"' if style.get("bold") else ""
    if style.get("line"):
        more += ' text-decoration="underline"'
    for part in re.finditer(r"\S+(?: \S+)*", text):
        at, wide = width(text[:part.start()]), width(part.group())
        yield (f'<text x="{x + at * CELL:.1f}" y="{y + 13:.1f}" fill="{ink}"'
               f'{more} textLength="{wide * CELL:.1f}">'
               f'{escape(part.group())}</text>')


def picture(title, lines):
    drawn, style, columns = [], {}, 0
    for row, line in enumerate(lines):
        found, style = pieces(line, style)
        for column, text, how in found:
            drawn += draw(column, row, text, how)
            columns = max(columns, column + width(text))
    wide = 2 * EDGE + columns * CELL
    high = 2 * EDGE + len(lines) * ROW
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} '
           f'{high}" font-family="DejaVu Sans Mono, Menlo, Consolas, '
           'monospace" font-size="14">')
    yield "<!-- SPDX-License-Identifier: MIT -->"
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>'
    yield from drawn
    yield "</svg>"


for each in picture(sys.argv[1], sys.stdin.read().rstrip("\n").split("\n")):
    print(each)
