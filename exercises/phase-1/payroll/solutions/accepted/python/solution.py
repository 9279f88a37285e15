class Employee:
    """What is common: nobody has hours or sales, but for the kinds that say so."""

    def work(self, hours):
        return False

    def sell(self, cents):
        return False

    def start_month(self):
        pass


class Salaried(Employee):
    def __init__(self, monthly_cents):
        self._monthly_cents = monthly_cents

    def pay(self):
        return self._monthly_cents


class Hourly(Employee):
    REGULAR_HOURS = 160

    def __init__(self, cents_per_hour):
        self._cents_per_hour = cents_per_hour
        self.start_month()

    def start_month(self):
        self._hours = 0

    def work(self, hours):
        self._hours += hours
        return True

    def pay(self):
        overtime = max(0, self._hours - self.REGULAR_HOURS)
        return (2 * self._hours + overtime) * self._cents_per_hour // 2


class Seller(Salaried):
    def __init__(self, monthly_cents, percent):
        super().__init__(monthly_cents)
        self._percent = percent
        self.start_month()

    def start_month(self):
        self._sold_cents = 0

    def sell(self, cents):
        self._sold_cents += cents
        return True

    def pay(self):
        return super().pay() + self._sold_cents * self._percent // 100


class Payroll:
    def __init__(self):
        self._employees = {}

    def hire_salaried(self, name, monthly_cents):
        return self._hire(name, Salaried(monthly_cents))

    def hire_hourly(self, name, cents_per_hour):
        return self._hire(name, Hourly(cents_per_hour))

    def hire_seller(self, name, monthly_cents, percent):
        return self._hire(name, Seller(monthly_cents, percent))

    def work(self, name, hours):
        return name in self._employees and self._employees[name].work(hours)

    def sell(self, name, cents):
        return name in self._employees and self._employees[name].sell(cents)

    def pay_of(self, name):
        return self._employees[name].pay() if name in self._employees else None

    def payday(self):
        paid = {name: employee.pay() for name, employee in self._employees.items()}
        for employee in self._employees.values():
            employee.start_month()
        return paid

    def _hire(self, name, employee):
        return self._employees.setdefault(name, employee) is employee
