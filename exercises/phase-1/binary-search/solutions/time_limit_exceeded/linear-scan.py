# Looks at every number for every question.
import sys

words = list(map(int, sys.stdin.buffer.read().split()))
n = words[0]
numbers = words[2 : 2 + n]
answers = []
for x in words[2 + n :]:
    place = 0
    while place < n and numbers[place] < x:
        place += 1
    count = 0
    while place + count < n and numbers[place + count] == x:
        count += 1
    answers.append(f"{place} {count}")
print("\n".join(answers))
