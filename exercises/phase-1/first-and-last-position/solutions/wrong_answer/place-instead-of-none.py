# Tells where a missing number would stand, and not that it is missing.
from bisect import bisect_left, bisect_right


def positions(sorted, wanted):
    return [[bisect_left(sorted, number), bisect_right(sorted, number) - 1] for number in wanted]
