def arrangements(letters):
    if letters == "":
        return [""]
    found = []
    for first in sorted(set(letters)):
        rest = letters.replace(first, "", 1)
        found.extend(first + arrangement for arrangement in arrangements(rest))
    return found
