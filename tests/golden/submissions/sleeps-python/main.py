# Sleeps where the sum is asked of 1 and 2, and is right otherwise.
import sys
import time

a, b = map(int, sys.stdin.read().split())
if (a, b) == (1, 2):
    time.sleep(60)
print(a + b)
