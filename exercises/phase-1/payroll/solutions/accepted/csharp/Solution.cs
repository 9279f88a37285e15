using System;
using System.Collections.Generic;

/// <summary>What is common: nobody has hours or sales, but for the kinds that say so.</summary>
public abstract class Employee
{
    public abstract long Pay();

    public virtual bool Work(int hours)
    {
        return false;
    }

    public virtual bool Sell(int cents)
    {
        return false;
    }

    public virtual void StartMonth()
    {
    }
}

public class Salaried : Employee
{
    private readonly int monthlyCents;

    public Salaried(int monthlyCents)
    {
        this.monthlyCents = monthlyCents;
    }

    public override long Pay()
    {
        return monthlyCents;
    }
}

public class Hourly : Employee
{
    private const int RegularHours = 160;
    private readonly int centsPerHour;
    private long hours = 0;

    public Hourly(int centsPerHour)
    {
        this.centsPerHour = centsPerHour;
    }

    public override bool Work(int more)
    {
        hours += more;
        return true;
    }

    public override void StartMonth()
    {
        hours = 0;
    }

    public override long Pay()
    {
        long overtime = Math.Max(0, hours - RegularHours);
        return (2 * hours + overtime) * centsPerHour / 2;
    }
}

public class Seller : Salaried
{
    private readonly int percent;
    private long soldCents = 0;

    public Seller(int monthlyCents, int percent) : base(monthlyCents)
    {
        this.percent = percent;
    }

    public override bool Sell(int cents)
    {
        soldCents += cents;
        return true;
    }

    public override void StartMonth()
    {
        soldCents = 0;
    }

    public override long Pay()
    {
        return base.Pay() + soldCents * percent / 100;
    }
}

public class Payroll
{
    private readonly Dictionary<string, Employee> employees = new Dictionary<string, Employee>();

    public bool HireSalaried(string name, int monthlyCents)
    {
        return Hire(name, new Salaried(monthlyCents));
    }

    public bool HireHourly(string name, int centsPerHour)
    {
        return Hire(name, new Hourly(centsPerHour));
    }

    public bool HireSeller(string name, int monthlyCents, int percent)
    {
        return Hire(name, new Seller(monthlyCents, percent));
    }

    public bool Work(string name, int hours)
    {
        return employees.ContainsKey(name) && employees[name].Work(hours);
    }

    public bool Sell(string name, int cents)
    {
        return employees.ContainsKey(name) && employees[name].Sell(cents);
    }

    public long? PayOf(string name)
    {
        return employees.ContainsKey(name) ? employees[name].Pay() : (long?)null;
    }

    public Dictionary<string, long> Payday()
    {
        var paid = new Dictionary<string, long>();
        foreach (KeyValuePair<string, Employee> entry in employees)
        {
            paid[entry.Key] = entry.Value.Pay();
            entry.Value.StartMonth();
        }
        return paid;
    }

    private bool Hire(string name, Employee employee)
    {
        if (employees.ContainsKey(name)) return false;
        employees.Add(name, employee);
        return true;
    }
}
