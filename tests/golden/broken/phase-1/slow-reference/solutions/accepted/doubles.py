import time

# Uses 0.25 s of CPU time, and 48 MiB.
ballast = bytearray(48 * 1024 * 1024)
until = time.process_time() + 0.25
while time.process_time() < until:
    pass
print(2 * int(input()))
