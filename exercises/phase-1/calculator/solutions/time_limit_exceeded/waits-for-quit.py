# readline() returns '' at the end of the input, again and again; this loop waits for the word quit.
import sys

while True:
    line = sys.stdin.readline().strip()
    if line == "quit":
        break
    if not line:
        continue
    try:
        print(eval(line))
    except ZeroDivisionError:
        print("error: division by zero")
    except Exception:
        print("error: syntax")
