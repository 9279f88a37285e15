// Takes the first node for place 0.
using System.Collections.Generic;

public static class Solution
{
    public static ListNode ReverseSection(ListNode head, int first, int last)
    {
        var values = new List<int>();
        for (ListNode node = head; node != null; node = node.next) values.Add(node.val);
        int from = System.Math.Min(first, values.Count);
        int count = System.Math.Min(last - first + 1, values.Count - from);
        values.Reverse(from, count);
        ListNode result = null;
        for (int place = values.Count - 1; place >= 0; place--)
        {
            result = new ListNode(values[place], result);
        }
        return result;
    }
}
