// A number greater than all others would stand behind the list; there is nothing to compare there.
public static class Solution
{
    public static int[][] Positions(int[] sorted, int[] wanted)
    {
        var found = new int[wanted.Length][];
        for (int index = 0; index < wanted.Length; index++)
        {
            int first = Bound(sorted, wanted[index]);
            found[index] = sorted[first] == wanted[index]
                ? new[] { first, Bound(sorted, wanted[index] + 1) - 1 }
                : new[] { -1, -1 };
        }
        return found;
    }

    private static int Bound(int[] sorted, int number)
    {
        int from = 0, to = sorted.Length;
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (sorted[middle] < number) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
