#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The editors' lists of words are the language's own."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, clean, done, ok


def differences(name, seen, words):
    for word in sorted(words - set(seen)):
        yield f"{name}: {word} is missing"
    for word in sorted(set(seen) - words):
        yield f"{name}: {word} is no word of the language"
    for word in sorted({word for word in seen if seen.count(word) > 1}):
        yield f"{name}: {word} is there twice"


def vim_words(text):
    for line in re.findall(r"^syntax keyword \w+ (.*)$", text, re.M):
        yield from line.split()


def grammar_words(rules):
    for rule in rules:
        yield from re.findall(r"\w+", rule["match"][5:-3])


words = set(re.findall(r'\[WORD_\w+\] = \{"(\w+)"',
                       (SRC / "src/scenario/word.c").read_text()))
vim = list(vim_words((SRC / "editors/vim/syntax/turntable.vim").read_text()))
grammar = json.loads((SRC / "editors/turntable.tmLanguage.json").read_text())
rules = grammar["repository"]["words"]["patterns"]
ok("the language has words", len(words) > 50)
ok("a word too few is seen", list(differences("", vim[1:], words)))
clean("vim's words", differences("vim", vim, words))
clean("the grammar's words",
      differences("grammar", list(grammar_words(rules)), words))
ok("the grammar's patterns are regular expressions",
   all(re.compile(rule["match"]) for rule in rules))
done()
