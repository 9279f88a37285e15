# Takes equal letters for different ones: aab has six arrangements then.
def arrangements(letters):
    if letters == "":
        return [""]
    found = []
    for place, first in enumerate(letters):
        rest = letters[:place] + letters[place + 1 :]
        found.extend(first + other for other in arrangements(rest))
    return found
