# The child takes the memory; the limit is for all processes together.
import os

if os.fork() == 0:
    chunks = []
    while True:
        chunks.append(b'x' * (1 << 20))
os.wait()
print(3)
