// Adds 1 to a count that is not there yet.
using System.Collections.Generic;
using System.Text.RegularExpressions;

public static class Solution
{
    public static Dictionary<string, int> WordFrequency(string text)
    {
        var counts = new Dictionary<string, int>();
        foreach (Match match in Regex.Matches(text.ToLowerInvariant(), @"\p{L}+"))
        {
            counts[match.Value] = counts[match.Value] + 1;
        }
        return counts;
    }
}
