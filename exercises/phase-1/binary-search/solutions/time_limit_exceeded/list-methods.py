# list.index and list.count are fast loops, and loops over the whole list all the same.
import sys

words = list(map(int, sys.stdin.buffer.read().split()))
n = words[0]
numbers = words[2 : 2 + n]
answers = []
for x in words[2 + n :]:
    count = numbers.count(x)
    place = numbers.index(x) if count > 0 else sum(number < x for number in numbers)
    answers.append(f"{place} {count}")
print("\n".join(answers))
