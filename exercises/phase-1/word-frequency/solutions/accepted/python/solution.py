def word_frequency(text):
    counts = {}
    for word in words(text.lower()):
        counts[word] = counts.get(word, 0) + 1
    return counts


def words(text):
    return "".join(char if char.isalpha() else " " for char in text).split()
