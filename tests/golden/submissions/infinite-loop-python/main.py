# Turns for ever.
while True:
    pass
