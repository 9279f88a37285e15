import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { logTail, RotatingLog } from './rotating-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const MEBIBYTE = 1024 * 1024;

test('goes on where an earlier run ended', async () => {
  const path = join(folder, 'api.log');
  await writeFile(path, 'first\n');
  const log = new RotatingLog(path);
  log.write(Buffer.from('second\n'));
  await log.close();
  expect(await logTail(path)).toBe('first\nsecond');
});

test('a full log becomes the predecessor, and there is one of these', async () => {
  const path = join(folder, 'worker.log');
  const log = new RotatingLog(path);
  const chunk = (letter: string): Buffer => Buffer.alloc(3 * MEBIBYTE, letter);
  for (const letter of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) log.write(chunk(letter));
  await log.close();
  // 8 MiB hold two of them.
  expect((await readFile(path, 'latin1'))[0]).toBe('g');
  expect((await stat(path)).size).toBe(3 * MEBIBYTE);
  expect((await stat(`${path}.1`)).size).toBe(6 * MEBIBYTE);
});

test('the tail of a log that is not there is empty', async () => {
  expect(await logTail(join(folder, 'absent.log'))).toBe('');
});
