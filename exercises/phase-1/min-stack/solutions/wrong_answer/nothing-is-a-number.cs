// Tells int.MaxValue and 0 where there is nothing.
using System;
using System.Collections.Generic;

public class MinStack
{
    private readonly List<int> items = new List<int>();

    public void Push(int value)
    {
        items.Add(value);
    }

    public int? Pop()
    {
        int? last = Top();
        if (items.Count > 0) items.RemoveAt(items.Count - 1);
        return last;
    }

    public int? Top()
    {
        return items.Count == 0 ? 0 : items[items.Count - 1];
    }

    public int? GetMin()
    {
        int least = int.MaxValue;
        foreach (int item in items) least = Math.Min(least, item);
        return least;
    }

    public int Size()
    {
        return items.Count;
    }
}
