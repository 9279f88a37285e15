from collections import deque


def fewest_hops(servers, cables, start, goal):
    neighbours = [[] for _ in range(servers)]
    for one, other in cables:
        neighbours[one].append(other)
        neighbours[other].append(one)
    hops = {start: 0}
    queue = deque([start])
    while queue:
        server = queue.popleft()
        if server == goal:
            return hops[server]
        for neighbour in neighbours[server]:
            if neighbour not in hops:
                hops[neighbour] = hops[server] + 1
                queue.append(neighbour)
    return -1
