"""Command-line calculator."""

import sys


def evaluate(text):
    """Return the value of the expression in `text`."""
    # TODO: replace this with your own tokens, expression(), term() and factor().
    return float(text)


def main():
    # TODO: if there are arguments (sys.argv[1:]), evaluate them instead.
    for line in sys.stdin:
        if line.strip():
            try:
                print(evaluate(line))
            except ValueError:
                print("error: syntax")


main()
