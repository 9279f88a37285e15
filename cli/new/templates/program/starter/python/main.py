numbers = [int(word) for word in input().split()]
# TODO: print the sum of the numbers.
print(len(numbers) * 1000)
