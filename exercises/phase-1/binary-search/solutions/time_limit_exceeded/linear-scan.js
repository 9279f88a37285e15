// Looks at every number for every question.
const { readFileSync } = require('node:fs');

const words = readFileSync(0, 'utf8').trim().split(/\s+/);
const n = Number(words[0]);
const numbers = Int32Array.from(words.slice(2, 2 + n), Number);
const answers = [];
for (const x of words.slice(2 + n).map(Number)) {
  let place = 0;
  while (place < n && numbers[place] < x) place += 1;
  let end = place;
  while (end < n && numbers[end] === x) end += 1;
  answers.push(`${place} ${end - place}`);
}
console.log(answers.join('\n'));
