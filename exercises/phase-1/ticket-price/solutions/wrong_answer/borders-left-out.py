# "From 6 to 17" without 6 and 17: < where <= is meant.
def ticket_price(age, day, is_member):
    if day not in ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        return None
    if age < 0 or age > 120:
        return None
    if age < 5:
        price = 0
    elif age < 17:
        price = 700
    elif age < 64:
        price = 1400
    else:
        price = 900
    if day == "tuesday":
        price //= 2
    if is_member:
        price = max(0, price - 200)
    return price
