# Makes every arrangement of equal letters, and keeps each text once.
from itertools import permutations


def arrangements(letters):
    return sorted({"".join(order) for order in permutations(letters)})
