# Stops at the first x that it meets, which need not be the first one in the list, and counts 1.
import sys

words = list(map(int, sys.stdin.buffer.read().split()))
n = words[0]
numbers = words[2 : 2 + n]
answers = []
for x in words[2 + n :]:
    low, high = 0, n - 1
    answer = None
    while low <= high and answer is None:
        middle = (low + high) // 2
        if numbers[middle] == x:
            answer = f"{middle} 1"
        elif numbers[middle] < x:
            low = middle + 1
        else:
            high = middle - 1
    answers.append(answer or f"{low} 0")
print("\n".join(answers))
