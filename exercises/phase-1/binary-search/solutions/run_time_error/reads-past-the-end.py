# Looks at numbers[place] without asking whether there is one: IndexError where x is the greatest.
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
    if numbers[low] == x:
        end, high = low, n
        while end < high:
            middle = (end + high) // 2
            if numbers[middle] <= x:
                end = middle + 1
            else:
                high = middle
        answers.append(f"{low} {end - low}")
    else:
        answers.append(f"{low} 0")
print("\n".join(answers))
