using System;
using System.Collections.Generic;

public class MinStack
{
    private readonly Stack<int> values = new Stack<int>();
    /// <summary>For each number, the least one from there down.</summary>
    private readonly Stack<int> least = new Stack<int>();

    public void Push(int value)
    {
        least.Push(least.Count == 0 ? value : Math.Min(value, least.Peek()));
        values.Push(value);
    }

    public int? Pop()
    {
        if (values.Count == 0) return null;
        least.Pop();
        return values.Pop();
    }

    public int? Top()
    {
        return values.Count == 0 ? (int?)null : values.Peek();
    }

    public int? GetMin()
    {
        return least.Count == 0 ? (int?)null : least.Peek();
    }

    public int Size()
    {
        return values.Count;
    }
}
