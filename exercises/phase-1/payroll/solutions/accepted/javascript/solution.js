const REGULAR_HOURS = 160;

/** What is common: nobody has hours or sales, but for the kinds that say so. */
class Employee {
  work() {
    return false;
  }

  sell() {
    return false;
  }

  startMonth() {}
}

class Salaried extends Employee {
  #monthlyCents;

  constructor(monthlyCents) {
    super();
    this.#monthlyCents = monthlyCents;
  }

  pay() {
    return this.#monthlyCents;
  }
}

class Hourly extends Employee {
  #centsPerHour;
  #hours = 0;

  constructor(centsPerHour) {
    super();
    this.#centsPerHour = centsPerHour;
  }

  startMonth() {
    this.#hours = 0;
  }

  work(hours) {
    this.#hours += hours;
    return true;
  }

  pay() {
    const overtime = Math.max(0, this.#hours - REGULAR_HOURS);
    return Math.floor(((2 * this.#hours + overtime) * this.#centsPerHour) / 2);
  }
}

class Seller extends Salaried {
  #percent;
  #soldCents = 0;

  constructor(monthlyCents, percent) {
    super(monthlyCents);
    this.#percent = percent;
  }

  startMonth() {
    this.#soldCents = 0;
  }

  sell(cents) {
    this.#soldCents += cents;
    return true;
  }

  pay() {
    return super.pay() + Math.floor((this.#soldCents * this.#percent) / 100);
  }
}

class Payroll {
  #employees = new Map();

  hireSalaried(name, monthlyCents) {
    return this.#hire(name, new Salaried(monthlyCents));
  }

  hireHourly(name, centsPerHour) {
    return this.#hire(name, new Hourly(centsPerHour));
  }

  hireSeller(name, monthlyCents, percent) {
    return this.#hire(name, new Seller(monthlyCents, percent));
  }

  work(name, hours) {
    return this.#employees.get(name)?.work(hours) ?? false;
  }

  sell(name, cents) {
    return this.#employees.get(name)?.sell(cents) ?? false;
  }

  payOf(name) {
    return this.#employees.get(name)?.pay() ?? null;
  }

  payday() {
    const paid = new Map();
    for (const [name, employee] of this.#employees) {
      paid.set(name, employee.pay());
      employee.startMonth();
    }
    return paid;
  }

  #hire(name, employee) {
    if (this.#employees.has(name)) return false;
    this.#employees.set(name, employee);
    return true;
  }
}

module.exports = { Payroll };
