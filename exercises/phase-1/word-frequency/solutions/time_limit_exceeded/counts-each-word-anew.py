# Goes through all words for every word: right, and too slow.
def word_frequency(text):
    words = "".join(char if char.isalpha() else " " for char in text.lower()).split()
    return {word: words.count(word) for word in words}
