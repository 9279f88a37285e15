using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>The bank does not carry out a command; the message says why.</summary>
class Refused : Exception
{
    public Refused(string reason) : base(reason) { }
}

/// <summary>What all accounts share. Subclasses say how far the balance may fall, and end the month.</summary>
abstract class Account
{
    public readonly string Name;
    public long Balance;

    protected Account(string name)
    {
        Name = name;
    }

    public abstract string Kind { get; }

    /// <summary>The least balance, in cents, that a withdrawal may leave.</summary>
    public abstract long LowestBalance { get; }

    /// <summary>Charges or adds what falls due.</summary>
    public abstract void EndMonth();

    public void Withdraw(long cents)
    {
        if (Balance - cents < LowestBalance) throw new Refused("insufficient funds");
        Balance -= cents;
    }
}

class CheckingAccount : Account
{
    const long OverdraftFeeCents = 500;
    readonly long limit;

    public CheckingAccount(string name, long limit) : base(name)
    {
        this.limit = limit;
    }

    public override string Kind => "checking";

    public override long LowestBalance => -limit;

    public override void EndMonth()
    {
        if (Balance < 0) Balance -= OverdraftFeeCents;
    }
}

class SavingsAccount : Account
{
    readonly long rate;

    public SavingsAccount(string name, long rate) : base(name)
    {
        this.rate = rate;
    }

    public override string Kind => "savings";

    public override long LowestBalance => 0;

    // Hundredths of a percent: 1 of 10,000. Half of that before dividing rounds half up.
    public override void EndMonth() => Balance += (Balance * rate + 5000) / 10000;
}

/// <summary>Bank accounts: all money is whole cents, all rates are whole hundredths of a percent.</summary>
class Bank
{
    readonly Dictionary<string, Account> accounts = new Dictionary<string, Account>();
    readonly List<Account> inOrder = new List<Account>();
    public readonly StringBuilder Output = new StringBuilder();

    /// <summary>"12.5" is 1250: cents for money, hundredths of a percent for rates.</summary>
    static long ParseHundredths(string text)
    {
        var match = Regex.Match(text, "^([0-9]+)(?:\\.([0-9]{1,2}))?\\z");
        if (!match.Success) throw new Refused("invalid amount");
        return long.Parse(match.Groups[1].Value) * 100 + long.Parse(match.Groups[2].Value.PadRight(2, '0'));
    }

    static long ParseAmount(string text)
    {
        long cents = ParseHundredths(text);
        if (cents == 0) throw new Refused("invalid amount");
        return cents;
    }

    static string FormatMoney(long cents)
    {
        long amount = Math.Abs(cents);
        return (cents < 0 ? "-" : "") + amount / 100 + "." + (amount % 100).ToString("00");
    }

    Account Find(string name)
    {
        if (!accounts.TryGetValue(name, out Account account)) throw new Refused("no such account: " + name);
        return account;
    }

    public void Execute(string line)
    {
        var words = line.Split(' ');
        try
        {
            switch (words[0] + " " + (words.Length - 1))
            {
                case "open 3": Open(words[1], words[2], words[3]); break;
                case "deposit 2": Find(words[1]).Balance += ParseAmount(words[2]); break;
                case "withdraw 2": Find(words[1]).Withdraw(ParseAmount(words[2])); break;
                case "transfer 3": Transfer(Find(words[1]), Find(words[2]), words[3]); break;
                case "balance 1": Print(words[1] + " " + FormatMoney(Find(words[1]).Balance)); break;
                case "month-end 0": inOrder.ForEach(account => account.EndMonth()); break;
                default: throw new Refused("unknown command");
            }
        }
        catch (Refused reason)
        {
            Print("error: " + reason.Message);
        }
    }

    void Open(string kind, string name, string number)
    {
        bool checking = kind == "checking";
        if (!checking && kind != "savings") throw new Refused("unknown command");
        if (accounts.ContainsKey(name)) throw new Refused("account exists: " + name);
        long hundredths = ParseHundredths(number);
        var account = checking ? (Account)new CheckingAccount(name, hundredths) : new SavingsAccount(name, hundredths);
        accounts.Add(name, account);
        inOrder.Add(account);
    }

    void Transfer(Account source, Account target, string amount)
    {
        if (source == target) throw new Refused("same account");
        long cents = ParseAmount(amount);
        target.Balance += cents;
        source.Withdraw(cents);
    }

    void Print(string line)
    {
        Output.Append(line).Append('\n');
    }

    public void PrintStatement()
    {
        long total = 0;
        foreach (var account in inOrder)
        {
            Print($"{account.Name} {account.Kind} {FormatMoney(account.Balance)}");
            total += account.Balance;
        }
        Print("total " + FormatMoney(total));
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
        Console.Write(bank.Output);
    }
}
