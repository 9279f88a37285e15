// Turns for ever.
using System;

class Program
{
    static void Main()
    {
        for (;;) { }
    }
}
