// Subtracts.
using System;

class Program
{
    static void Main()
    {
        var words = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        long a = long.Parse(words[0]), b = long.Parse(words[1]);
        Console.WriteLine(a - b);
    }
}
