# 1 MB without a newline.
import sys

a, b = map(int, sys.stdin.read().split())
print('7' * (1 << 20))
