import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One folder for what the test files of a run share (tests/support/database.ts puts a PostgreSQL
 * there when the first of them needs one); the teardown stops what it finds there. Plain
 * JavaScript, since Jest does not compile this file for native modules.
 */
export default async function setUp() {
  if (process.env.ASSAY_TEST_DIR !== undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'assay-test-'));
  // mkdtemp closes it to others, and root's PostgreSQL runs as another account.
  await chmod(folder, 0o755);
  process.env.ASSAY_TEST_DIR = folder;
}
