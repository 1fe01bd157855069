# SPDX-License-Identifier: MIT
import sys
import threading

sys.setswitchinterval(5)          # seconds: nobody is interrupted


def say(text):
    print(text + '\n', end='')    # in one piece, whoever else prints


child = threading.Thread(target=say, args=('the child',))
say('before')
child.start()
say('after start')
child.join()
say('after join')
