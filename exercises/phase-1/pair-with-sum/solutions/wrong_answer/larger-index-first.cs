// Gives the index that it is at first, and the one it saw before behind it.
using System.Collections.Generic;

public static class Solution
{
    public static int[] PairWithSum(int[] numbers, int target)
    {
        var indexOf = new Dictionary<int, int>();
        for (int index = 0; index < numbers.Length; index++)
        {
            int missing = target - numbers[index];
            if (indexOf.ContainsKey(missing)) return new[] { index, indexOf[missing] };
            indexOf[numbers[index]] = index;
        }
        return null;
    }
}
