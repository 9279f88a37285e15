# Gives members on a Tuesday one of the two alone.
def ticket_price(age, day, is_member):
    if day not in ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        return None
    if age < 0 or age > 120:
        return None
    price = 0 if age <= 5 else 700 if age <= 17 else 1400 if age <= 64 else 900
    if day == "tuesday":
        return price // 2
    elif is_member:
        return max(0, price - 200)
    return price
