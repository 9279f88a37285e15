using System;

class Program
{
    static void Main()
    {
        // Read two whole numbers, and print their sum.
    }
}
