OPEN_DAYS = ["tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def ticket_price(age, day, is_member):
    if day not in OPEN_DAYS or not 0 <= age <= 120:
        return None
    price = price_by_age(age)
    if day == "tuesday":
        price //= 2
    if is_member:
        price = max(0, price - 200)
    return price


def price_by_age(age):
    if age <= 5:
        return 0
    if age <= 17:
        return 700
    return 1400 if age <= 64 else 900
