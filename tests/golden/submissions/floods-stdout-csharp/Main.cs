// Prints for ever.
using System;

class Program
{
    static void Main()
    {
        var line = new string('x', 1000);
        for (;;) Console.WriteLine(line);
    }
}
