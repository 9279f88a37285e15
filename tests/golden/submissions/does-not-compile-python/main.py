# Is no program of its language.
def main(:
    pass
