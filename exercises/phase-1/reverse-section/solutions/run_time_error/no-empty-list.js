// Takes it for granted that there is a first node.
function reverseSection(head, first, last) {
  const values = [head.val];
  for (let node = head.next; node !== null; node = node.next) values.push(node.val);
  const section = values.slice(first - 1, last).reverse();
  const all = [...values.slice(0, first - 1), ...section, ...values.slice(last)];
  return all.reduceRight((next, value) => new ListNode(value, next), null);
}

module.exports = { reverseSection };
