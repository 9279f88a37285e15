import java.util.*;

/** Functions as learners write them: not a sample, but what makes the harness load its classes. Build only. */
class Solution {
    static int[] addTo(int[] numbers, Map<String, Double> by, ListNode list) {
        System.out.println("printed " + by + list);
        if (numbers.length == 0) throw new IllegalArgumentException("empty");
        return Arrays.stream(numbers).map(number -> number + by.size()).toArray();
    }
}

class ListNode {
    String val;
    ListNode next;

    ListNode(String val) { this.val = val; }
}
