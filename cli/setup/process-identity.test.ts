import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { endProcess, identify, isRunning, waitForEnd } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const startShell = async (script: string): Promise<ProcessIdentity> => {
  const child = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  // It has printed: its traps are set.
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const identity = await identify(child.pid ?? 0);
  if (identity === null) throw new Error('The shell has ended.');
  return identity;
};

test('a process is itself until it ends', async () => {
  const identity = await startShell('echo up; exec sleep 30');
  expect(await isRunning(identity)).toBe(true);
  await endProcess(identity, 5_000);
  expect(await isRunning(identity)).toBe(false);
  expect(await identify(identity.pid)).toBeNull();
});

test('the same number at another time is another process, and gets no signal', async () => {
  const identity = await startShell('echo up; exec sleep 30');
  const earlier = { ...identity, started: `${identity.started}0` };
  expect(await isRunning(earlier)).toBe(false);
  await endProcess(earlier, 1_000);
  expect(await isRunning(identity)).toBe(true);
  await endProcess(identity, 5_000);
});

test('who does not listen is killed', async () => {
  const identity = await startShell("trap '' TERM; echo up; while :; do sleep 0.1; done");
  expect(await waitForEnd(identity, 100)).toBe(false);
  await endProcess(identity, 300);
  expect(await isRunning(identity)).toBe(false);
});
