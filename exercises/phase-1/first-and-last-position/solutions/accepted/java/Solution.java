class Solution {
    static int[][] positions(int[] sorted, int[] wanted) {
        int[][] found = new int[wanted.length][];
        for (int index = 0; index < wanted.length; index++) {
            int first = firstNotBelow(sorted, wanted[index]);
            int behind = firstNotBelow(sorted, wanted[index] + 1);
            found[index] = first == behind ? new int[] {-1, -1} : new int[] {first, behind - 1};
        }
        return found;
    }

    /** The first place whose number is bound or more; the length if there is none. */
    private static int firstNotBelow(int[] sorted, int bound) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = from + (to - from) / 2;
            if (sorted[middle] < bound) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
