# Calls itself for ever: it does not know when to stop.
def arrangements(letters):
    found = []
    for first in sorted(set(letters)) or [""]:
        rest = letters.replace(first, "", 1)
        found.extend(first + other for other in arrangements(rest))
    return found
