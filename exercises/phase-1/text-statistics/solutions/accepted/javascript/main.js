// Text statistics: main.js [--top N] [FILE]

const { readFileSync } = require('node:fs');

const WORD = /\p{L}+/gu;
const STANDARD_INPUT = 0;
const DEFAULT_TOP = 3;
const MAX_TOP = 1000;
const EXIT_USAGE = 2;

/** The command line cannot work; the message says why. */
class UsageError extends Error {}

function parseArguments(words) {
  let top = DEFAULT_TOP;
  const names = [];
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '--top') {
      i += 1;
      top = parseTop(words[i]);
    } else if (words[i].startsWith('-')) {
      throw new UsageError(`unknown option ${words[i]}`);
    } else {
      names.push(words[i]);
    }
  }
  if (names.length > 1) throw new UsageError('more than one file');
  return { top, name: names[0] };
}

function parseTop(text = '') {
  const top = Number(text);
  if (!/^[0-9]+$/.test(text) || top < 1 || top > MAX_TOP) {
    throw new UsageError(`--top needs a whole number from 1 to ${MAX_TOP}`);
  }
  return top;
}

function readText(name) {
  try {
    return readFileSync(name ?? STANDARD_INPUT, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${name}: ${error.message}`);
  }
}

/** Code points, where `length` counts UTF-16 units. */
function countCharacters(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function countLines(text) {
  if (text === '') return 0;
  const pieces = text.split('\n');
  return pieces.at(-1) === '' ? pieces.length - 1 : pieces.length;
}

function findLongest(words) {
  let longest = { word: '', letters: 0 };
  for (const word of words) {
    // A word has at most `length` letters: most need not be counted.
    if (word.length <= longest.letters) continue;
    const letters = countCharacters(word);
    if (letters > longest.letters) longest = { word, letters };
  }
  return longest;
}

function mostFrequent(words, top) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byCountThenWord = ([wordA, countA], [wordB, countB]) =>
    countB - countA || (wordA < wordB ? -1 : 1);
  return [...counts].sort(byCountThenWord).slice(0, top);
}

function report(text, top) {
  const words = text.toLowerCase().match(WORD) ?? [];
  const { word, letters } = findLongest(words);
  return [
    `lines: ${countLines(text)}`,
    `words: ${words.length}`,
    `characters: ${countCharacters(text)}`,
    words.length > 0 ? `longest: ${word} (${letters})` : 'longest: -',
    'top:',
    ...mostFrequent(words, top).map(([frequent, count]) => `${frequent} ${count}`),
  ].join('\n');
}

try {
  const { top, name } = parseArguments(process.argv.slice(2));
  console.log(report(readText(name), top));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`text-statistics: ${error.message}`);
  process.exitCode = EXIT_USAGE;
}
