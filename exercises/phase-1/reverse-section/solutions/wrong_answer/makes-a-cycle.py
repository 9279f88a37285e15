# The end of the section still points into it: the list has no end.
def reverse_section(head, first, last):
    if head is None:
        return None
    before = None
    node = head
    for _ in range(first - 1):
        before, node = node, node.next
    back = before
    for _ in range(last - first + 1):
        node.next, back, node = back, node, node.next
    if before is None:
        return back
    before.next = back
    return head
