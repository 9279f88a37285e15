# Looks for an empty list, not for one in which every reading is missing.
def summarise(readings):
    if not readings:
        return None
    known = [reading for reading in readings if reading is not None]
    mean = sum(known) / len(known)
    return Summary(len(known), min(known), max(known), mean)
