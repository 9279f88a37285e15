# A child turns for ever: its CPU time counts, or the wall time does.
import os

if os.fork() == 0:
    while True:
        pass
os.wait()
