# Works out the pay with each call of work: overtime and rounding are those of the month.
class Payroll:
    def __init__(self):
        self.staff = {}

    def hire(self, name, kind, monthly=0, hourly=0, percent=0):
        if name in self.staff:
            return False
        self.staff[name] = dict(kind=kind, monthly=monthly, hourly=hourly, percent=percent, extra=0)
        return True

    def hire_salaried(self, name, monthly_cents):
        return self.hire(name, "salaried", monthly=monthly_cents)

    def hire_hourly(self, name, cents_per_hour):
        return self.hire(name, "hourly", hourly=cents_per_hour)

    def hire_seller(self, name, monthly_cents, percent):
        return self.hire(name, "seller", monthly=monthly_cents, percent=percent)

    def work(self, name, hours):
        one = self.staff.get(name)
        if one is None or one["kind"] != "hourly":
            return False
        one["extra"] += (2 * hours + max(0, hours - 160)) * one["hourly"] // 2
        return True

    def sell(self, name, cents):
        one = self.staff.get(name)
        if one is None or one["kind"] != "seller":
            return False
        one["extra"] += cents * one["percent"] // 100
        return True

    def pay_of(self, name):
        one = self.staff.get(name)
        return None if one is None else one["monthly"] + one["extra"]

    def payday(self):
        paid = {name: self.pay_of(name) for name in self.staff}
        for one in self.staff.values():
            one["extra"] = 0
        return paid
