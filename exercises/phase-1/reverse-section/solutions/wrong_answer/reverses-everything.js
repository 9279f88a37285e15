// Does not look at the places at all.
function reverseSection(head) {
  let back = null;
  while (head !== null) [head.next, back, head] = [back, head, head.next];
  return back;
}

module.exports = { reverseSection };
