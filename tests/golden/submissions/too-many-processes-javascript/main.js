// Starts idle processes until it is refused one, and fails over that.
const { spawn } = require('node:child_process');

// The first error is thrown, as no listener takes it.
for (let i = 0; i < 100; i++) spawn('/bin/sleep', ['60']);
