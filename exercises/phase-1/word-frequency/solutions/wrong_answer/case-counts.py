# "To" and "to" are two words here.
import re


def word_frequency(text):
    counts = {}
    for word in re.findall(r"[^\W\d_]+", text):
        counts[word] = counts.get(word, 0) + 1
    return counts
