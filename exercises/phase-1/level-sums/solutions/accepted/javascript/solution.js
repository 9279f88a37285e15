function levelSums(root) {
  const sums = [];
  let level = root === null ? [] : [root];
  while (level.length > 0) {
    sums.push(level.reduce((sum, node) => sum + node.val, 0));
    level = level.flatMap((node) => [node.left, node.right]).filter((node) => node !== null);
  }
  return sums;
}

module.exports = { levelSums };
