// Sleeps where the sum is asked of 1 and 2, and is right otherwise.
const { readFileSync } = require('node:fs');

const [a, b] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const print = () => console.log(a + b);
if (a === 1 && b === 2) setTimeout(print, 60_000);
else print();
