"""Binary search: the place and the count of each x in a sorted list."""

import sys


def place_of(numbers, x):
    """Return the first place whose number is not less than x."""
    # TODO: halve the range of possible places, instead of looking at every number.
    for place in range(len(numbers)):
        if numbers[place] >= x:
            return place
    return len(numbers)


def main():
    words = list(map(int, sys.stdin.buffer.read().split()))
    n = words[0]
    numbers = words[2 : 2 + n]
    questions = words[2 + n :]
    answers = []
    for x in questions:
        count = 0  # TODO
        answers.append(f"{place_of(numbers, x)} {count}")
    print("\n".join(answers))


main()
