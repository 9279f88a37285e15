// Reverses the section, and does not hang the rest of the list on its end.
class Solution {
    static ListNode reverseSection(ListNode head, int first, int last) {
        if (head == null) return null;
        ListNode start = new ListNode(0, head);
        ListNode before = start;
        for (int place = 1; place < first; place++) before = before.next;
        ListNode node = before.next;
        ListNode back = null;
        for (int place = first; place <= last; place++) {
            ListNode next = node.next;
            node.next = back;
            back = node;
            node = next;
        }
        before.next = back;
        return start.next;
    }
}
