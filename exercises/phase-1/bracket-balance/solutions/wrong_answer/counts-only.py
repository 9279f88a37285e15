# Counts how many are open, whatever their kind: [) passes.
def first_wrong_bracket(text):
    opened = []
    for place, char in enumerate(text):
        if char in "([{":
            opened.append(place)
        elif char in ")]}":
            if not opened:
                return place
            opened.pop()
    return opened[0] if opened else -1
