// Leaves files wherever it can, and says so if it finds them: each run must start clean.
const { existsSync, readFileSync, symlinkSync, writeFileSync } = require('node:fs');

const [a, b] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);

let found = false;
for (const directory of ['/tmp', '/dev/shm', '/var/tmp', '/app', '.']) {
  const path = `${directory}/left-behind`;
  found ||= existsSync(path);
  try {
    writeFileSync(path, 'x'.repeat(1000));
    symlinkSync('/etc/passwd', `${path}-link`);
  } catch {
    // Not writable, so nothing can be left there.
  }
}
console.log(found ? 'found what an earlier run left' : a + b);
