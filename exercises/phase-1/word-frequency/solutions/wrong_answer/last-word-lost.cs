// A word is counted at the sign behind it; the last word has none.
using System.Collections.Generic;

public static class Solution
{
    public static Dictionary<string, int> WordFrequency(string text)
    {
        var counts = new Dictionary<string, int>();
        string word = "";
        foreach (char sign in text.ToLowerInvariant())
        {
            if (char.IsLetter(sign))
            {
                word += sign;
                continue;
            }
            if (word != "") counts[word] = counts.ContainsKey(word) ? counts[word] + 1 : 1;
            word = "";
        }
        return counts;
    }
}
