# Calls itself for each hop: a way of thousands of hops is deeper than the stack.
def fewest_hops(servers, cables, start, goal):
    neighbours = [[] for _ in range(servers)]
    for one, other in cables:
        neighbours[one].append(other)
        neighbours[other].append(one)
    seen = {start}

    def search(reached, hops):
        if not reached:
            return -1
        if goal in reached:
            return hops
        nearby = {one for server in reached for one in neighbours[server]} - seen
        seen.update(nearby)
        return search(nearby, hops + 1)

    return search({start}, 0)
