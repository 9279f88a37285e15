# Finds the place by halving, then walks over all equal numbers to count them.
import sys

words = list(map(int, sys.stdin.buffer.read().split()))
n = words[0]
numbers = words[2 : 2 + n]
answers = []
for x in words[2 + n :]:
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < x:
            low = middle + 1
        else:
            high = middle
    end = low
    while end < n and numbers[end] == x:
        end += 1
    answers.append(f"{low} {end - low}")
print("\n".join(answers))
