/**
 * Regenerates the Prisma client and fails where the committed one differed: a schema was changed
 * without `npx prisma generate`. The new client stays on disk, ready to be committed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join(root, 'platform/database/generated');

function contentHash(directory) {
  const hash = createHash('sha256');
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const before = contentHash(generated);
const run = spawnSync('npx', ['prisma', 'generate'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    // Generating needs no schema engine; naming a program stops Prisma from downloading one.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  },
});
if (run.status !== 0) {
  console.error(`prisma generate failed:\n${run.stdout}${run.stderr}`);
  process.exit(1);
}
if (contentHash(generated) !== before) {
  console.error('platform/database/generated was stale; it is regenerated now: commit it.');
  process.exit(1);
}
