import java.util.*;

class Solution {
    static int fewestHops(int servers, int[][] cables, int start, int goal) {
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int server = 0; server < servers; server++) neighbours.add(new ArrayList<>());
        for (int[] cable : cables) {
            neighbours.get(cable[0]).add(cable[1]);
            neighbours.get(cable[1]).add(cable[0]);
        }
        int[] hops = new int[servers];
        Arrays.fill(hops, -1);
        hops[start] = 0;
        Queue<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty() && hops[goal] == -1) {
            int server = queue.remove();
            for (int neighbour : neighbours.get(server)) {
                if (hops[neighbour] != -1) continue;
                hops[neighbour] = hops[server] + 1;
                queue.add(neighbour);
            }
        }
        return hops[goal];
    }
}
