// Bank accounts.

const { readFileSync } = require('node:fs');

class Account {
  constructor(name) {
    this.name = name;
    this.cents = 0;
  }

  // TODO: deposit, withdraw, and two classes Checking and Savings that extend this one.
}

class Bank {
  accounts = new Map();

  execute(command) {
    const words = command.split(' ');
    // TODO: find out which command it is, and let the accounts do it.
    console.log('error: unknown command');
  }

  printStatement() {
    // TODO: one line for each account.
    console.log('total 0.00');
  }
}

const bank = new Bank();
for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (line !== '') bank.execute(line);
}
bank.printStatement();
