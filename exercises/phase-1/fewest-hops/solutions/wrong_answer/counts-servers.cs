// Counts the servers on the way, both ends included: one more than there are hops.
using System.Collections.Generic;
using System.Linq;

public static class Solution
{
    public static int FewestHops(int servers, int[][] cables, int start, int goal)
    {
        var neighbours = Enumerable.Range(0, servers).Select(_ => new List<int>()).ToArray();
        foreach (int[] cable in cables)
        {
            neighbours[cable[0]].Add(cable[1]);
            neighbours[cable[1]].Add(cable[0]);
        }
        var count = new int[servers];
        count[start] = 1;
        var queue = new Queue<int>();
        queue.Enqueue(start);
        while (queue.Count > 0)
        {
            int server = queue.Dequeue();
            foreach (int neighbour in neighbours[server])
            {
                if (count[neighbour] > 0) continue;
                count[neighbour] = count[server] + 1;
                queue.Enqueue(neighbour);
            }
        }
        return count[goal] == 0 ? -1 : count[goal];
    }
}
