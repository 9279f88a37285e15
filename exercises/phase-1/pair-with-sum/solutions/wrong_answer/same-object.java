// Compares boxed numbers with ==: beyond 127, two equal ones are two objects.
import java.util.*;

class Solution {
    static int[] pairWithSum(int[] numbers, int target) {
        Map<Integer, Integer> indexOf = new HashMap<>();
        Integer[] boxed = Arrays.stream(numbers).boxed().toArray(Integer[]::new);
        for (int index = 0; index < boxed.length; index++) {
            Integer missing = target - boxed[index];
            Integer partner = indexOf.get(missing);
            if (partner != null && boxed[partner] == missing) return new int[] {partner, index};
            indexOf.putIfAbsent(boxed[index], index);
        }
        return new int[0];
    }
}
