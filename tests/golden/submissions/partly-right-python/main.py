# Cuts the sum to 32 bits: right in one group of two.
import sys

a, b = map(int, sys.stdin.read().split())
print((a + b + 2**31) % 2**32 - 2**31)
