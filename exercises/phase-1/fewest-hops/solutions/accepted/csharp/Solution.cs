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
        var hops = new Dictionary<int, int> { { start, 0 } };
        var queue = new Queue<int>();
        queue.Enqueue(start);
        while (queue.Count > 0)
        {
            int server = queue.Dequeue();
            if (server == goal) return hops[server];
            foreach (int neighbour in neighbours[server])
            {
                if (hops.ContainsKey(neighbour)) continue;
                hops[neighbour] = hops[server] + 1;
                queue.Enqueue(neighbour);
            }
        }
        return -1;
    }
}
