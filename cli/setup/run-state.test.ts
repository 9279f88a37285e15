import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDataDirectory, dataDirectory } from './data-directory.ts';
import type { DataDirectory } from './data-directory.ts';
import { identify } from './process-identity.ts';
import { lockData, readState, runningState, writeState } from './run-state.ts';
import type { RunState } from './run-state.ts';

let data: DataDirectory;
beforeEach(async () => {
  data = dataDirectory(await mkdtemp(join(tmpdir(), 'assay-state-')));
  await createDataDirectory(data);
});
afterEach(() => rm(data.path, { recursive: true }));

const stateOf = (supervisor: RunState['supervisor']): RunState => ({
  status: 'ready',
  version: '1.0.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  url: 'http://127.0.0.1:4400',
  supervisor,
  services: {},
});

test('only a supervisor that is alive counts as running', async () => {
  expect(await runningState(data)).toBeNull();
  const own = await identify(process.pid);
  if (own === null) throw new Error('This process is not found.');
  await writeState(data, stateOf(own));
  expect(await runningState(data)).toEqual(stateOf(own));
  await writeState(data, stateOf({ ...own, started: 'long ago' }));
  expect(await runningState(data)).toBeNull();
  expect((await readState(data))?.supervisor.started).toBe('long ago');
});

test('what is no state is none', async () => {
  await writeFile(data.stateFile, '{"status": "rea');
  expect(await readState(data)).toBeNull();
});

test('one supervisor at a time; the lock of one that is gone is taken over', async () => {
  const unlock = await lockData(data);
  await expect(lockData(data)).rejects.toThrow(`Another assay (process ${process.pid})`);
  await unlock();
  await writeFile(data.lockFile, JSON.stringify({ pid: process.pid, started: 'long ago' }));
  await (
    await lockData(data)
  )();
  await writeFile(data.lockFile, '');
  await (
    await lockData(data)
  )();
});
