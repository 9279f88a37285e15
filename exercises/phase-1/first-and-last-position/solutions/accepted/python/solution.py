from bisect import bisect_left, bisect_right


def positions(sorted, wanted):
    return [position(sorted, number) for number in wanted]


def position(numbers, number):
    first = bisect_left(numbers, number)
    if first == len(numbers) or numbers[first] != number:
        return [-1, -1]
    return [first, bisect_right(numbers, number) - 1]
