# One entry for every value from the smallest to the greatest number: fast, and far too large.
import sys

words = list(map(int, sys.stdin.buffer.read().split()))
n = words[0]
numbers = words[2 : 2 + n]
answers = []
if n > 0:
    smallest, greatest = numbers[0], numbers[-1]
    first = [0] * (greatest - smallest + 2)
    place = 0
    for value in range(smallest, greatest + 2):
        while place < n and numbers[place] < value:
            place += 1
        first[value - smallest] = place
for x in words[2 + n :]:
    if n == 0 or x > greatest:
        answers.append(f"{n} 0")
    elif x < smallest:
        answers.append("0 0")
    else:
        place = first[x - smallest]
        answers.append(f"{place} {first[x - smallest + 1] - place}")
print("\n".join(answers))
