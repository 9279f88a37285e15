# Calls itself for what is inside a bracket: thousands of brackets deep, the stack is full.
CLOSING = {"(": ")", "[": "]", "{": "}"}


def first_wrong_bracket(text):
    place, wrong = inside(text, 0, None, None)
    return wrong


def inside(text, place, closing, opened_at):
    """Reads up to the closing bracket: the place behind it, and what is wrong or -1."""
    while place < len(text):
        char = text[place]
        if char in CLOSING:
            place, wrong = inside(text, place + 1, CLOSING[char], place)
            if wrong != -1:
                # What was opened further out is unclosed too, and comes first.
                unclosed = place >= len(text) and text[wrong] in CLOSING
                return place, opened_at if unclosed and opened_at is not None else wrong
        elif char in ")]}":
            return place + 1, -1 if char == closing else place
        else:
            place += 1
    return place, -1 if opened_at is None else opened_at
