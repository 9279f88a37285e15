// Right if the disk is full after some megabytes, and the program is told so.
const { closeSync, openSync, readFileSync, writeSync } = require('node:fs');

const [a, b] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);

const file = openSync('/tmp/large', 'w');
const chunk = Buffer.alloc(1 << 20);
let answer = 'no limit';
try {
  // A full disk shows as a short write first, and as an error then.
  for (let i = 0; i < 64; i++) writeSync(file, chunk);
} catch {
  answer = a + b;
}
closeSync(file);
console.log(answer);
