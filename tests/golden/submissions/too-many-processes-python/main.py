# Starts idle processes until it is refused one, and fails over that.
import os
import time

while True:
    if os.fork() == 0:
        time.sleep(60)
