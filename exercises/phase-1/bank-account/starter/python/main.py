"""Bank accounts."""

import sys


class Account:
    def __init__(self, name):
        self.name = name
        self.cents = 0

    # TODO: deposit, withdraw, and two classes Checking and Savings that inherit from this one.


class Bank:
    def __init__(self):
        self.accounts = {}

    def execute(self, command):
        words = command.split()
        # TODO: find out which command it is, and let the accounts do it.
        print("error: unknown command")

    def print_statement(self):
        # TODO: one line for each account.
        print("total 0.00")


def main():
    bank = Bank()
    for line in sys.stdin:
        bank.execute(line)
    bank.print_statement()


main()
