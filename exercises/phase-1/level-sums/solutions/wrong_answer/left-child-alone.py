# Goes to the right only where there is nothing to the left.
def level_sums(root):
    sums = []
    level = [root] if root else []
    while level:
        sums.append(sum(node.val for node in level))
        level = [node.left or node.right for node in level if node.left or node.right]
    return sums
