// Right.
using System;
using System.Linq;

class Program
{
    static void Main()
    {
        var numbers = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToArray();
        Console.WriteLine(numbers[0] + numbers[1]);
    }
}
