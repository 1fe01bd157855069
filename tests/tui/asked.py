#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Questions answered in a terminal, by keys and by the mouse: an order, several
and one; what is said of a wrong try does not tell the right one."""
import os
import pathlib
import tempfile

from terminal import Tmux, command, poll
from tap import done, ok

LESSON = """# T

## One

```quiz order
In which order?
* alpha
* beta
* gamma
why: As in the alphabet.
```

```quiz many
Which are letters?
* delta
* epsilon
- seven !number  That is a number.
why: Numbers are not.
```

```quiz one
Which is first?
* zeta
- omega !last  It is the last.
- psi !late  It is late.
```
"""
CLICK = "\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"


def row_of(tmux, word):
    """The row of the option with that word, from 1."""
    def found():
        return next((number for number, line in enumerate(tmux.screen(), 1)
                     if line.rstrip().endswith(word)), 0)
    return poll(found)


def key_of(tmux, word):
    """Its number key."""
    line = tmux.screen()[row_of(tmux, word) - 1]
    return line.replace("\u25b8", " ").split()[0]


def click(tmux, word):
    tmux.run("send-keys", "-l", CLICK.format(x=9, y=row_of(tmux, word)))


def order(tmux):
    for word in ("gamma", "beta", "alpha"):
        click(tmux, word)
    ok("clicks number an order", tmux.has("(3) alpha"))
    tmux.keys("Enter")
    ok("a wrong one is told how much is right",
       tmux.has("In their places: 1 of 3. One more try."))
    ok("but not what", "alphabet" not in "\n".join(tmux.screen()))
    keys = [key_of(tmux, word) for word in ("alpha", "beta", "gamma")]
    tmux.keys(*keys)
    ok("keys number it, too", tmux.has("(3) gamma"))
    tmux.keys("BSpace")
    ok("and it is taken back", tmux.has("( ) gamma"))
    tmux.keys(keys[2], "Enter")
    ok("the right one is told", tmux.has("Your second guess."))


def several(tmux):
    tmux.keys("n")
    click(tmux, "delta")
    ok("a click marks", tmux.has("[x] delta"))
    tmux.keys("Enter")
    ok("what is right is not all",
       tmux.has("Not all yet. What you chose is right (1), but something"))
    tmux.keys(key_of(tmux, "delta"), key_of(tmux, "seven"), "Enter")
    ok("what is wrong is explained", tmux.has("That is a number."))
    ok("and the answer is told", tmux.has("Numbers are not."))


def one(tmux):
    tmux.keys("n")
    click(tmux, "omega")
    ok("a click is an answer", tmux.has("It is the last. One more try."))
    tmux.keys(key_of(tmux, "zeta"))
    ok("a key is one, too", tmux.has("Your second guess."))


with tempfile.TemporaryDirectory() as top:
    path = pathlib.Path(top, "t.md")
    path.write_text(LESSON)
    os.environ["XDG_STATE_HOME"] = top
    terminal = Tmux(command("learn", str(path)))
    terminal.keys("n")
    order(terminal)
    several(terminal)
    one(terminal)
    terminal.keys("q", "q")
    ok("q ends it", poll(terminal.is_dead))
    terminal.close()
done()
