# Takes the money out before it knows whether the other account exists.
import re
import sys
from abc import ABC, abstractmethod

DECIMAL = re.compile(r"([0-9]+)(?:\.([0-9]{1,2}))?")
OVERDRAFT_FEE_CENTS = 5_00


class Refused(Exception):
    """The bank does not carry out a command; the message says why."""


def parse_hundredths(text):
    """ "12.5" is 1250: cents for money, hundredths of a percent for rates."""
    match = DECIMAL.fullmatch(text)
    if match is None:
        raise Refused("invalid amount")
    whole, fraction = match.groups(default="")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))


def parse_amount(text):
    cents = parse_hundredths(text)
    if cents == 0:
        raise Refused("invalid amount")
    return cents


def format_money(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


class Account(ABC):
    """What all accounts share. Subclasses say how far the balance may fall, and end the month."""

    kind = ""

    def __init__(self, name):
        self.name = name
        self.balance = 0

    @abstractmethod
    def lowest_balance(self):
        """The least balance, in cents, that a withdrawal may leave."""

    @abstractmethod
    def end_month(self):
        """Charge or add what falls due."""

    def deposit(self, cents):
        self.balance += cents

    def withdraw(self, cents):
        if self.balance - cents < self.lowest_balance():
            raise Refused("insufficient funds")
        self.balance -= cents


class CheckingAccount(Account):
    kind = "checking"

    def __init__(self, name, limit):
        super().__init__(name)
        self.limit = limit

    def lowest_balance(self):
        return -self.limit

    def end_month(self):
        if self.balance < 0:
            self.balance -= OVERDRAFT_FEE_CENTS


class SavingsAccount(Account):
    kind = "savings"

    def __init__(self, name, rate):
        super().__init__(name)
        self.rate = rate

    def lowest_balance(self):
        return 0

    def end_month(self):
        # Hundredths of a percent: 1 of 10,000. Half of that before dividing rounds half up.
        self.balance += (self.balance * self.rate + 5_000) // 10_000


class Bank:
    KINDS = {account.kind: account for account in (CheckingAccount, SavingsAccount)}

    def __init__(self):
        self.accounts = {}  # in the order of opening, as dictionaries are
        self.commands = {
            # name: (number of words after it, method)
            "open": (3, self.open),
            "deposit": (2, self.deposit),
            "withdraw": (2, self.withdraw),
            "transfer": (3, self.transfer),
            "balance": (1, self.print_balance),
            "month-end": (0, self.end_month),
        }

    def execute(self, line):
        name, *words = line.split()
        try:
            count, method = self.commands.get(name, (None, None))
            if count != len(words):
                raise Refused("unknown command")
            method(*words)
        except Refused as reason:
            print(f"error: {reason}")

    def account(self, name):
        if name not in self.accounts:
            raise Refused(f"no such account: {name}")
        return self.accounts[name]

    def open(self, kind, name, number):
        if kind not in self.KINDS:
            raise Refused("unknown command")
        if name in self.accounts:
            raise Refused(f"account exists: {name}")
        self.accounts[name] = self.KINDS[kind](name, parse_hundredths(number))

    def deposit(self, name, amount):
        self.account(name).deposit(parse_amount(amount))

    def withdraw(self, name, amount):
        self.account(name).withdraw(parse_amount(amount))

    def transfer(self, from_name, to_name, amount):
        if from_name == to_name:
            self.account(from_name)
            raise Refused("same account")
        self.withdraw(from_name, amount)
        self.deposit(to_name, amount)

    def print_balance(self, name):
        print(name, format_money(self.account(name).balance))

    def end_month(self):
        for account in self.accounts.values():
            account.end_month()

    def print_statement(self):
        for account in self.accounts.values():
            print(account.name, account.kind, format_money(account.balance))
        print("total", format_money(sum(account.balance for account in self.accounts.values())))


def main():
    bank = Bank()
    for line in sys.stdin:
        bank.execute(line)
    bank.print_statement()


if __name__ == "__main__":
    main()
