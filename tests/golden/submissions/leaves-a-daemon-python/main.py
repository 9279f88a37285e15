# Right, and leaves a process behind that holds its output open.
import os
import sys
import time

a, b = map(int, sys.stdin.read().split())
if os.fork() == 0:
    os.setsid()
    time.sleep(60)
    os._exit(0)
print(a + b)
