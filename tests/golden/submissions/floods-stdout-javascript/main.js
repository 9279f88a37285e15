// Prints for ever.
const { writeSync } = require('node:fs');

for (;;) writeSync(1, 'x'.repeat(1000) + '\n');
