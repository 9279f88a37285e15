# Right, but says with its exit code that it failed.
import sys

a, b = map(int, sys.stdin.read().split())
print(a + b)
sys.exit(3)
