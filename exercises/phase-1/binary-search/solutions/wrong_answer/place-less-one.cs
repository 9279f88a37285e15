using System;
using System.Text;

/// <summary>Binary search: the place and the count of each x in a sorted list.</summary>
static class Program
{
    /// <summary>The number of elements less than x: the place of the first that is not.</summary>
    static int FirstNotLess(int[] numbers, int x)
    {
        int low = 0, high = numbers.Length;
        // Always: everything before low is less than x, everything from high on is not.
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (numbers[middle] < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static void Main()
    {
        var words = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        int n = int.Parse(words[0]), q = int.Parse(words[1]);
        var numbers = new int[n];
        for (int i = 0; i < n; i++) numbers[i] = int.Parse(words[2 + i]);

        var answers = new StringBuilder();
        for (int i = 0; i < q; i++)
        {
            int x = int.Parse(words[2 + n + i]);
            int place = FirstNotLess(numbers, x);
            // For whole numbers, the first that is greater than x is the first not less than x + 1.
            int count = FirstNotLess(numbers, x + 1) - place - 1;
            answers.Append(place).Append(' ').Append(count).Append('\n');
        }
        Console.Write(answers);
    }
}
