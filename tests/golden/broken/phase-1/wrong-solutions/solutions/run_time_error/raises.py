print(4
