# SPDX-License-Identifier: MIT
import queue
import sys
import threading

sys.setswitchinterval(5)          # seconds: nobody is interrupted


def say(text):
    print(text + '\n', end='')    # in one piece, whoever else prints


box = queue.Queue(1)


def consumer():
    for _ in range(3):
        say(f'got {box.get()}')
        box.task_done()


box.put(1)
thread = threading.Thread(target=consumer)
thread.start()
box.join()
say('empty')
box.put(2)
box.join()
box.put(3)
box.join()
say('empty again')
thread.join()
