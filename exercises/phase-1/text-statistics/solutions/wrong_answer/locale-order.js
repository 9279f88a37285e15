// Sorts equally frequent words as a dictionary of a language would: é before z.
const { readFileSync } = require('node:fs');

function fail(message) {
  console.error(message);
  process.exit(2);
}

let top = 3;
const names = [];
const rest = process.argv.slice(2);
while (rest.length > 0) {
  const word = rest.shift();
  if (word === '--top') {
    top = Number(rest.shift());
    if (!Number.isInteger(top) || top < 1) fail('--top needs a number');
  } else if (word.startsWith('-')) {
    fail('unknown option');
  } else {
    names.push(word);
  }
}
if (names.length > 1) fail('more than one file');

let text;
try {
  text = readFileSync(names[0] ?? 0, 'utf8');
} catch (error) {
  fail(error.message);
}
const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
const counts = new Map();
let longest = '';
for (const word of words) {
  counts.set(word, (counts.get(word) ?? 0) + 1);
  if ([...word].length > [...longest].length) longest = word;
}
const ranking = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
console.log(`lines: ${text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0)}`);
console.log(`words: ${words.length}`);
console.log(`characters: ${[...text].length}`);
console.log(words.length === 0 ? 'longest: -' : `longest: ${longest} (${[...longest].length})`);
console.log('top:');
for (const [word, count] of ranking.slice(0, top)) console.log(`${word} ${count}`);
