// Binary search: the place and the count of each x in a sorted list.

const { readFileSync } = require('node:fs');

/** Returns the first place whose number is not less than x. */
function placeOf(numbers, x) {
  // TODO: halve the range of possible places, instead of looking at every number.
  for (let place = 0; place < numbers.length; place++) {
    if (numbers[place] >= x) return place;
  }
  return numbers.length;
}

function main() {
  const words = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
  const n = words[0];
  const numbers = words.slice(2, 2 + n);
  const questions = words.slice(2 + n);
  const answers = [];
  for (const x of questions) {
    const count = 0; // TODO
    answers.push(`${placeOf(numbers, x)} ${count}`);
  }
  console.log(answers.join('\n'));
}

main();
