# Reads and writes by name what is open already.
with open("/dev/stdin") as numbers, open("/dev/stdout", "w") as out:
    a, b = map(int, numbers.read().split())
    print(a + b, file=out)
