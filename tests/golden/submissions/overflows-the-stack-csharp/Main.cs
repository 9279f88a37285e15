// Calls itself without end.
using System;

class Program
{
    static long Deeper(long depth)
    {
        return Deeper(depth + 1) + 1;
    }

    static void Main()
    {
        Console.WriteLine(Deeper(0));
    }
}
