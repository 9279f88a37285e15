"""Binary search: the place and the count of each x in a sorted list.

Python has this search in its library: bisect_left(numbers, x) and bisect_right(numbers, x). In a
program of your own, use them; here the search is written out, because it is what the exercise is
about.
"""

import sys


def first_not_less(numbers, x):
    """The number of elements less than x: the place of the first that is not."""
    low, high = 0, len(numbers)
    # Always: everything before low is less than x, everything from high on is not.
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    words = list(map(int, sys.stdin.buffer.read().split()))
    n, q = words[0], words[1]
    numbers = words[2 : 2 + n]
    questions = words[2 + n : 2 + n + q]

    answers = []
    for x in questions:
        place = first_not_less(numbers, x)
        # For whole numbers, the first that is greater than x is the first not less than x + 1.
        occurs = place < n and numbers[place] == x
        count = first_not_less(numbers, x + 1) - place if occurs else 0
        answers.append(f"{place} {count}")
    print("\n".join(answers))


if __name__ == "__main__":
    main()
