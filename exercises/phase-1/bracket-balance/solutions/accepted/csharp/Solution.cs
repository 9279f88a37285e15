using System.Collections.Generic;

public static class Solution
{
    private const string Opening = "([{";
    private const string Closing = ")]}";

    public static int FirstWrongBracket(string text)
    {
        var open = new List<int>();
        for (int place = 0; place < text.Length; place++)
        {
            int kind = Closing.IndexOf(text[place]);
            if (Opening.IndexOf(text[place]) >= 0)
            {
                open.Add(place);
            }
            else if (kind >= 0)
            {
                int last = open.Count - 1;
                if (last < 0 || text[open[last]] != Opening[kind]) return place;
                open.RemoveAt(last);
            }
        }
        return open.Count == 0 ? -1 : open[0];
    }
}
