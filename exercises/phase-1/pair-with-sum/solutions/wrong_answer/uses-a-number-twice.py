# Notes all numbers first: a number that is half of the target finds itself.
def pair_with_sum(numbers, target):
    index_of = {number: index for index, number in enumerate(numbers)}
    for index, number in enumerate(numbers):
        if target - number in index_of:
            return [index, index_of[target - number]]
