function positions(sorted, wanted) {
  return wanted.map((number) => {
    const first = firstNotBelow(sorted, number);
    const behind = firstNotBelow(sorted, number + 1);
    return first === behind ? [-1, -1] : [first, behind - 1];
  });
}

/** The first place whose number is `bound` or more; the length if there is none. */
function firstNotBelow(sorted, bound) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}

module.exports = { positions };
