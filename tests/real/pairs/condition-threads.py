# SPDX-License-Identifier: MIT
import sys
import threading

sys.setswitchinterval(5)          # seconds: nobody is interrupted


def say(text):
    print(text + '\n', end='')    # in one piece, whoever else prints


changed = threading.Condition()


def waiter(number):
    with changed:
        changed.wait()
    say(f'waiter {number}')


threads = [threading.Thread(target=waiter, args=(n,)) for n in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    with changed:
        changed.notify()
    thread.join()
say('end')
