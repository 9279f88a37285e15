# Ignores precedence: 2 + 3 * 4 gives 20.
import re
import sys


def apply(left, symbol, right):
    if symbol == "+":
        return left + right
    if symbol == "-":
        return left - right
    if symbol == "*":
        return left * right
    return left / right


def operand(tokens):
    token = tokens.pop(0)
    if token == "-":
        return -operand(tokens)
    if token == "(":
        value = expression(tokens)
        if tokens.pop(0) != ")":
            raise ValueError
        return value
    return float(token)


def expression(tokens):
    value = operand(tokens)
    while tokens and tokens[0] in "+-*/":
        symbol = tokens.pop(0)
        value = apply(value, symbol, operand(tokens))
    return value


def evaluate(text):
    tokens = re.findall(r"[0-9]+(?:\.[0-9]+)?|\S", text)
    value = expression(tokens)
    if tokens:
        raise ValueError
    return value


if len(sys.argv) > 1:
    try:
        print(evaluate(" ".join(sys.argv[1:])))
    except ZeroDivisionError:
        sys.exit(3)
    except (ValueError, IndexError):
        sys.exit(2)
else:
    for line in sys.stdin:
        if line.strip():
            try:
                print(evaluate(line))
            except ZeroDivisionError:
                print("error: division by zero")
            except (ValueError, IndexError):
                print("error: syntax")
