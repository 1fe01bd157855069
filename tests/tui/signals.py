#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The terminal is given back as it was, whatever ends or stops the program."""
import pathlib
import signal
import tempfile

from terminal import KITCHEN, PROGRAM, Pty, Tmux, command, poll
from tap import done, ok

LEFT = b"\x1b[?1049l"  # the alternate screen
MOUSE_OFF = b"\x1b[?1002l"


def start():
    program = Pty([PROGRAM, "play", KITCHEN])
    ok("it draws", program.has(b"kitchen.tt") and program.has(b"play"))
    return program


def given_back(name, program):
    ok(f"{name}: settings are as before",
       program.settings() == program.before)
    ok(f"{name}: the screen is given back", LEFT in program.out)
    ok(f"{name}: and the mouse", MOUSE_OFF in program.out)


def ends_by(number):
    name = signal.Signals(number).name
    program = start()
    ok(f"{name}: it had taken the terminal",
       program.settings() != program.before)
    program.signal(number)
    status = program.ended()
    # A sanitizer reports a crash and ends the program in its own way.
    ok(f"{name} ends it", status == -number or b"Sanitizer" in program.out,
       status, program.out[-200:])
    given_back(name, program)
    program.close()


def ends_by_key():
    program = start()
    program.send(b"q")
    ok("q ends it", program.ended() == 0)
    given_back("q", program)
    program.close()


def stops():
    with tempfile.TemporaryDirectory() as folder:
        tmux = Tmux("env PS1='ready> ' bash --norc --noprofile -i")
        before, after = (pathlib.Path(folder, name) for name in "ab")
        ok("a shell is there", tmux.has("ready>"))
        play = command("play", KITCHEN, "--as", "sync")
        tmux.keys(f"stty -g >{before}; {play}", "Enter")
        ok("it draws in the shell", tmux.has("space play"))
        tmux.keys("C-z")
        ok("^Z stops it", tmux.has("Stopped"))
        tmux.keys(f"stty -g >{after}", "Enter")
        poll(lambda: after.exists() and after.read_text().endswith("\n"))
        ok("settings are as before",
           before.read_text() == after.read_text())
        tmux.keys("fg", "Enter")
        ok("fg draws it again", tmux.has("space play"))
        tmux.keys("Right")
        ok("and it hears keys", tmux.has("arrives"))
        tmux.keys("q")
        ok("q gives the shell back", poll(
            lambda: "ready>" in tmux.screen()[-1]
            or any(line.startswith("ready>") for line in tmux.screen())))
        tmux.close()


for deadly in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT,
               signal.SIGSEGV, signal.SIGABRT):
    ends_by(deadly)
ends_by_key()
stops()
done()
