# Blanks out one innermost pair after the other, each time from the start.
PAIRS = {"()": 1, "[]": 1, "{}": 1}


def first_wrong_bracket(text):
    left = [(char, place) for place, char in enumerate(text) if char in "()[]{}"]
    found = True
    while found:
        found = False
        for index in range(len(left) - 1):
            if left[index][0] + left[index + 1][0] in PAIRS:
                left = left[:index] + left[index + 2 :]
                found = True
                break
    closing = [place for char, place in left if char in ")]}"]
    if closing:
        return closing[0]
    return left[0][1] if left else -1
