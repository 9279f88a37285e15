using System.Collections.Generic;
using System.Text;

public static class Solution
{
    public static Dictionary<string, int> WordFrequency(string text)
    {
        var counts = new Dictionary<string, int>();
        var word = new StringBuilder();
        // The space ends the last word.
        foreach (char sign in text.ToLowerInvariant() + " ")
        {
            if (char.IsLetter(sign))
            {
                word.Append(sign);
                continue;
            }
            if (word.Length > 0) Count(counts, word.ToString());
            word.Clear();
        }
        return counts;
    }

    private static void Count(Dictionary<string, int> counts, string word)
    {
        int before;
        counts.TryGetValue(word, out before);
        counts[word] = before + 1;
    }
}
