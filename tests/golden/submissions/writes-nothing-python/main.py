# Reads, and prints nothing.
import sys

a, b = map(int, sys.stdin.read().split())
