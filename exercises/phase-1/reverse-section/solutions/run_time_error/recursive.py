# One call for each node: the stack is not that deep.
def reverse_section(head, first, last):
    if head is None or first == last:
        return head
    if first > 1:
        head.next = reverse_section(head.next, first - 1, last - 1)
        return head
    return reverse_first(head, last)[0]


def reverse_first(head, count):
    """The first nodes in reverse, and the node behind them."""
    if count == 1:
        return head, head.next
    new_head, rest = reverse_first(head.next, count - 1)
    head.next.next = head
    head.next = rest
    return new_head, rest
