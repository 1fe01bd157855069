#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whatever ends the program while it writes a file, nothing stays of it, and
what was there before is as it was."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import TURNTABLE, done, ok  # noqa: E402

SCENARIO = """task a times 100:
    repeat 1000:
        work 1
        yield
"""
ATTEMPTS = 50  # a quick machine may have written it all before it is looked at


def is_writing(pid, folder):
    """Has the process a file of this folder open?"""
    try:
        return any(os.readlink(entry).startswith(str(folder))
                   for entry in pathlib.Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def caught_writing(folder, number):
    """Ends one in the midst of it; False if it was too quick."""
    target = folder / "out.jsonl"
    with subprocess.Popen(
            [TURNTABLE, "run", folder.parent / "it.tt", "--as", "threads",
             "--format", "jsonl", "--output", target],
            preexec_fn=lambda: signal.signal(signal.SIGINT,
                                             signal.SIG_DFL)) as program:
        while program.poll() is None and not is_writing(program.pid, folder):
            pass
        program.send_signal(number)
        return program.wait() == -number


def law(number):
    name = signal.Signals(number).name
    with tempfile.TemporaryDirectory() as root:
        folder = pathlib.Path(os.path.realpath(root), "out")
        folder.mkdir()
        (folder.parent / "it.tt").write_text(SCENARIO, encoding="utf-8")
        caught = False
        for _ in range(ATTEMPTS):
            (folder / "out.jsonl").write_text("before", encoding="utf-8")
            caught = caught_writing(folder, number)
            if caught:
                break
        ok(f"{name}: it was ended while it wrote", caught)
        ok(f"{name}: nothing is left beside the file",
           os.listdir(folder) == ["out.jsonl"], os.listdir(folder))
        ok(f"{name}: which is as it was",
           (folder / "out.jsonl").read_text(encoding="utf-8") == "before")


for deadly in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
    law(deadly)
done()
