using System;
using System.Text;

/// <summary>Binary search: the place and the count of each x in a sorted list.</summary>
static class Program
{
    /// <summary>Returns the first place whose number is not less than x.</summary>
    static int PlaceOf(int[] numbers, int x)
    {
        // TODO: halve the range of possible places, instead of looking at every number.
        for (int place = 0; place < numbers.Length; place++)
        {
            if (numbers[place] >= x) return place;
        }
        return numbers.Length;
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
            int count = 0; // TODO
            answers.Append(PlaceOf(numbers, int.Parse(words[2 + n + i]))).Append(' ').Append(count).Append('\n');
        }
        Console.Write(answers);
    }
}
