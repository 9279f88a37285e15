// Treats savings like checking accounts: the rate becomes an overdraft limit, and the fee is for all.
const { readFileSync } = require('node:fs');

const OVERDRAFT_FEE_CENTS = 500;

/** The bank does not carry out a command; the message says why. */
class Refused extends Error {}

/** Money in whole cents, and the only place that knows how it is written. */
const money = {
  /** '12.5' gives 1250. Rates are written alike, and are hundredths of a percent. */
  parse(text) {
    if (!/^\d+(\.\d{1,2})?$/.test(text)) throw new Refused('invalid amount');
    const [whole, fraction = ''] = text.split('.');
    return Number(whole + fraction.padEnd(2, '0'));
  },

  parsePositive(text) {
    const cents = money.parse(text);
    if (cents === 0) throw new Refused('invalid amount');
    return cents;
  },

  format(cents) {
    const digits = String(Math.abs(cents)).padStart(3, '0');
    return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  },
};

/** What all accounts share. Subclasses define `kind`, `lowestBalance` and `endMonth()`. */
class Account {
  // The # makes the balance private: nobody changes it but through the methods below.
  #cents = 0;

  constructor(name) {
    this.name = name;
  }

  get balance() {
    return this.#cents;
  }

  deposit(cents) {
    this.#cents += cents;
  }

  withdraw(cents) {
    if (this.#cents - cents < this.lowestBalance) throw new Refused('insufficient funds');
    this.charge(cents);
  }

  /** Takes money without asking for the limit. */
  charge(cents) {
    this.#cents -= cents;
  }
}

class CheckingAccount extends Account {
  kind = 'checking';

  constructor(name, limit) {
    super(name);
    this.lowestBalance = -limit;
  }

  endMonth() {
    if (this.balance < 0) this.charge(OVERDRAFT_FEE_CENTS);
  }
}

class SavingsAccount extends CheckingAccount {
  kind = 'savings';
}

class Bank {
  // A Map keeps the order of insertion.
  #accounts = new Map();

  open(kind, name, number) {
    const kinds = { checking: CheckingAccount, savings: SavingsAccount };
    if (!Object.hasOwn(kinds, kind)) throw new Refused('unknown command');
    if (this.#accounts.has(name)) throw new Refused(`account exists: ${name}`);
    this.#accounts.set(name, new kinds[kind](name, money.parse(number)));
  }

  find(name) {
    const account = this.#accounts.get(name);
    if (account === undefined) throw new Refused(`no such account: ${name}`);
    return account;
  }

  transfer(fromName, toName, amount) {
    const from = this.find(fromName);
    const to = this.find(toName);
    if (from === to) throw new Refused('same account');
    const cents = money.parsePositive(amount);
    from.withdraw(cents); // the last step that can fail
    to.deposit(cents);
  }

  endMonth() {
    for (const account of this.#accounts.values()) account.endMonth();
  }

  statement() {
    const accounts = [...this.#accounts.values()];
    const total = accounts.reduce((sum, { balance }) => sum + balance, 0);
    return [
      ...accounts.map(({ name, kind, balance }) => `${name} ${kind} ${money.format(balance)}`),
      `total ${money.format(total)}`,
    ];
  }
}

/** Carries out one command; returns the line to print, or nothing. */
function execute(bank, [command, ...words]) {
  switch (`${command} ${words.length}`) {
    case 'open 3':
      return bank.open(...words);
    case 'deposit 2':
      return bank.find(words[0]).deposit(money.parsePositive(words[1]));
    case 'withdraw 2':
      return bank.find(words[0]).withdraw(money.parsePositive(words[1]));
    case 'transfer 3':
      return bank.transfer(...words);
    case 'balance 1':
      return `${words[0]} ${money.format(bank.find(words[0]).balance)}`;
    case 'month-end 0':
      return bank.endMonth();
    default:
      throw new Refused('unknown command');
  }
}

function main() {
  const bank = new Bank();
  const output = [];
  for (const line of readFileSync(0, 'utf8').split('\n')) {
    if (line === '') continue;
    try {
      const answer = execute(bank, line.split(' '));
      if (answer !== undefined) output.push(answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      output.push(`error: ${error.message}`);
    }
  }
  console.log([...output, ...bank.statement()].join('\n'));
}

main();
