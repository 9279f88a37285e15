using System;
using System.Collections.Generic;

class Account
{
    public readonly string Name;
    public long Cents;

    public Account(string name)
    {
        Name = name;
    }

    // TODO: Deposit, Withdraw, and two classes Checking and Savings that inherit from this one.
}

/// <summary>Bank accounts.</summary>
class Bank
{
    readonly Dictionary<string, Account> accounts = new Dictionary<string, Account>();

    public void Execute(string command)
    {
        var words = command.Split(' ');
        // TODO: find out which command it is, and let the accounts do it.
        Console.WriteLine("error: unknown command");
    }

    public void PrintStatement()
    {
        // TODO: one line for each account.
        Console.WriteLine("total 0.00");
    }
}

static class Program
{
    static void Main()
    {
        var bank = new Bank();
        string line;
        while ((line = Console.ReadLine()) != null) bank.Execute(line);
        bank.PrintStatement();
    }
}
