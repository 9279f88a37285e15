// Right, and leaves a process behind that holds its output open.
const { readFileSync } = require('node:fs');
const { spawn } = require('node:child_process');

const [a, b] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
spawn('/bin/sleep', ['60'], { detached: true, stdio: 'inherit' }).unref();
console.log(a + b);
