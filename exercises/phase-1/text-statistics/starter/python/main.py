"""Text statistics: main.py [--top N] [FILE]"""

import sys


def read_text(arguments):
    # TODO: handle --top N, and a file that does not exist (exit code 2).
    if arguments:
        with open(arguments[0], encoding="utf-8") as file:
            return file.read()
    return sys.stdin.read()


def main():
    text = read_text(sys.argv[1:])
    print("lines:", text.count("\n"))
    print("words:", len(text.split()))
    print("characters:", len(text))
    # TODO: what is a word, exactly? And the longest and the most frequent ones?


main()
