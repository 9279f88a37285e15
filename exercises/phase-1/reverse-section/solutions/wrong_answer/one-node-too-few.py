# The last node of the section stays where it is.
def reverse_section(head, first, last):
    values = []
    while head is not None:
        values.append(head.val)
        head = head.next
    values[first - 1 : last - 1] = reversed(values[first - 1 : last - 1])
    for value in reversed(values):
        head = ListNode(value, head)
    return head
