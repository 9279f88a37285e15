public static class Solution
{
    public static ListNode ReverseSection(ListNode head, int first, int last)
    {
        var start = new ListNode(0, head);
        ListNode before = start;
        for (int place = 1; place < first; place++) before = before.next;
        ListNode tail = before.next;
        for (int place = first; place < last; place++)
        {
            ListNode moved = tail.next;
            tail.next = moved.next;
            moved.next = before.next;
            before.next = moved;
        }
        return start.next;
    }
}
