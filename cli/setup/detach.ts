import { spawn } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT } from '../client/cli-error.ts';
import { createDataDirectory } from './data-directory.ts';
import type { DataDirectory } from './data-directory.ts';

const FOLLOW_INTERVAL_MS = 150;

/**
 * Runs `assay up` in the background: shows what it prints until it is ready (or has ended), then
 * leaves it alone. Its output is in logs/up.log.
 */
export const upDetached = async (data: DataDirectory, args: readonly string[]): Promise<void> => {
  await createDataDirectory(data);
  const logFile = join(data.logs, 'up.log');
  let offset = await stat(logFile).then(
    ({ size }) => size,
    () => 0,
  );
  const log = await open(logFile, 'a+', 0o600);
  const script = process.argv[1] ?? '';
  const child = spawn(process.execPath, [...process.execArgv, script, 'up', ...args], {
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
    detached: true,
  });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const settled = new AbortController();
  child.once('message', () => settled.abort()).once('exit', () => settled.abort());
  const show = async (): Promise<void> => {
    const { size } = await log.stat();
    if (size <= offset) return;
    const { bytesRead, buffer } = await log.read({
      buffer: Buffer.alloc(size - offset),
      position: offset,
    });
    offset += bytesRead;
    process.stdout.write(buffer.subarray(0, bytesRead));
  };
  while (!settled.signal.aborted) {
    await show();
    await sleep(FOLLOW_INTERVAL_MS);
  }
  await show();
  await log.close();
  process.removeListener('SIGINT', pass).removeListener('SIGTERM', pass);
  if (child.connected) child.disconnect();
  child.unref();
  // Ended before it was ready: it was running already (0), or it failed.
  if (child.exitCode !== null || child.signalCode !== null) {
    process.exitCode = child.exitCode ?? EXIT.server;
  }
};
