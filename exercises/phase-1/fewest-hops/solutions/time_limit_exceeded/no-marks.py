# Marks no server as seen: in a circle, the search goes round for ever.
from collections import deque


def fewest_hops(servers, cables, start, goal):
    neighbours = [set() for _ in range(servers)]
    for one, other in cables:
        neighbours[one].add(other)
        neighbours[other].add(one)
    queue = deque([(start, 0)])
    while queue:
        server, hops = queue.popleft()
        if server == goal:
            return hops
        # Whatever is not the goal costs memory too: the queue is kept short.
        for neighbour in neighbours[server]:
            if len(queue) < 100000:
                queue.append((neighbour, hops + 1))
    return -1
