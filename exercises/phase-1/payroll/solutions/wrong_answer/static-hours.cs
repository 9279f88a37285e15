// The hours and sales are static: all employees share them.
using System;
using System.Collections.Generic;

public abstract class Employee
{
    protected static long hours = 0;
    protected static long sold = 0;

    public abstract long Pay();

    public virtual bool Work(int more)
    {
        return false;
    }

    public virtual bool Sell(int cents)
    {
        return false;
    }

    public static void StartMonth()
    {
        hours = 0;
        sold = 0;
    }
}

public class Salaried : Employee
{
    protected readonly int monthlyCents;

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
    private readonly int centsPerHour;

    public Hourly(int centsPerHour)
    {
        this.centsPerHour = centsPerHour;
    }

    public override bool Work(int more)
    {
        hours += more;
        return true;
    }

    public override long Pay()
    {
        return (2 * hours + Math.Max(0, hours - 160)) * centsPerHour / 2;
    }
}

public class Seller : Salaried
{
    private readonly int percent;

    public Seller(int monthlyCents, int percent) : base(monthlyCents)
    {
        this.percent = percent;
    }

    public override bool Sell(int cents)
    {
        sold += cents;
        return true;
    }

    public override long Pay()
    {
        return monthlyCents + sold * percent / 100;
    }
}

public class Payroll
{
    private readonly Dictionary<string, Employee> employees = new Dictionary<string, Employee>();

    public Payroll()
    {
        Employee.StartMonth();
    }

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
        }
        Employee.StartMonth();
        return paid;
    }

    private bool Hire(string name, Employee employee)
    {
        if (employees.ContainsKey(name)) return false;
        employees.Add(name, employee);
        return true;
    }
}
