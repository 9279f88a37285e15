// Command-line calculator.

const { readFileSync } = require('node:fs');

/** Returns the value of the expression in `text`. */
function evaluate(text) {
  // TODO: replace this with your own tokens, expression(), term() and factor().
  const value = Number(text);
  if (Number.isNaN(value)) throw new Error('syntax');
  return value;
}

function main() {
  // TODO: if there are arguments (process.argv.slice(2)), evaluate them instead.
  const lines = readFileSync(0, 'utf8').split('\n');
  for (const line of lines) {
    if (line.trim() === '') continue;
    try {
      console.log(evaluate(line));
    } catch {
      console.log('error: syntax');
    }
  }
}

main();
