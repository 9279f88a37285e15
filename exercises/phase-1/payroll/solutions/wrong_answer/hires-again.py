# A second employee of the same name takes the place of the first.
class Payroll:
    def __init__(self):
        self.staff = {}

    def hire_salaried(self, name, monthly_cents):
        self.staff[name] = [monthly_cents, 0, 0, 0, 0]
        return True

    def hire_hourly(self, name, cents_per_hour):
        self.staff[name] = [0, cents_per_hour, 0, 0, 0]
        return True

    def hire_seller(self, name, monthly_cents, percent):
        self.staff[name] = [monthly_cents, 0, percent, 0, 0]
        return True

    def work(self, name, hours):
        if name not in self.staff or not self.staff[name][1]:
            return False
        self.staff[name][3] += hours
        return True

    def sell(self, name, cents):
        if name not in self.staff or not self.staff[name][2]:
            return False
        self.staff[name][4] += cents
        return True

    def pay_of(self, name):
        if name not in self.staff:
            return None
        monthly, hourly, percent, hours, sold = self.staff[name]
        return monthly + (2 * hours + max(0, hours - 160)) * hourly // 2 + sold * percent // 100

    def payday(self):
        paid = {name: self.pay_of(name) for name in self.staff}
        for one in self.staff.values():
            one[3:] = [0, 0]
        return paid
