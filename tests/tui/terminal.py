# SPDX-License-Identifier: MIT
"""A terminal to run the program in: tmux for what is seen, a pty for signals.

Nothing sleeps: poll() asks again and again until it is so, or time is up.
"""
import fcntl
import os
import pathlib
import pty
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from tap import SRC, TURNTABLE

PROGRAM = str(pathlib.Path(TURNTABLE).resolve())
KITCHEN = str((SRC / "lessons/kitchen.tt").resolve())
PATIENCE = 20


def poll(question):
    """The first answer that is not false, or the last one there was."""
    end = time.monotonic() + PATIENCE
    while True:
        answer = question()
        if answer or time.monotonic() > end:
            return answer
        select.select([], [], [], 0.01)


def frame(words, script, folder):
    """What the program says that the screen is after the script."""
    path = pathlib.Path(folder, "script")
    path.write_text(script)
    with tempfile.TemporaryDirectory() as state:
        return subprocess.run(
            [PROGRAM, *words, "--script", path, "--frame"], check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
            env=dict(os.environ, XDG_STATE_HOME=state),
        ).stdout.splitlines()


class Tmux:
    """One program in a tmux of its own."""

    def __init__(self, command, width=80, height=24, term="screen-256color"):
        self.folder = tempfile.mkdtemp()
        self.socket = str(pathlib.Path(self.folder, "tmux"))
        config = pathlib.Path(self.folder, "conf")
        config.write_text(f"set -g default-terminal {term}\n"
                          "set -g remain-on-exit on\nset -g status off\n"
                          "set -s escape-time 0\n")
        self.run("-f", str(config), "-u", "new-session", "-d", "-x",
                 str(width), "-y", str(height), command)

    def run(self, *words):
        return subprocess.run(["tmux", "-S", self.socket, *words],
                              check=False, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True).stdout

    def screen(self):
        return [line.rstrip() for line in
                self.run("capture-pane", "-p").splitlines()]

    def keys(self, *words):
        self.run("send-keys", *words)

    def resize(self, width, height):
        self.run("resize-window", "-x", str(width), "-y", str(height))

    def shows(self, expected):
        """(whether it comes to show these lines, what it shows)."""
        seen = []

        def same():
            seen[:] = self.screen()
            return seen == expected
        return poll(same), seen

    def has(self, text):
        return bool(poll(lambda: text in "\n".join(self.screen())))

    def is_dead(self):
        return "1" in self.run("list-panes", "-F", "#{pane_dead}")

    def close(self):
        self.run("kill-server")
        shutil.rmtree(self.folder, ignore_errors=True)


class Pty:
    """One program on a pty, in a session of its own."""

    def __init__(self, words, width=80, height=24):
        self.out = b""
        self.master, self.slave = pty.openpty()
        self.size(width, height, tell=False)
        self.before = termios.tcgetattr(self.slave)
        environment = dict(os.environ, TERM="xterm-256color")
        self.process = subprocess.Popen(
            words, stdin=self.slave, stdout=self.slave, stderr=self.slave,
            env=environment, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def size(self, width, height, tell=True):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ,
                    struct.pack("HHHH", height, width, 0, 0))
        if tell:
            self.signal(signal.SIGWINCH)

    def signal(self, number):
        os.kill(self.process.pid, number)

    def send(self, data):
        while data:
            ready = select.select([self.master], [self.master], [], 1)
            if ready[0]:
                self.read(0)
            if ready[1]:
                data = data[os.write(self.master, data[:256]):]

    def read(self, wait=0.01):
        """Takes in what there is; false if there was nothing."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        try:
            self.out += os.read(self.master, 65536)
        except OSError:
            return False
        return True

    def has(self, text):
        def found():
            self.read()
            return text in self.out
        return bool(poll(found))

    def ended(self):
        """Its status, as subprocess gives it; None if it does not end."""
        def over():
            while self.read(0):
                pass
            return self.process.poll() is not None
        poll(over)
        while self.read(0):
            pass
        return self.process.returncode

    def settings(self):
        return termios.tcgetattr(self.slave)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)


def command(*words):
    return shlex.join(["env", "LC_ALL=C.UTF-8", PROGRAM, *words])
