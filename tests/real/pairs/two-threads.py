# SPDX-License-Identifier: MIT
import sys
import threading
import time

sys.setswitchinterval(5)          # seconds: nobody is interrupted


def say(text):
    print(text + '\n', end='')    # in one piece, whoever else prints


def task(name, seconds):
    say(f'begin {name}')
    time.sleep(seconds)
    say(f'end {name}')


threads = [threading.Thread(target=task, args=('A', 0.004)),
           threading.Thread(target=task, args=('B', 0.012))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
say('all are done')
