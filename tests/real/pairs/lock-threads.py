# SPDX-License-Identifier: MIT
import sys
import threading

sys.setswitchinterval(5)          # seconds: nobody is interrupted


def say(text):
    print(text + '\n', end='')    # in one piece, whoever else prints


door = threading.Lock()


def b():
    for _ in range(2):
        with door:
            say('b has it')


door.acquire()
thread = threading.Thread(target=b)
thread.start()
for _ in range(2):
    door.release()
    door.acquire()
    say('main has it')
door.release()
thread.join()
