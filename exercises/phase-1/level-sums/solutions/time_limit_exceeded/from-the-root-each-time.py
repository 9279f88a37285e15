# Looks for the nodes of each level from the root on.
def level_sums(root):
    sums = []
    while True:
        level = nodes_at(root, len(sums))
        if not level:
            return sums
        sums.append(sum(node.val for node in level))


def nodes_at(root, depth):
    level = [root] if root else []
    for _ in range(depth):
        level = [child for node in level for child in (node.left, node.right) if child]
    return level
