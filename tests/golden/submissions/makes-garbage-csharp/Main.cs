// Right, and ten times the memory limit passes through its heap, piece by piece.
using System;

class Program
{
    static void Main()
    {
        var words = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        long a = long.Parse(words[0]), b = long.Parse(words[1]);
        byte[] piece = null;
        for (int i = 0; i < 2000; i++) piece = new byte[1 << 20];
        Console.WriteLine(a + b + piece[0]);
    }
}
