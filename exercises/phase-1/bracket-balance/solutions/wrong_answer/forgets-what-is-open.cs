// Sees only closing brackets that are wrong.
using System.Collections.Generic;

public static class Solution
{
    public static int FirstWrongBracket(string text)
    {
        var open = new Stack<char>();
        for (int place = 0; place < text.Length; place++)
        {
            char sign = text[place];
            if (sign == '(') open.Push(')');
            else if (sign == '[') open.Push(']');
            else if (sign == '{') open.Push('}');
            else if (")]}".IndexOf(sign) >= 0)
            {
                if (open.Count == 0 || open.Pop() != sign) return place;
            }
        }
        return -1;
    }
}
