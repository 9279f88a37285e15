// A server without cables is in no pair: there is no list of its neighbours.
import java.util.*;

class Solution {
    static int fewestHops(int servers, int[][] cables, int start, int goal) {
        Map<Integer, List<Integer>> neighbours = new HashMap<>();
        for (int[] cable : cables) {
            neighbours.computeIfAbsent(cable[0], server -> new ArrayList<>()).add(cable[1]);
            neighbours.computeIfAbsent(cable[1], server -> new ArrayList<>()).add(cable[0]);
        }
        Map<Integer, Integer> hops = new HashMap<>(Map.of(start, 0));
        Queue<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            int server = queue.remove();
            for (int neighbour : neighbours.get(server)) {
                if (hops.putIfAbsent(neighbour, hops.get(server) + 1) == null) queue.add(neighbour);
            }
        }
        return hops.getOrDefault(goal, -1);
    }
}
