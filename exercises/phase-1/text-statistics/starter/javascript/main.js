// Text statistics: main.js [--top N] [FILE]

const { readFileSync } = require('node:fs');

function readText(words) {
  // TODO: handle --top N, and a file that does not exist (exit code 2).
  return readFileSync(words[0] ?? 0, 'utf8');
}

function main() {
  const text = readText(process.argv.slice(2));
  console.log(`lines: ${text.split('\n').length - 1}`);
  console.log(`words: ${text.split(' ').length}`);
  console.log(`characters: ${text.length}`);
  // TODO: what is a word, exactly? And the longest and the most frequent ones?
}

main();
