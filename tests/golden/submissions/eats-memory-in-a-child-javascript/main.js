// The child takes the memory; the limit is for all processes together.
const { spawnSync } = require('node:child_process');

spawnSync(process.execPath, ['-e', 'const c = []; for (;;) c.push(Buffer.alloc(1 << 20, 1))']);
console.log(3);
