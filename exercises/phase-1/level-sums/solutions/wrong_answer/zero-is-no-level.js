// Takes a sum of 0 for "no level": 0 is falsy.
function levelSums(root) {
  const sums = [];
  let level = [root].filter(Boolean);
  while (level.length > 0) {
    const sum = level.reduce((before, node) => before + node.val, 0);
    if (sum) sums.push(sum);
    level = level.flatMap((node) => [node.left, node.right]).filter(Boolean);
  }
  return sums;
}

module.exports = { levelSums };
