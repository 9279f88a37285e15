using System;
using System.Collections.Generic;

public static class Solution
{
    public static int[] PairWithSum(int[] numbers, int target)
    {
        var indexOf = new Dictionary<int, int>();
        for (int index = 0; index < numbers.Length; index++)
        {
            int partner;
            if (indexOf.TryGetValue(target - numbers[index], out partner))
            {
                return new[] { partner, index };
            }
            indexOf[numbers[index]] = index;
        }
        throw new ArgumentException("no pair");
    }
}
