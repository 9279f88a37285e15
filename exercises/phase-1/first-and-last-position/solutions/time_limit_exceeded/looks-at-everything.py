# Goes through the whole list for each number: right, and too slow.
def positions(sorted, wanted):
    found = []
    for number in wanted:
        places = [place for place, other in enumerate(sorted) if other == number]
        found.append([places[0], places[-1]] if places else [-1, -1])
    return found
