# Hands each line to eval, which knows more than the statement's grammar: 2 ** 3, +1, .5, 7 // 2.
import sys


def evaluate(text):
    return float(eval(text, {"__builtins__": {}}))


if len(sys.argv) > 1:
    try:
        print(evaluate(" ".join(sys.argv[1:])))
    except ZeroDivisionError:
        sys.exit(3)
    except Exception:
        sys.exit(2)
else:
    for line in sys.stdin:
        if line.strip():
            try:
                print(evaluate(line.strip()))
            except ZeroDivisionError:
                print("error: division by zero")
            except Exception:
                print("error: syntax")
