// The list is static: all stacks share it.
using System.Collections.Generic;
using System.Linq;

public class MinStack
{
    private static readonly List<int> Items = new List<int>();

    public void Push(int value)
    {
        Items.Add(value);
    }

    public int? Pop()
    {
        int? last = Top();
        if (last != null) Items.RemoveAt(Items.Count - 1);
        return last;
    }

    public int? Top()
    {
        return Items.Count == 0 ? (int?)null : Items[Items.Count - 1];
    }

    public int? GetMin()
    {
        return Items.Count == 0 ? (int?)null : Items.Min();
    }

    public int Size()
    {
        return Items.Count;
    }
}
