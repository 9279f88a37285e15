// Right for every valid expression, and ends with a stack trace at the first invalid line.
const { readFileSync } = require('node:fs');

function evaluate(text) {
  const tokens = text.match(/[0-9]+(\.[0-9]+)?|\S/g);
  const factor = () => {
    const token = tokens.shift();
    if (token === '-') return -factor();
    if (token === '(') {
      const value = expression();
      tokens.shift();
      return value;
    }
    if (!/^[0-9]/.test(token)) throw new Error(`unexpected ${token}`);
    return Number(token);
  };
  const term = () => {
    let value = factor();
    while ('*/'.includes(tokens[0] ?? 'end')) {
      if (tokens.shift() === '*') value *= factor();
      else {
        const right = factor();
        if (right === 0) throw new Error('division by zero');
        value /= right;
      }
    }
    return value;
  };
  const expression = () => {
    let value = term();
    while ('+-'.includes(tokens[0] ?? 'end')) {
      value = tokens.shift() === '+' ? value + term() : value - term();
    }
    return value;
  };
  return expression();
}

const words = process.argv.slice(2);
const lines = words.length > 0 ? [words.join(' ')] : readFileSync(0, 'utf8').split('\n');
for (const line of lines) if (line.trim() !== '') console.log(evaluate(line));
