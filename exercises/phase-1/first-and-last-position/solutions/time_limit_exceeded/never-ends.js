// Goes on with the middle itself: where two places are left, nothing gets smaller any more.
function positions(sorted, wanted) {
  return wanted.map((number) => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle] < number) from = middle;
      else to = middle;
    }
    return sorted[from] === number ? [from, sorted.lastIndexOf(number)] : [-1, -1];
  });
}

module.exports = { positions };
