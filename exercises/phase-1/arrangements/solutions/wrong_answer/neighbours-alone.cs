// Passes over equal letters only where they stand side by side.
using System.Collections.Generic;

public static class Solution
{
    public static string[] Arrangements(string letters)
    {
        if (letters == "") return new[] { "" };
        var found = new List<string>();
        for (int place = 0; place < letters.Length; place++)
        {
            if (place > 0 && letters[place] == letters[place - 1]) continue;
            foreach (string rest in Arrangements(letters.Remove(place, 1)))
            {
                found.Add(letters[place] + rest);
            }
        }
        return found.ToArray();
    }
}
