import time

# Uses 1.2 s of CPU time, and 48 MiB.
ballast = bytearray(48 * 1024 * 1024)
while time.process_time() < 1.2:
    pass
print(2 * int(input()))
