import java.util.*;

class Solution {
    static int[] pairWithSum(int[] numbers, int target) {
        Map<Integer, Integer> indexOf = new HashMap<>();
        for (int index = 0; index < numbers.length; index++) {
            Integer partner = indexOf.get(target - numbers[index]);
            if (partner != null) return new int[] {partner, index};
            indexOf.put(numbers[index], index);
        }
        throw new IllegalArgumentException("no pair");
    }
}
