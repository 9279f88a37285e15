# The right sum, and bytes behind it that are no text.
import sys

a, b = map(int, sys.stdin.read().split())
sys.stdout.buffer.write(str(a + b).encode() + b'\xff\xfe\x80\n')
