#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tab in bash, zsh and fish, each in a terminal of its own."""
import os
import pathlib
import shlex
import shutil
import tempfile

from terminal import PROGRAM, SRC, Tmux, poll
from tap import done, ok

# What is typed before Tab, and what the line comes to hold.
CASES = [
    ("turntable ru", "turntable run"),
    ("turntable run --form", "turntable run --format"),
    ("turntable run --format j", "turntable run --format jsonl"),
    ("turntable run --format=j", "turntable run --format=jsonl"),
    ("turntable list knob", "turntable list knobs"),
    ("turntable run --as thr", "turntable run --as threads"),
    ("turntable run --as 'threads pol", "turntable run --as 'threads policy="),
    ("turntable run --as 'threads policy=lot",
     "turntable run --as 'threads policy=lottery"),
    ("turntable run kit", "turntable run kitchen.tt"),
]

BASH = """PS1='$ '
. /usr/share/bash-completion/bash_completion
. {folder}/bash/turntable
bind 'set bell-style none'
"""
ZSH = """PS1='$ '
fpath=({folder}/zsh $fpath)
autoload -U compinit
compinit -u -d {home}/dump
"""
FISH = """function fish_prompt; echo -n '$ '; end
function fish_greeting; end
set -g fish_autosuggestion_enabled 0
source {folder}/fish/turntable.fish
"""

SHELLS = [
    ("bash", BASH, "bashrc", ["--noprofile", "--rcfile", "{home}/bashrc"]),
    ("zsh", ZSH, ".zshrc", ["-i"]),
    ("fish", FISH, "init.fish",
     ["--no-config", "--init-command", "source {home}/init.fish"]),
]


def start(shell, rc, name, words, home):
    place = {"folder": (SRC / "completions").resolve(), "home": home}
    pathlib.Path(home, name).write_text(rc.format(**place))
    pathlib.Path(home, "kitchen.tt").write_text("")
    path = f"{pathlib.Path(PROGRAM).parent}:{os.environ['PATH']}"
    environment = [f"HOME={home}", f"ZDOTDIR={home}", f"PATH={path}",
                   f"XDG_CONFIG_HOME={home}", f"XDG_DATA_HOME={home}"]
    return Tmux(f"cd {home} && env {shlex.join(environment)} {shell} "
                + shlex.join(word.format(**place) for word in words),
                width=120)


def clear(tmux):
    """An empty line at the top; ^U leaves a list of words, ^C leaves lines."""
    for keys in ("C-c", "C-u", "C-l"):
        tmux.keys(keys)
    return poll(lambda: "".join(tmux.screen()) == "$")


def try_shell(shell, *how):
    with tempfile.TemporaryDirectory() as home:
        tmux = start(shell, *how, home)
        ok(f"{shell} begins", tmux.has("$"), *tmux.screen())
        for typed, expected in CASES:
            tmux.keys("-l", typed)
            tmux.has(typed)
            tmux.keys("Tab")
            ok(f"{shell}: {typed}", tmux.has(f"$ {expected}"), *tmux.screen())
            ok(f"{shell}: and away with it", clear(tmux), *tmux.screen())
        tmux.close()


for each in SHELLS:
    if shutil.which(each[0]):
        try_shell(*each)
    else:
        ok(f"{each[0]} is installed", False)
done()
