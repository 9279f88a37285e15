using System.Collections.Generic;
using System.Linq;

public static class Solution
{
    public static string[] Arrangements(string letters)
    {
        var counts = new SortedDictionary<char, int>();
        foreach (char letter in letters)
        {
            counts[letter] = counts.ContainsKey(letter) ? counts[letter] + 1 : 1;
        }
        var found = new List<string>();
        Collect(new char[letters.Length], 0, counts, found);
        return found.ToArray();
    }

    private static void Collect(
        char[] placed, int place, SortedDictionary<char, int> counts, List<string> found)
    {
        if (place == placed.Length)
        {
            found.Add(new string(placed));
            return;
        }
        foreach (char letter in counts.Keys.Where(key => counts[key] > 0).ToArray())
        {
            placed[place] = letter;
            counts[letter]--;
            Collect(placed, place + 1, counts, found);
            counts[letter]++;
        }
    }
}
