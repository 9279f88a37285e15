function reverseSection(head, first, last) {
  const start = new ListNode(0, head);
  let before = start;
  for (let place = 1; place < first; place++) before = before.next;
  const tail = before.next;
  for (let place = first; place < last; place++) {
    const moved = tail.next;
    tail.next = moved.next;
    moved.next = before.next;
    before.next = moved;
  }
  return start.next;
}

module.exports = { reverseSection };
