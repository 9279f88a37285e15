import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addCounts, readJestResult, summaryLine } from './test-summary.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-summary-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('counts a file that could not be loaded as a failure', async () => {
  const path = join(folder, 'jest.json');
  const result = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
  };
  await writeFile(path, JSON.stringify(result));
  expect(await readJestResult(path)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test('a run without a result has failed', async () => {
  expect(await readJestResult(join(folder, 'absent.json'))).toMatchObject({ failed: 1 });
});

test('the last line sums all runs, and mentions skipped tests only where there are any', () => {
  const one = { passed: 3, failed: 0, skipped: 0 };
  expect(summaryLine(addCounts([one, one]))).toBe('6 passed, 0 failed');
  expect(summaryLine(addCounts([one, { passed: 0, failed: 1, skipped: 2 }]))).toBe(
    '3 passed, 1 failed, 2 skipped',
  );
});
