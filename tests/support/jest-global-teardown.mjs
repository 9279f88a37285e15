import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_TIMEOUT_MS = 10_000;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Stops the run's PostgreSQL (at once: its data is thrown away) and removes the run's folder. */
export default async function tearDown() {
  const folder = process.env.ASSAY_TEST_DIR;
  if (folder === undefined) return;
  delete process.env.ASSAY_TEST_DIR;
  const pidFile = join(folder, 'postgres', 'cluster-18', 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (pid > 1) {
    process.kill(pid, 'SIGQUIT');
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (isAlive(pid) && Date.now() < deadline) await sleep(20);
  }
  await rm(folder, { recursive: true, force: true });
}
