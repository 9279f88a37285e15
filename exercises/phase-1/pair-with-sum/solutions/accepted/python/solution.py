def pair_with_sum(numbers, target):
    index_of = {}
    for index, number in enumerate(numbers):
        partner = index_of.get(target - number)
        if partner is not None:
            return [partner, index]
        index_of[number] = index
    raise ValueError("no pair")
