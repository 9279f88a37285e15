# Looks at neighbours alone, and one step past the end.
def pair_with_sum(numbers, target):
    index = 0
    while numbers[index] + numbers[index + 1] != target:
        index += 1
    return [index, index + 1]
