"""Text statistics: main.py [--top N] [FILE]"""

import re
import sys
from collections import Counter

# \w matches letters, numbers and the underscore; find_words() takes out what is no letter.
WORD_CHARACTERS = re.compile(r"\w+")

DEFAULT_TOP = 3
MAX_TOP = 1000
EXIT_USAGE = 2


class UsageError(Exception):
    """The command line cannot work; the message says why."""


def parse_arguments(arguments):
    """Return (top, file name or None)."""
    top = DEFAULT_TOP
    names = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--top":
            top = parse_top(next(remaining, None))
        elif argument.startswith("-"):
            raise UsageError(f"unknown option {argument}")
        else:
            names.append(argument)
    if len(names) > 1:
        raise UsageError("more than one file")
    return top, names[0] if names else None


def parse_top(value):
    if value is None:
        raise UsageError("--top needs a number")
    if not re.fullmatch(r"[0-9]{1,4}", value) or not 1 <= int(value) <= MAX_TOP:
        raise UsageError(f"--top must be a whole number from 1 to {MAX_TOP}, not {value!r}")
    return int(value)


def read_text(name):
    if name is None:
        return sys.stdin.read()
    try:
        with open(name, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"cannot read {name}: {error.strerror}") from error


def count_lines(text):
    newlines = text.count("\n")
    return newlines if text == "" or text.endswith("\n") else newlines + 1


def find_words(text):
    """The words of the text in lower case, in the order in which they stand there."""
    words = []
    for candidate in WORD_CHARACTERS.findall(text.lower()):
        if candidate.isalpha():
            words.append(candidate)  # the usual case, and a quick one
        else:
            letters = "".join(c if c.isalpha() else " " for c in candidate)
            words.extend(letters.split())
    return words


def most_frequent(words, top):
    counts = Counter(words)
    # Two keys in one tuple: the count falling (hence the minus), then the word rising.
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:top]


def report(text, top):
    words = find_words(text)
    yield f"lines: {count_lines(text)}"
    yield f"words: {len(words)}"
    yield f"characters: {len(text)}"
    if words:
        longest = max(words, key=len)  # max keeps the first of several
        yield f"longest: {longest} ({len(longest)})"
    else:
        yield "longest: -"
    yield "top:"
    for word, count in most_frequent(words, top):
        yield f"{word} {count}"


def main():
    try:
        top, name = parse_arguments(sys.argv[1:])
        text = read_text(name)
    except UsageError as error:
        print(f"text-statistics: {error}", file=sys.stderr)
        sys.exit(EXIT_USAGE)
    print("\n".join(report(text, top)))


if __name__ == "__main__":
    main()
