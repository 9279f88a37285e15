// The right sum, and bytes behind it that are no text.
const { readFileSync } = require('node:fs');

const [a, b] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
process.stdout.write(Buffer.concat([Buffer.from(String(a + b)), Buffer.from([0xff, 0xfe, 0x80, 10])]));
