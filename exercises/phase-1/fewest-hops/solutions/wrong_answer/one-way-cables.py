# Follows cables from the first server of the pair to the second alone.
from collections import deque


def fewest_hops(servers, cables, start, goal):
    neighbours = [[] for _ in range(servers)]
    for one, other in cables:
        neighbours[one].append(other)
    hops = {start: 0}
    queue = deque([start])
    while queue:
        server = queue.popleft()
        for neighbour in neighbours[server]:
            if neighbour not in hops:
                hops[neighbour] = hops[server] + 1
                queue.append(neighbour)
    return hops.get(goal, -1)
