# "if reading" leaves 0.0 out as well.
def summarise(readings):
    known = [reading for reading in readings if reading]
    if not known:
        return None
    return Summary(len(known), min(known), max(known), sum(known) / len(known))
