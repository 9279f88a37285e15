// Right, but says with its exit code that it failed.
using System;

class Program
{
    static int Main()
    {
        var words = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        long a = long.Parse(words[0]), b = long.Parse(words[1]);
        Console.WriteLine(a + b);
        return 3;
    }
}
