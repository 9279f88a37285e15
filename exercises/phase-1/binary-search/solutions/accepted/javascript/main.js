// Binary search: the place and the count of each x in a sorted list.

const { readFileSync } = require('node:fs');

/**
 * The first place for which `isRight(number)` is true, or the length where it is true for none.
 * All places for which it is false must stand to the left of those for which it is true.
 */
function findBorder(numbers, isRight) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isRight(numbers[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

function main() {
  const words = readFileSync(0, 'utf8').trim().split(/\s+/);
  const [n, q] = words.slice(0, 2).map(Number);
  // A typed array keeps the numbers side by side in memory, as numbers and not as strings.
  const numbers = Int32Array.from(words.slice(2, 2 + n), Number);
  const questions = Int32Array.from(words.slice(2 + n, 2 + n + q), Number);

  const answers = [];
  for (const x of questions) {
    const place = findBorder(numbers, (number) => number >= x);
    const end = findBorder(numbers, (number) => number > x);
    answers.push(`${place} ${end - place}`);
  }
  console.log(answers.join('\n'));
}

main();
