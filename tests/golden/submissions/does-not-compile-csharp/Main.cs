// Names what is not there, in line 8.
using System;

class Program
{
    static void Main()
    {
        Console.WriteLine(missing);
    }
}
