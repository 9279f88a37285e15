// payOf begins a new month for whom it asks about, and payday does not.
class Payroll {
  staff = new Map();

  hire(name, employee) {
    if (this.staff.has(name)) return false;
    this.staff.set(name, { hours: 0, sold: 0, ...employee });
    return true;
  }

  hireSalaried(name, monthly) {
    return this.hire(name, { pay: () => monthly });
  }

  hireHourly(name, hourly) {
    const pay = (one) => Math.floor(((2 * one.hours + Math.max(0, one.hours - 160)) * hourly) / 2);
    return this.hire(name, { hourly, pay });
  }

  hireSeller(name, monthly, percent) {
    return this.hire(name, { percent, pay: (one) => monthly + Math.floor((one.sold * percent) / 100) });
  }

  work(name, hours) {
    const one = this.staff.get(name);
    if (one?.hourly === undefined) return false;
    one.hours += hours;
    return true;
  }

  sell(name, cents) {
    const one = this.staff.get(name);
    if (one?.percent === undefined) return false;
    one.sold += cents;
    return true;
  }

  payOf(name) {
    const one = this.staff.get(name);
    if (one === undefined) return null;
    const pay = one.pay(one);
    Object.assign(one, { hours: 0, sold: 0 });
    return pay;
  }

  payday() {
    return new Map([...this.staff].map(([name, one]) => [name, one.pay(one)]));
  }
}

module.exports = { Payroll };
