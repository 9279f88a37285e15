# Turns the text round step by step: abc, bca, cab. There are more.
def arrangements(letters):
    return sorted({letters[place:] + letters[:place] for place in range(max(1, len(letters)))})
