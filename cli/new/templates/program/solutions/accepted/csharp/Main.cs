using System;
using System.Linq;

public static class Program
{
    public static void Main()
    {
        var words = Console.ReadLine().Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Select(long.Parse).ToArray();
        Console.WriteLine(numbers.Sum());
    }
}
