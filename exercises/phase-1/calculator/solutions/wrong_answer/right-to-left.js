// Recursion on the right side: 8 - 3 - 2 is taken as 8 - (3 - 2).
const { readFileSync } = require('node:fs');

let tokens = [];

function factor() {
  const token = tokens.shift();
  if (token === '-') return -factor();
  if (token === '(') {
    const value = expression();
    if (tokens.shift() !== ')') throw new Error('syntax');
    return value;
  }
  if (token === undefined || !/^[0-9]+(\.[0-9]+)?$/.test(token)) throw new Error('syntax');
  return Number(token);
}

function term() {
  const left = factor();
  if (tokens[0] === '*') {
    tokens.shift();
    return left * term();
  }
  if (tokens[0] === '/') {
    tokens.shift();
    const right = term();
    if (right === 0) throw new Error('division by zero');
    return left / right;
  }
  return left;
}

function expression() {
  const left = term();
  if (tokens[0] === '+') {
    tokens.shift();
    return left + expression();
  }
  if (tokens[0] === '-') {
    tokens.shift();
    return left - expression();
  }
  return left;
}

function evaluate(text) {
  tokens = text.match(/[0-9]+(\.[0-9]+)?|\S/g) ?? [];
  const value = expression();
  if (tokens.length > 0) throw new Error('syntax');
  return value;
}

const words = process.argv.slice(2);
if (words.length > 0) {
  try {
    console.log(evaluate(words.join(' ')));
  } catch (error) {
    console.error(error.message);
    process.exitCode = error.message === 'syntax' ? 2 : 3;
  }
} else {
  for (const line of readFileSync(0, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    try {
      console.log(evaluate(line));
    } catch (error) {
      console.log(`error: ${error.message}`);
    }
  }
}
