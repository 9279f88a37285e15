using System.Linq;

public static class Solution
{
    public static int[][] Positions(int[] sorted, int[] wanted)
    {
        return wanted.Select(number => Position(sorted, number)).ToArray();
    }

    private static int[] Position(int[] sorted, int number)
    {
        int first = FirstNotBelow(sorted, number);
        int behind = FirstNotBelow(sorted, number + 1);
        return first == behind ? new[] { -1, -1 } : new[] { first, behind - 1 };
    }

    /// <summary>The first place whose number is bound or more; the length if there is none.</summary>
    private static int FirstNotBelow(int[] sorted, int bound)
    {
        int from = 0;
        int to = sorted.Length;
        while (from < to)
        {
            int middle = from + (to - from) / 2;
            if (sorted[middle] < bound) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
