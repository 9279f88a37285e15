// Looks behind the first node before it knows that there is one.
import java.util.*;

class Solution {
    static ListNode reverseSection(ListNode head, int first, int last) {
        List<ListNode> nodes = new ArrayList<>();
        ListNode node = head;
        do {
            nodes.add(node);
            node = node.next;
        } while (node != null);
        for (int left = first - 1, right = last - 1; left < right; left++, right--) {
            int value = nodes.get(left).val;
            nodes.get(left).val = nodes.get(right).val;
            nodes.get(right).val = value;
        }
        return head;
    }
}
