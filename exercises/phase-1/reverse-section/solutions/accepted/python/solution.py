def reverse_section(head, first, last):
    start = ListNode(0, head)
    before = start
    for _ in range(first - 1):
        before = before.next
    tail = before.next
    for _ in range(last - first):
        moved = tail.next
        tail.next = moved.next
        moved.next = before.next
        before.next = moved
    return start.next
