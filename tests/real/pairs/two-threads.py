import threading
import time


def say(text):
    print(text + '\n', end='')   # in one piece, whoever else prints


def task(name):
    say(f'begin {name}')
    time.sleep(0.004)
    say(f'end {name}')


threads = [threading.Thread(target=task, args=(name,)) for name in 'AB']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
say('all are done')
