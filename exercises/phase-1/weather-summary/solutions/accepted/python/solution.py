def summarise(readings):
    known = [reading for reading in readings if reading is not None]
    if not known:
        return None
    return Summary(len(known), min(known), max(known), sum(known) / len(known))
