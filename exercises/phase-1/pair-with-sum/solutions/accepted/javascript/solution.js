function pairWithSum(numbers, target) {
  const indexOf = new Map();
  for (const [index, number] of numbers.entries()) {
    const partner = indexOf.get(target - number);
    if (partner !== undefined) return [partner, index];
    indexOf.set(number, index);
  }
  throw new Error('no pair');
}

module.exports = { pairWithSum };
