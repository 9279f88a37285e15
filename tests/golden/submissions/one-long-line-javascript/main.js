// 1 MB without a newline.
const { readFileSync } = require('node:fs');

const [a, b] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
console.log('7'.repeat(1 << 20));
