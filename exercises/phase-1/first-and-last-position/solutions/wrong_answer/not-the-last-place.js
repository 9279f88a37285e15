// The search ends one place too early: the last number of the list is never looked at.
function positions(sorted, wanted) {
  return wanted.map((number) => {
    const first = bound(sorted, number);
    if (sorted[first] !== number) return [-1, -1];
    return [first, bound(sorted, number + 1) - 1];
  });
}

function bound(sorted, number) {
  let [from, to] = [0, sorted.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < number) from = middle + 1;
    else to = middle;
  }
  return from;
}

module.exports = { positions };
