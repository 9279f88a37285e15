# Gives the place behind the run as its last.
from bisect import bisect_left, bisect_right


def positions(sorted, wanted):
    found = []
    for number in wanted:
        first, last = bisect_left(sorted, number), bisect_right(sorted, number)
        found.append([first, last] if first < last else [-1, -1])
    return found
