CLOSES = {")": "(", "]": "[", "}": "{"}


def first_wrong_bracket(text):
    open_places = []
    for place, char in enumerate(text):
        if char in "([{":
            open_places.append(place)
        elif char in CLOSES:
            if not open_places or text[open_places[-1]] != CLOSES[char]:
                return place
            open_places.pop()
    return open_places[0] if open_places else -1
