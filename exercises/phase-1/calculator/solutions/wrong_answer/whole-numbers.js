// Divides like a language with whole numbers only: 7 / 2 gives 3. One operator a line.
const { readFileSync } = require('node:fs');

for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (line.trim() === '') continue;
  const match = /^\s*([0-9.]+)\s*([-+*/])\s*([0-9.]+)\s*$/.exec(line);
  if (match === null) {
    console.log('error: syntax');
    continue;
  }
  const left = Number(match[1]);
  const right = Number(match[3]);
  if (match[2] === '+') console.log(left + right);
  else if (match[2] === '-') console.log(left - right);
  else if (match[2] === '*') console.log(left * right);
  else if (right === 0) console.log('error: division by zero');
  else console.log(Math.trunc(left / right));
}
