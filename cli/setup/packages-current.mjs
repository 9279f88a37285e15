/**
 * Exits with 0 where node_modules holds exactly what package-lock.json says, by npm's own record of
 * what it installed (node_modules/.package-lock.json, which npm writes last). For the launcher,
 * before anything is compiled: plain JavaScript without packages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2];
const packagesOf = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

function isCurrent() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = present[path];
    // What is optional may be for another platform.
    if (found === undefined && entry.optional) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return Object.keys(present).every((path) => path in wanted);
}

let current = false;
try {
  current = isCurrent();
} catch {
  // No record, or one that npm did not finish: install.
}
process.exit(current ? 0 : 1);
