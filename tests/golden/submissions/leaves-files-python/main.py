# Leaves files wherever it can, and says so if it finds them: each run must start clean.
import os
import sys

a, b = map(int, sys.stdin.read().split())

found = False
for directory in ("/tmp", "/dev/shm", "/var/tmp", "/app", "."):
    path = os.path.join(directory, "left-behind")
    found = found or os.path.lexists(path)
    try:
        with open(path, "w") as file:
            file.write("x" * 1000)
        os.symlink("/etc/passwd", path + "-link")
    except OSError:
        pass
print("found what an earlier run left" if found else a + b)
