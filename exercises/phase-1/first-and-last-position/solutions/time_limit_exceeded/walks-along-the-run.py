# Finds a place by halving, and walks to the ends of the run from there.
from bisect import bisect_left


def positions(sorted, wanted):
    found = []
    for number in wanted:
        first = bisect_left(sorted, number)
        last = first
        while last < len(sorted) and sorted[last] == number:
            last += 1
        found.append([first, last - 1] if last > first else [-1, -1])
    return found
