import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const BINARY = 'redis-server';
const READY_TIMEOUT_MS = 10_000;
const POLL_MS = 20;

/** Whether a real Redis can run here. Where not, a suite says so and skips. */
export const redisIsInstalled = (): boolean => spawnSync(BINARY, ['--version']).status === 0;

export const REDIS_SKIP_REASON = `skipped: ${BINARY} is not installed (apt-get install ${BINARY})`;

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

export interface RunningRedis {
  readonly url: string;
  /** SIGKILL, as an accident would. What it keeps in its folder stays. */
  kill(): Promise<void>;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const waitUntilReady = async (url: string, child: ChildProcess): Promise<void> => {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => POLL_MS });
  // Refused connections are what is waited out here.
  client.on('error', () => undefined);
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (client.status !== 'ready') {
    if (client.status === 'wait') void client.connect().catch(() => undefined);
    if (child.exitCode !== null) throw new Error(`${BINARY} ended with ${child.exitCode}.`);
    if (Date.now() > deadline) throw new Error(`${BINARY} was not ready in time.`);
    await sleep(POLL_MS);
  }
  client.disconnect();
};

/** A Redis in a folder; `keeps`: what it was told is on its disk within a second. */
export const launchRedis = async (
  dir: string,
  port: number,
  { keeps }: { readonly keeps: boolean },
): Promise<RunningRedis> => {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir];
  const child = spawn(BINARY, [...args, '--appendonly', keeps ? 'yes' : 'no'], { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  await waitUntilReady(url, child);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  return { url, kill };
};

/** A Redis of one's own, on a free port, that keeps nothing. */
export const startRedis = async (): Promise<TestRedis> => {
  const dir = await mkdtemp(join(tmpdir(), 'assay-redis-'));
  const { url, kill } = await launchRedis(dir, await freePort(), { keeps: false });
  const stop = async (): Promise<void> => {
    await kill();
    await rm(dir, { recursive: true, force: true });
  };
  return { url, stop };
};
