// An exception that nobody catches.
using System;

class Program
{
    static void Main()
    {
        var words = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        long a = long.Parse(words[0]), b = long.Parse(words[1]);
        var none = new int[0];
        Console.WriteLine(a + b + none[0]);
    }
}
